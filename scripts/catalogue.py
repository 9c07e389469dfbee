"""Renew the English catalogue: collect every message of the code, merge, compile.

    python scripts/catalogue.py            renew the .po and .mo files
    python scripts/catalogue.py --check    fail if they are not current or not complete

A message is the first argument of `msg(...)`, the help text of a command or an option, the
description of a field, a paragraph of a rule's manual page, or the name of a role in the data.
"""

from __future__ import annotations

import ast
import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from zhengwu.packaged import read_data
from zhengwu_lint.manual import manual
from zhengwu_lint.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("core", "hooks", "plugins", "ops")
FOLDER = ROOT / "core/zhengwu/data/locale/en/LC_MESSAGES"
PO = FOLDER / "zhengwu.po"
MO = FOLDER / "zhengwu.mo"
# What else people read: help of commands and options, descriptions of the register's fields.
_KEYWORDS = {
    "command": {"help", "subcommand_metavar"},
    "option": {"help", "metavar"},
    "argument": {"metavar"},
    "group": {"help", "subcommand_metavar"},
    "Field": {"description"},
}
# The headers ask for dates; a fixed one keeps the files the same from day to day.
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def messages() -> Iterator[str]:
    """Yield everything that people read."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield from _texts(node)
    for rule in RULES:
        yield from manual(rule).paragraphs()
    names = read_data("reviewing.yml")
    for kind in ("stages", "roles"):
        yield from (entry["name"] for entry in names[kind].values())


def _texts(call: ast.Call) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name == "msg" and call.args:
        yield from _string(call.args[0])
    for keyword in call.keywords:
        if keyword.arg in _KEYWORDS.get(name, ()):
            yield from _string(keyword.value)


def _string(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def renewed() -> Catalog:
    """Return the catalogue with the translations there are."""
    old = read_po(io.BytesIO(PO.read_bytes()), locale="en") if PO.exists() else Catalog("en")
    new = Catalog("en", project="zhengwu", fuzzy=False, creation_date=DAY, revision_date=DAY)
    new.header_comment = "# English messages of zhengwu; each msgid is the Chinese message."
    for text in sorted(set(messages())):
        known = old.get(text)
        new.add(text, known.string if known and not known.fuzzy else "")
    return new


def as_po(catalogue: Catalog) -> bytes:
    """Return the text of the `.po` file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return the bytes of the `.mo` file."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Renew or check; the exit code is 1 where something is missing."""
    catalogue = renewed()
    po, mo = as_po(catalogue), as_mo(catalogue)
    untranslated = [message.id for message in catalogue if message.id and not message.string]
    if arguments != ["--check"]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po)
        MO.write_bytes(mo)
        print(f"{len(catalogue)} messages, {len(untranslated)} to be translated in {PO}")
        return 0
    for text in untranslated:
        print(f"not translated: {text}")
    stale = not PO.exists() or PO.read_bytes() != po or not MO.exists() or MO.read_bytes() != mo
    if stale:
        print("the catalogue is not current: run `make catalogue`")
    return int(stale or bool(untranslated))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
