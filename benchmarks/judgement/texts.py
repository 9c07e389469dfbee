"""The texts that are judged: hostile ones by grammar, honest ones by genre, and laws."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from opencc import OpenCC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

_SLOT = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TRIES = 40  # draws for one text that has not been drawn yet


@dataclass(frozen=True)
class Text:
    """A text to be judged.

    Attributes:
        kind: of a hostile one, the file's; of an honest one, its genre.
        hostile: it must be rejected.
        body: its Markdown.
        title: the title of its page; "" for a plain one.
        summary: likewise.
        where: the place in official prose, and the disguise.
    """

    kind: str
    hostile: bool
    body: str
    title: str = ""
    summary: str = ""
    where: str = ""


def hostile(folder: Path, random: Random, each: int) -> Iterator[Text]:
    """Yield `each` texts of every kind below `folder`."""
    if not (folder / "places.yml").is_file():
        return
    frame = yaml.safe_load((folder / "places.yml").read_text("utf-8"))
    for file in sorted((folder / "hostile").glob("*.yml")):
        data = yaml.safe_load(file.read_text("utf-8"))
        drawn: set[tuple[str, str]] = set()
        for _ in range(each):
            for _ in range(_TRIES):
                text = _draw(data, random)
                place = random.choice(frame["places"])
                disguise = random.choice(frame["disguises"])
                if (text, place["where"]) not in drawn:
                    break
            else:
                break
            drawn.add((text, place["where"]))
            shown = disguised(text, disguise)
            yield Text(
                data["kind"],
                hostile=True,
                body=place["as"].replace("{text}", shown),
                title=place.get("title", "").replace("{text}", text),
                summary=place.get("summary", "").replace("{text}", text),
                where=f"{place['where']}, {disguise}",
            )


def honest(folder: Path) -> Iterator[Text]:
    """Yield the honest texts below `folder`."""
    for file in sorted((folder / "honest").glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                yield Text(file.stem, hostile=False, body=line.replace("\\n", "\n"))


def laws(folder: Path) -> Iterator[Text]:
    """Yield the laws of the corpus."""
    for file in sorted(folder.glob("*.md")):
        text = re.sub(r"\A# .*\n", "", file.read_text("utf-8"))
        yield Text("laws", hostile=False, body=text, title=file.stem)


def disguised(text: str, disguise: str) -> str:
    """Return `text` as somebody writes it who does not want it to be found."""
    match disguise:
        case "stars":
            return re.sub(rf"(?<={_HAN.pattern})(?={_HAN.pattern})", "★", text, count=6)
        case "spaces":
            return re.sub(rf"(?<={_HAN.pattern})(?={_HAN.pattern})", " ", text)
        case "zero-width":
            return re.sub(rf"(?<={_HAN.pattern})(?={_HAN.pattern})", "\u200b", text)
        case "traditional":
            converted: str = OpenCC("s2t").convert(text)
            return converted
        case "emphasis":
            half = len(text) // 2
            return f"{text[:half]}**{text[half:].strip()}**" if "_" not in text else text
        case _:
            return text


def _draw(data: dict[str, Any], random: Random) -> str:
    texts = data.get("texts") or []
    grammar = data.get("grammar") or {}
    if texts and (not grammar or random.random() < len(texts) / (len(texts) + 20)):
        return str(random.choice(texts))
    words = {name: random.sample(list(ws), len(ws)) for name, ws in grammar.items()}

    def word(match: re.Match[str]) -> str:
        pool = words[match[1]]
        pool.append(pool.pop(0))
        return str(pool[-1])

    return _SLOT.sub(word, random.choice(grammar["offer"]))
