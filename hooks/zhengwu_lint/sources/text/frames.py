"""Evidence by structure, for names and brands that no list holds: how injected text is built.

Names in front of a trade and a call (`某某体育官网`), letters with digits in front of a call
(`ab12登录`), the tails of search-engine spam, ornaments between clauses, short parts in a chain,
and words of which one character is another one of its shape.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.lexicon import Hit, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhengwu_lint.sources.text.reading import PlainReading

_GAMBLING, _SPAM = "gambling", "calls"
_LONGEST_NAME = 4
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ALL_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,4}$|[a-z0-9]{1,10}$")
_MIXED = re.compile(r"(?<![a-z0-9])(?:(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{2,14}|\d{3,5})(?![a-z0-9])")
# What may stand behind the name of a firm or a place that a brand's name is also part of.
_NAMED_OTHERWISE = re.compile(
    r"[^，,。；;、]{0,6}?(?:有限|公司|[工药电]厂|实业|水务|置业|物业|科技|[路街村镇巷坊]|社区|小区|花园|大厦|广场|学校|小学|中学|酒店|工业|项目|地块|工程|灯饰|家具|五金|饰品|首饰|馆|机床|牌坊|博物)"
)
_BEFORE_BRAND = re.compile(r"(?:公司|[市区县镇街]|某|小区|花园)$")
_MANY = 3
_FILLER = re.compile(r"[(（]中国[)）]|[.]中国|[】\]）)」』]")
_BRANCH = re.compile(r"[(（]中国[)）]|[.]中国")
_BRACKET = re.compile(r"[【\[]")
_PRAISE = re.compile(r"诚信为本|信誉第一|信誉至上|实力雄厚|信誉保证|大额无忧")
_ARROWS = re.compile("[↓⇓▼⬇]{2,}")
_PLACES = frozenset("粤省市县区镇国")
_PLAYED = frozenset({"真人", "棋牌", "电竞", "视讯", "电游"})
_CHAIN = re.compile(r"[^_|｜\n，。；]{2,16}(?:\s?[_|｜]{1,2}\s?[^_|｜\n，。；]{2,16}){2,}")
_FILE = re.compile(r"\.[a-z0-9]{2,4}\b|/")
_WORDS_APART = re.compile(r"[^\W_]{2,8}(?:[ \u3000-][^\W_]{2,8}){3,}")


class _Alike(NamedTuple):
    pattern: re.Pattern[str]
    words: tuple[tuple[str, str], ...]  # (a core word, the characters that may stand at the place)


def frames(reading: PlainReading, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the evidence of how `reading` is built, the lexicon's `hits` in it given."""
    text = reading.text
    portals: dict[int, Hit] = {}
    for hit in hits:
        if hit.role == "portal":
            portals.setdefault(hit.start, hit)  # the longest comes first
    trades = [hit for hit in hits if hit.role == "industry"]
    brands = frozenset(hit.end for hit in hits if hit.role == "brand")
    if portals or brands:
        yield from _mixed_names(reading, {hit.start: hit for hit in trades}, portals, brands)
    if portals:
        yield from _named_trades(text, trades, portals)
        yield from _tails(text, portals, pointed=bool(_ARROWS.search(reading.original)))
        yield from _pairs(reading, portals)
    yield from _branches(text, trades, portals)
    yield from _enumerated(text, trades)
    yield from _alike(text)
    yield from _ornaments(reading)
    yield from _chains(reading)


def is_elsewhere(text: str, hit: Hit) -> bool:
    """Whether a brand's name is part of a firm's or a place's name."""
    return bool(
        _NAMED_OTHERWISE.match(text, hit.end, hit.end + 9) and not hit.word[-1].isascii()
    ) or bool(_BEFORE_BRAND.search(text[max(0, hit.start - 2) : hit.start]))


def _named_trades(text: str, trades: Iterable[Hit], portals: Mapping[int, Hit]) -> Iterator[Hit]:
    for trade in trades:
        end, strict = _chain(text, trade.end, portals)
        if trade.word in _PLAYED and end > trade.end and text.startswith(("娱乐", "游戏"), end):
            strict += 1
        if not strict or text.startswith(("彩票开奖", "彩票投注"), trade.start):
            continue
        name = _name(text, trade.start)
        if len(name) < 2 or lexicon().is_institution(name):  # noqa: PLR2004 -- a name has two
            continue
        start = trade.start - len(name)
        alone = start == 0 or not _HAN.match(text[start - 1])
        weight = 3 if alone or strict > 1 else 2
        yield Hit(start, end, text[start:end], "frame", _GAMBLING, weight)


def _enumerated(text: str, trades: Sequence[Hit]) -> Iterator[Hit]:
    """Find `某某棋牌、某某棋牌`: names in a row that end with the same trade."""
    for first, second in pairwise(trades):
        if first.word != second.word or first.word in {"体育", "国际", "娱乐"}:
            continue
        between = text[first.end : second.start]
        name = _name(text, first.start)
        if (
            between[:1] in set("、，,")
            and 2 < len(between) <= _LONGEST_NAME  # noqa: PLR2004 -- the sign and two characters
            and len(name) >= 2  # noqa: PLR2004
            and not lexicon().is_institution(name)
            and not lexicon().is_institution(between)
        ):
            start = first.start - len(name)
            yield Hit(start, second.end, text[start : second.end], "frame", _GAMBLING, 2)


def _mixed_names(
    reading: PlainReading,
    trades: Mapping[int, Hit],
    portals: Mapping[int, Hit],
    brands: frozenset[int],
) -> Iterator[Hit]:
    text = reading.text
    ends = brands | {hit.end for hit in portals.values() if hit.weight}
    ends |= {hit.end for hit in trades.values()}
    for match in _MIXED.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        trade = trades.get(end)
        behind, strict = _chain(text, trade.end if trade else end, portals)
        if not (trade or strict or start in ends):
            behind, strict = _named_behind(text, end, portals)
        if not (trade or strict or start in ends) or (
            _plain().fullmatch(word) and not (trade and strict)
        ):
            continue
        if not reading.bounded(start, end):
            continue
        if word.isdigit():
            if not trade or (start and text[start - 1] in "第共的达约近超有在年月日号"):
                continue
            yield Hit(start, behind, text[start:behind], "frame", _GAMBLING, 3 if strict else 2)
        elif trade or strict:
            weak = not trade and text.startswith(("下载", "app", "客户端", "开奖", "充值"), end)
            weight = 2 if weak else 3
            yield Hit(start, behind, text[start:behind], "frame", _GAMBLING, weight)
        else:
            yield Hit(start, end, word, "frame", _GAMBLING, 3)


def _named_behind(text: str, end: int, portals: Mapping[int, Hit]) -> tuple[int, int]:
    """Follow calls behind a code and a name of two to four characters: `ab12某某官网登录`."""
    for length in (2, 3, 4):
        behind, strict = _chain(text, end + length, portals)
        if (
            strict
            and _HAN.match(text, end)
            and not lexicon().is_institution(text[end : end + length])
        ):
            return behind, strict
    return end, 0


def _tails(text: str, portals: Mapping[int, Hit], *, pointed: bool) -> Iterator[Hit]:
    """Find calls in a row behind a name: `某某官网登录入口`."""
    end = 0
    for start in sorted(portals):
        if start < end:
            continue
        end, strict = _chain(text, start, portals)
        count = strict + (
            _MANY - 1
            if strict
            and ((pointed and text.startswith(("官", "入口"), start)) or _PRAISE.match(text, end))
            else 0
        )
        name = _name(text, start)
        if (
            count >= _MANY
            and len(name) >= 2  # noqa: PLR2004 -- a name has two characters
            and not lexicon().is_institution(name)
        ):
            yield Hit(start - len(name), end, text[start - len(name) : end], "frame", _SPAM, 3)
    return


def _pairs(reading: PlainReading, portals: Mapping[int, Hit]) -> Iterator[Hit]:
    """Find `某某客户端下载-某某登录入口`: two names with their calls, by a sign."""
    text = reading.text
    end = before = 0
    for start in sorted(portals):
        if start < end:
            continue
        found, _ = _chain(text, start, portals)
        last, end = end, found
        name = text[last:start] if before else ""
        first = before
        before = start
        if not first or not 2 <= len(name) <= 3 or not _ALL_HAN.fullmatch(name):  # noqa: PLR2004
            continue
        if reading.at(last) - reading.at(last - 1) < 2:  # noqa: PLR2004 -- no sign between
            continue
        ahead = _name(text, first)
        if (
            len(ahead) >= 2  # noqa: PLR2004 -- a name has two characters
            and not lexicon().is_institution(ahead)
            and not lexicon().is_institution(name)
        ):
            begin = first - len(ahead)
            yield Hit(begin, end, text[begin:end], "frame", _SPAM, 3)


def _branches(text: str, trades: Sequence[Hit], portals: Mapping[int, Hit]) -> Iterator[Hit]:
    """Find `某某电竞(中国)`, `某某平台(中国)首页` and `【某某平台】最新版首页`."""
    pieces = {hit.start: hit for hit in (*portals.values(), *trades)}
    for start, hit in pieces.items():
        trade = hit.role == "industry"
        branch = _BRANCH.match(text, hit.end)
        name = _name(text, start)
        if len(name) < 2 or name[0] in _PLACES or lexicon().is_institution(name):  # noqa: PLR2004
            continue
        closed = text.startswith("】", hit.end) or text.startswith("]", hit.end)
        if not (branch or closed) or (branch and text.startswith("集团", branch.end())):
            continue
        end, _ = _chain(text, hit.end, portals)
        called = end > hit.end
        begin = start - len(name)
        if branch:
            if not (called or (trade and hit.word != "国际")):
                continue
            if not called and _NAMED_OTHERWISE.match(text, branch.end()):
                continue
            yield Hit(begin, max(end, branch.end()), text[begin:end], "frame", _GAMBLING, 3)
        elif called and _BRACKET.match(text[begin - 1 : begin]):
            yield Hit(begin, end, text[begin:end], "frame", _GAMBLING, 3)
    for branch in _BRANCH.finditer(text):
        name = _name(text, branch.start())
        end, strict = _chain(text, branch.start(), portals)
        if branch[0].startswith(".") and strict and name and not lexicon().is_institution(name):
            begin = branch.start() - len(name)
            yield Hit(begin, end, text[begin:end], "frame", _GAMBLING, 3)


def _chain(text: str, start: int, portals: Mapping[int, Hit]) -> tuple[int, int]:
    """Follow calls in a row from `start`; return where they end and how many are strict."""
    strict, at = 0, start
    while hit := portals.get(_past(text, at)):
        strict += hit.weight
        at = hit.end
        if text.startswith("版", at):
            at += 1
    return at, strict


def _past(text: str, at: int) -> int:
    """Return where a chain goes on behind `(中国)` or a bracket that closes a name."""
    filler = _FILLER.match(text, at)
    return filler.end() if filler else at


def _name(text: str, end: int) -> str:
    match = _NAME.search(text[max(0, end - 10) : end])
    return match[0] if match else ""


def _alike(text: str) -> Iterator[Hit]:
    alike = _shapes()
    for match in alike.pattern.finditer(text):
        word, instead = alike.words[(match.lastindex or 1) - 1]
        odd = next((b for a, b in zip(word, match[0], strict=True) if a != b), "")
        if not odd:
            continue
        if (
            odd in instead
            or (odd.isascii() and odd.isalpha())
            or text.startswith(("网上开户", "开户", "娱乐城", "注册送"), match.end())
        ):
            yield Hit(match.start(), match.end(), match[0], "thing", _GAMBLING, 2)


@cache
def _shapes() -> _Alike:
    data = read_data("prohibited/disguises.yml")
    groups = ["".join(group) for group in data["alike"]]
    sources: list[str] = []
    words: list[tuple[str, str]] = []
    for core in data["cores"]:
        for at, character in enumerate(core):
            instead = "".join(group for group in groups if character in group)
            sources.append(f"({re.escape(core[:at])}[^，,。、；;]{re.escape(core[at + 1 :])})")
            words.append((core, instead))
    return _Alike(re.compile("|".join(sources)), tuple(words))


@cache
def _plain() -> re.Pattern[str]:
    entries = read_data("prohibited/calls.yml")["plain"]
    return re.compile("|".join(entry["words"] for entry in entries))


@cache
def _signs() -> re.Pattern[str]:
    signs = re.escape(read_data("prohibited/disguises.yml")["ornaments"])
    return re.compile(
        rf"(?<=[\w”])\s?([{signs}\ufe0f]+)(?=[，。,；;！!、？?])"
        rf"|(?<=[，。；！、])\s?([{signs}\ufe0f]+)(?=\w)"
    )


def _ornaments(reading: PlainReading) -> Iterator[Hit]:
    """Find ornaments between the clauses of a text."""
    if reading.original.isascii():
        return
    found = list(_signs().finditer(reading.original))
    groups = [(match[1] or match[2]).replace("\ufe0f", "") for match in found]
    varied = [group for group in groups if len(set(group)) > 1]
    if varied or len(groups) > 1:
        weight = 3 if len(varied) > 1 else 2
        yield Hit(0, 0, (varied or groups)[0], "frame", _SPAM, weight)


def _chains(reading: PlainReading) -> Iterator[Hit]:
    """Find short parts in a row, joined by signs that no sentence has."""
    text = reading.original
    if "_" in text or "|" in text or "｜" in text:
        for match in _CHAIN.finditer(text):
            parts = [part for part in re.split(r"[_|｜]+", match[0]) if part.strip()]
            han = sum(1 for part in parts if _HAN.search(part))
            if han >= _MANY and han >= len(parts) - 1 and not _FILE.search(match[0]):
                weight = 2 if "_" in match[0] else 1
                yield Hit(0, 0, match[0][:20], "chain", _SPAM, weight)
                return
    if _WORDS_APART.search(text):
        yield Hit(0, 0, "", "chain", _SPAM, 1)
