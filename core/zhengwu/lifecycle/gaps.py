"""What is missing between a site's register and the law: the one thing that a judgement yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zhengwu.errors import NO_FIX, Mistake
from zhengwu.messages import Message, msg

if TYPE_CHECKING:
    from datetime import date

    from zhengwu.register.yaml import Key, YamlText

# Each is a rule of the lint, but for the two that only history shows.
Matter = Literal[
    "missing-filing",
    "missing-lifecycle-step",
    "missing-opening-announcement",
    "overdue-assessment",
    "overlong-suspension",
    "repeated-suspension",
    "short-migration-notice",
    "unlawful-lifecycle",
    "unreported-change",
    "erased-event",
    "filing-order",
]


How = Literal["wrong", "due", "past"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the law asks for and the register does not show.

    Attributes:
        matter: what kind of thing; the id of the rule that reports it.
        standing: `wrong`: not lawful on the day; `due`: still to be done; `past`: was not lawful
            and cannot be mended any more, which nothing is refused for.
        message: what is missing.
        basis: the clause.
        fix: what to do about it.
        due: the last day on which it may be done; None where the register does not tell.
        provisional: `due` was counted over a year whose make-up days are not announced.
        path: where in `site.yml`.
    """

    matter: Matter
    standing: How
    message: Message
    basis: str
    fix: Message = NO_FIX
    due: date | None = None
    provisional: bool = False
    path: Key = ("lifecycle",)

    @property
    def due_text(self) -> Message:
        """By when, in words; "" where there is no day."""
        if self.due is None:
            return msg("")
        if self.provisional:
            return msg(
                "最迟 {day}（{year}年的调休安排还没有公布，暂按周一至周五推算）",
                day=self.due,
                year=self.due.year,
            )
        return msg("最迟 {day}", day=self.due)

    def place(self, yaml: YamlText) -> tuple[int, int]:
        """Return (line, column) in the text of `site.yml`."""
        return yaml.place(self.path)

    def mistake(self, file: str, yaml: YamlText | None = None) -> Mistake:
        """Return the gap as a mistake in the register file, its clause named."""
        line, column = self.place(yaml) if yaml else (0, 0)
        message = msg("{what}（{basis}）", what=self.message, basis=self.basis)
        return Mistake(file, line, column, message, self.fix)
