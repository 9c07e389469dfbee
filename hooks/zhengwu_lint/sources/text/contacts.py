"""Accounts, mailboxes and names by which a text says that somebody can be reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.folding import fold
from zhengwu_lint.sources.text.lexicon import lexicon
from zhengwu_lint.sources.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.text.reading import PlainReading

_MAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@((?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24})")
_SIGNS = re.compile(r"[^a-z0-9\u4e00-\u9fff]")
_CLAUSE_END = re.compile(r"[，,。；;！!？?\n]")
_DIGITS = re.compile(r"\d")
_NEGATED = re.compile(r"(?:请勿|不要|切勿|勿|别|不得|严禁|拒绝|谨防|警惕)[^，,。；;]{0,8}$")
_WARNS = frozenset({"verbs", "offenders", "actors", "verdicts", "after"})
_LONGEST_LABEL = 12
_LETTERS_ONLY = 6  # so many letters without a digit make an account


class NamedAccount(NamedTuple):
    """An account that a text names.

    Attributes:
        id: the account, in lower case and without signs: `zhongshanfabu`; or its name.
        shown: as the text has it, with the platform.
        start: offset of its platform in the text.
    """

    id: str
    shown: str
    start: int


class Mailbox(NamedTuple):
    """A mail address in a text.

    Attributes:
        address: in lower case.
        domain: what follows the `@`.
        start: its offset in the text.
        named: the clause says that it is a mailbox.
    """

    address: str
    domain: str
    start: int
    named: bool


@dataclass(frozen=True)
class _Patterns:
    account: re.Pattern[str]
    spelled: re.Pattern[str]
    named: re.Pattern[str]
    none: re.Pattern[str]
    counted: re.Pattern[str]
    joins: re.Pattern[str]
    platform: re.Pattern[str]
    label: re.Pattern[str]


def normal(account: str) -> str:
    """Return an account as two spellings of it compare: lower case, letters and digits alone."""
    return _SIGNS.sub("", account.lower())


def contacts(text: str) -> Iterator[NamedAccount]:
    """Yield the accounts that `text` names and does not warn of."""
    patterns = _patterns()
    reading = read(text)
    if not patterns.platform.search(reading.text):
        return
    seen: set[str] = set()
    for match in patterns.account.finditer(reading.text):
        account = match["account"]
        if not _is_account(match, reading, patterns) or account in seen:
            continue
        if _is_warning(reading.text, match.start()):
            continue
        seen.add(account)
        yield NamedAccount(normal(account), match[0].strip("“(:"), reading.at(match.start()))
    for pattern, group in ((patterns.spelled, 0), (patterns.named, 1)):
        for match in pattern.finditer(reading.text):
            if match[group] not in seen and not _is_warning(reading.text, match.start()):
                seen.add(match[group])
                yield NamedAccount(normal(match[group]), match[0], reading.at(match.start()))


def labelled(text: str, labels: tuple[str, ...]) -> NamedAccount | None:
    """Return the account that a table's cell holds under a label that names a platform."""
    patterns = _patterns()
    account = read(text).text
    if re.fullmatch(_data("account"), account) and not patterns.none.fullmatch(account):
        for label in labels:
            name = read(label).text
            if len(name) <= _LONGEST_LABEL and patterns.label.search(name):
                return NamedAccount(normal(account), f"{label} {text.strip()}", 0)
    return None


def mailboxes(text: str) -> Iterator[Mailbox]:
    """Yield the mail addresses of `text`, each once."""
    if "@" not in text and "＠" not in text:
        return
    folded = fold(text)
    seen: set[str] = set()
    for match in _MAIL.finditer(folded.text):
        address = match[0].lower()
        if address in seen:
            continue
        seen.add(address)
        before = _CLAUSE_END.split(folded.text[max(0, match.start() - 60) : match.start()])[-1]
        named = re.search(_data("mailbox"), before.lower()) is not None
        yield Mailbox(address, match[1].lower(), folded.at(match.start()), named)


def is_mailbox_label(labels: tuple[str, ...]) -> bool:
    """Whether a cell's labels say that it holds a mailbox."""
    return any(re.search(_data("mailbox"), label.lower()) for label in labels)


def is_anonymous(domain: str) -> bool:
    """Whether a domain gives mailboxes to whoever asks, outside of this country's law."""
    return domain in _data("anonymous")


def _is_account(match: re.Match[str], reading: PlainReading, patterns: _Patterns) -> bool:
    account = match["account"]
    text = reading.text
    if text.startswith("@", match.end()) or re.match(r"\.[a-z]", text[match.end() :][:2]):
        return False
    if patterns.none.fullmatch(account) or patterns.counted.match(text, match.end()):
        return False
    if not reading.bounded(*match.span("platform")):
        return False
    between = match["between"] or ""
    first, last = reading.at(match.start("account")), reading.at(match.end("account") - 1)
    written = reading.original[first:last]
    joined = (
        patterns.joins.search(between) is not None
        or match["platform"].endswith("号")
        or reading.original[first - 1 : first] in {"@", "＠"}
        or not account.isascii()
    )
    if match["veiled"] and not joined and not match["adding"]:
        return False
    if _DIGITS.search(account) or not account.isascii():
        return True
    apart = joined or "_" in written or reading.original[first - 1 : first].isspace()
    return apart and len(account) >= _LETTERS_ONLY and " " not in written


def _is_warning(text: str, start: int) -> bool:
    """Whether the clause around an account warns of it, and does not ask to add it."""
    begin = max((m.end() for m in _CLAUSE_END.finditer(text, max(0, start - 80), start)), default=0)
    before = text[max(begin, start - 80) : start]
    if _NEGATED.search(before):
        return True
    if re.search(rf"(?:{_data('adding')}|咨询|领取|详谈|办理|关注|搜)[^，,。；;]{{0,4}}$", before):
        return False
    end = _CLAUSE_END.search(text, start)
    clause = text[max(begin, start - 80) : min(end.start() if end else len(text), start + 80)]
    if re.match(rf"(?:{_data('adding')})", text[start : start + 2]):
        return False
    return any(hit.role in _WARNS for hit in lexicon().find(clause))


def _data(key: str) -> str:
    value: str = read_data("contacts.yml")[key]
    return value


@cache
def _patterns() -> _Patterns:
    data = read_data("contacts.yml")
    plain, veiled = "|".join(data["plain"]), "|".join(data["veiled"])
    account = (
        rf"(?P<adding>{data['adding']})?(?P<platform>{plain}|(?P<veiled>{veiled}))"
        rf"(?P<between>(?:{data['between']}){{0,4}})(?P<account>{data['account']})(?![a-z0-9])"
    )
    return _Patterns(
        re.compile(account),
        re.compile(data["spelled"]),
        re.compile(data["named"]),
        re.compile(data["none"]),
        re.compile(rf"(?:{data['counted']})"),
        re.compile(data["joins"]),
        re.compile(rf"{plain}|{veiled}|t[点.。]me|wa[点.。]me|discord"),
        re.compile(rf"(?<![a-z])(?:{plain})(?![a-z])"),
    )
