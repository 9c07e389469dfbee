"""The one error that a user can cause, and the mistakes that it lists.

    Exception
    └── UserError          a person can mend it; printed in one place, exit code 2

Anything else that escapes is a bug and may be a traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import DEFAULT_LANGUAGE, Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_FIX = Message("")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in one place of a file.

    Attributes:
        file: path as the person knows it, with `/`.
        line: 1-based; 0 when the file as a whole is meant.
        column: 1-based; 0 when the line as a whole is meant.
        message: what is wrong.
        fix: what to do about it.
    """

    file: str
    line: int
    column: int
    message: Message
    fix: Message = NO_FIX

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return `file:line:column: message` and, on a second line, what to do."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        first = f"{place}: {self.message.text(language)}"
        fix = self.fix.text(language)
        return f"{first}\n  {msg('怎么办：').text(language)}{fix}" if fix else first


class UserError(Exception):
    """Something a person can mend: bad input, a missing file, a wrong option.

    Attributes:
        mistakes: every one that was found, in file order.
    """

    def __init__(self, mistakes: Iterable[Mistake] | Mistake | Message) -> None:
        """Take all mistakes at once, one mistake, or a message that belongs to no file."""
        if isinstance(mistakes, Message):
            self.mistakes: tuple[Mistake, ...] = ()
            self.message = mistakes
        else:
            self.mistakes = (mistakes,) if isinstance(mistakes, Mistake) else tuple(mistakes)
            self.message = Message("")
        super().__init__(self.text())

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return all mistakes, one after the other."""
        if not self.mistakes:
            return self.message.text(language)
        return "\n".join(mistake.text(language) for mistake in self.mistakes)
