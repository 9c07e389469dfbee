"""What the judgement of a site's lifecycle says of its register file, a matter a rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zhengwu.lifecycle import gaps_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.lifecycle import Matter
    from zhengwu.model.city import City
    from zhengwu_lint.rule import Problem
    from zhengwu_lint.sources.register import RegisterFile


def lifecycle_problems(
    matter: Matter, file: RegisterFile, city: City, day: date
) -> Iterator[Problem]:
    """Yield what is not lawful on `day` in one matter, each at its place in `site.yml`."""
    if file.registered is None:
        return
    for gap in gaps_of(matter, file.registered, city, day):
        where = ".".join(str(part) for part in gap.path)
        line, column = file.yaml.place(gap.path)
        yield replace(gap, line=line, column=column, snippet=where, path=())
