"""The table of wrong wording: the packaged one, and what a city adds in `content/words.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from zhengwu.expressions import possessive
from zhengwu.messages import msg
from zhengwu.model.base import Model, refuse, validate
from zhengwu.packaged import read_data
from zhengwu.problem import Problem
from zhengwu.register.yaml import YamlText, read_yaml
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.tree import Tree

WORDS_FILE = "words.yml"
_SENTENCE_ENDS = "。！？!?；;"


def _pattern(value: str) -> str:
    try:
        compiled = re.compile(value)
    except re.error as error:
        raise refuse(
            msg("“{value}”不是正确的表达式：{why}", value=value, why=str(error)),
            msg("只写普通的字词；要用 ( ) [ ] ? * + . | 这些符号时，前面加反斜杠"),
        ) from error
    if found := possessive(value):
        raise refuse(
            msg("“{value}”里的 {found} 并非每个 Python 版本都能读对", value=value, found=found),
            msg("写成普通的 * + ? 或者 (?: )"),
        )
    if compiled.match(""):
        raise refuse(msg("“{value}”什么都能对上", value=value), msg("写上至少一个一定会出现的字"))
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]


class Word(Model):
    """A wrong wording."""

    wrong: Pattern = Field(description="错误的写法")
    right: str = Field(description="应当怎样写")
    under: Pattern | None = Field(
        None, description="只看表格里表头对上这个表达式的格子，而且整格都是错误的写法"
    )
    unless: Pattern | None = Field(None, description="所在的句子对上这个表达式时不算错")
    reason: str = Field(description="为什么错")
    source: str = Field(description="依据")


class Words(Model):
    """`words.yml`."""

    words: tuple[Word, ...] = Field(description="错误表述，每项一个")


@dataclass(frozen=True, slots=True)
class Wording:
    """Wrong wordings, ready to be looked for."""

    entries: tuple[Word, ...]

    def find(self, text: str, header: str = "") -> Iterator[tuple[int, str, Word]]:
        """Yield (offset, wording, entry) of what is wrong in a text.

        Args:
            text: without white space.
            header: of the table's column in which the text is a cell.
        """
        if not self.entries or not _any_of(self.entries).search(text):
            return
        for entry in self.entries:
            if entry.under:
                if re.fullmatch(entry.under, header) and re.fullmatch(entry.wrong, text):
                    yield 0, text, entry
                continue
            for match in re.finditer(entry.wrong, text):
                sentence = _around(text, match.start(), match.end())
                if not (entry.unless and re.search(entry.unless, sentence)):
                    yield match.start(), match[0], entry

    def plus(self, words: Words) -> Wording:
        """Return this table with further entries."""
        return Wording((*self.entries, *words.words))


@cache
def packaged_wording() -> Wording:
    """Return the table that ships with the package."""
    return Wording(Words.model_validate(read_data("words.yml")).words)


@dataclass(frozen=True, slots=True)
class CityWords:
    """The wording by which a city is judged.

    Attributes:
        wording: the packaged table with the city's own.
        file: the city's file, as people know it; "" if it has none.
        yaml: its text with places.
        mistakes: what is wrong with it; its entries count only without any.
    """

    wording: Wording
    file: str = ""
    yaml: YamlText = field(default_factory=YamlText)
    mistakes: tuple[Problem, ...] = ()


def read_city_words(tree: Tree, content: str) -> CityWords:
    """Read `words.yml` from the folder `content` of `tree`, if there is one."""
    packaged = packaged_wording()
    file = f"{content}/{WORDS_FILE}"
    if not tree.exists(file):
        return CityWords(packaged)
    text = read_text(tree.read(file))
    if isinstance(text, Problem):
        mistake = text.placed(file)
        return CityWords(packaged, file, mistakes=(mistake,))
    yaml = read_yaml(text, file)
    own, mistakes = validate(Words, yaml, file)
    return CityWords(packaged.plus(own) if own else packaged, file, yaml, mistakes)


@cache
def _any_of(entries: tuple[Word, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry.wrong})" for entry in entries))


def _around(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(sign, 0, start) for sign in _SENTENCE_ENDS) + 1
    ends = [at for sign in _SENTENCE_ENDS if (at := text.find(sign, end)) >= 0]
    return text[begin : min(ends, default=len(text))]
