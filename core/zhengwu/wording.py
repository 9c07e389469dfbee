"""The table of wrong wording: the packaged one, and what a city adds in `content/words.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
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
from zhengwu.wording_phrases import WrongPhrase, find_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.tree import Tree

WORDS_FILE = "words.yml"
_SENTENCE_ENDS = "。！？!?；;"
_FAR = 200  # characters of a sentence on either side that may say what a wording means
_MENTIONS = re.compile(
    "误[写作为成录输]|错[写为成别打录]|应[当该]?[是为改写作]|不[得要能可].{0,6}[写称使]|错别字|写法"
)


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
    owner: str = Field("", description="由谁维护")
    checked: date | None = Field(None, description="最近一次核对的日子")


class Words(Model):
    """`words.yml`."""

    owner: str = Field("", description="由谁维护，条目另写的除外")
    checked: date | None = Field(None, description="最近一次核对的日子，条目另写的除外")
    words: tuple[Word, ...] = Field(description="错误表述，每项一个")

    @property
    def entries(self) -> tuple[Word, ...]:
        """The entries, each with its owner and the day on which it was checked."""
        return tuple(
            word.model_copy(
                update={
                    "owner": word.owner or self.owner,
                    "checked": word.checked or self.checked,
                }
            )
            for word in self.words
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """Wrong wordings, ready to be looked for."""

    entries: tuple[Word, ...]

    def find(self, text: str, header: str = "") -> Iterator[tuple[int, str, Word | WrongPhrase]]:
        """Yield (offset, wording, entry) of what is wrong in a text.

        What stands in quotation marks in a sentence about right and wrong wording is mentioned.

        Args:
            text: without white space.
            header: of the table's column in which the text is a cell.
        """
        for at, phrase in find_phrases(text):
            sentence = _around(text, at, at + len(phrase.wrong))
            if phrase.holds(sentence) and not _is_mentioned(sentence, phrase.wrong):
                yield at, phrase.wrong, phrase
        if not self.entries or not _any_of(self.entries).search(text):
            return
        for entry in self.entries:
            if entry.under:
                if re.fullmatch(entry.under, header) and re.fullmatch(entry.wrong, text):
                    yield 0, text, entry
                continue
            for match in re.finditer(entry.wrong, text):
                sentence = _around(text, match.start(), match.end())
                right = entry.unless and re.search(entry.unless, sentence)
                if not right and not _is_mentioned(sentence, match[0]):
                    yield match.start(), match[0], entry

    def plus(self, words: Words) -> Wording:
        """Return this table with further entries."""
        return Wording((*self.entries, *words.entries))


@cache
def packaged_wording() -> Wording:
    """Return the table that ships with the package."""
    return Wording(Words.model_validate(read_data("words.yml")).entries)


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


def _is_mentioned(sentence: str, wrong: str) -> bool:
    """Whether a sentence quotes the wording in order to say that it is wrong."""
    quoted = re.search(rf"[“「‘\"《]{re.escape(wrong)}[”」’\"》]", sentence)
    return quoted is not None and _MENTIONS.search(sentence) is not None


def _around(text: str, start: int, end: int) -> str:
    """Return the sentence around a piece, as far as a reader looks."""
    first, last = max(0, start - _FAR), end + _FAR
    begin = max(first - 1, *(text.rfind(sign, first, start) for sign in _SENTENCE_ENDS)) + 1
    ends = [at for sign in _SENTENCE_ENDS if (at := text.find(sign, end, last)) >= 0]
    return text[begin : min(ends, default=last)]
