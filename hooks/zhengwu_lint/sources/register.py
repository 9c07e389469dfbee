"""A register file as a source: `city.yml` or a `site.yml`, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu.model.site import Site
    from zhengwu.problem import Problem
    from zhengwu.register.yaml import YamlText


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register file.

    Attributes:
        file: its name, as people know it.
        yaml: its text with places.
        mistakes: what the typed model and the register's checks say of it.
        registered: the site whose `site.yml` it is; None for `city.yml` and for what did not load.
    """

    file: str
    yaml: YamlText
    mistakes: tuple[Problem, ...] = ()
    registered: Site | None = None
