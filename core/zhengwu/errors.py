"""The one error that a user can cause, and the problems that it lists.

    Exception
    └── UserError          a person can mend it; printed in one place, exit code 2

Anything else that escapes is a bug and may be a traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import DEFAULT_LANGUAGE, Message
from zhengwu.problem import NO_FIX, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable


class UserError(Exception):
    """Something a person can mend: bad input, a missing file, a wrong option.

    Attributes:
        problems: every one that was found, in file order.
    """

    def __init__(self, what: Iterable[Problem] | Problem | Message, fix: Message = NO_FIX) -> None:
        """Take all problems at once, one problem, or a message that belongs to no file.

        Args:
            what: what is wrong.
            fix: what to do about it, where `what` is a message.
        """
        if isinstance(what, Message):
            what = Problem(0, 0, what, fix)
        self.problems = (what,) if isinstance(what, Problem) else tuple(what)
        super().__init__(self.text())

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return all problems, one after the other."""
        return "\n".join(problem.text(language) for problem in self.problems)
