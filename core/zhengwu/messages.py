"""Messages that people read: a template in Chinese, filled late, translated on demand.

A message is data until somebody prints it: rules, models and commands make a `Message`, a report
turns it into text in the reader's language. The Chinese template is the message's identity; other
languages are gettext catalogues under `data/locale/`, whose msgid is that template.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people.

    Attributes:
        template: Chinese text with `{name}` fields; the catalogue's key.
        values: what the fields hold. A value may itself be a `Message`, have one (`as_message`), or
            be a tuple of values, which are told in a row.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the sentence in `language` (`zh` or `en`)."""
        values = {name: _told(value, language) for name, value in self.values.items()}
        return translate(self.template, language).format(**values)

    def __str__(self) -> str:
        """Return the Chinese sentence."""
        return self.text()

    def __hash__(self) -> int:
        """Hash by template and values, so that messages can be compared in sets."""
        return hash((self.template, tuple(sorted((k, str(v)) for k, v in self.values.items()))))


def _told(value: object, language: str) -> object:
    if isinstance(value, str | int):
        return value
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, tuple | list):
        return translate("、", language).join(str(_told(part, language)) for part in value)
    as_message = getattr(value, "as_message", None)
    return value if as_message is None else as_message().text(language)


def msg(template: str, /, **values: object) -> Message:
    """Make a `Message`; the one spelling that the catalogue extractor looks for."""
    return Message(template, values)


def joined(parts: Iterable[object], separator: object) -> Message:
    """Return `parts` as one message with `separator` between them."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(
        "{separator}".join(f"{{{name}}}" for name in values), {**values, "separator": separator}
    )


def translate(template: str, language: str) -> str:
    """Return `template` in `language`; itself where the catalogue has no entry."""
    return _catalogue(language).gettext(template) if template else ""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == DEFAULT_LANGUAGE:
        return gettext.NullTranslations()
    with (files("zhengwu") / "data" / "locale" / language / "LC_MESSAGES" / "zhengwu.mo").open(
        "rb"
    ) as file:
        return gettext.GNUTranslations(file)
