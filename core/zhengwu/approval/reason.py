"""Why something may not be published: data until somebody prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import DEFAULT_LANGUAGE, Message, msg

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with what to do about it.

    Attributes:
        code: its kind, for programs; stable.
        message: what is wrong.
        fix: what to do about it.
        file: the file that it is about, as people know it; "" if none.
    """

    code: str
    message: Message
    fix: Message
    file: str = ""

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the reason in two lines: what is wrong, what to do."""
        first = self.message.text(language)
        return f"{first}\n  {msg('怎么办:').text(language)} {self.fix.text(language)}"

    def data(self, language: str = DEFAULT_LANGUAGE) -> Mapping[str, str]:
        """Return the reason for a JSON report."""
        return {
            "code": self.code,
            "message": self.message.text(language),
            "fix": self.fix.text(language),
            "file": self.file,
        }
