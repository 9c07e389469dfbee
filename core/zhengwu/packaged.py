"""The data files that ship with the package, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def read_text(name: str) -> str:
    """Return the packaged file `name` (a path below `data/`) as text."""
    return (files("zhengwu") / "data" / name).read_text("utf-8")


@cache
def read_data(name: str) -> Any:  # noqa: ANN401 -- each data file has its own shape
    """Return the packaged YAML file `name`; its shape is described in the file itself."""
    return yaml.load(read_text(name), Loader=_Loader)


@dataclass(frozen=True, slots=True)
class IdentifierFormat:
    """How one kind of identifier is written.

    Attributes:
        pattern: matches a well-formed value as a whole.
        shape: the format in words, Chinese.
        link: address template of the authority's page; "" if none.
        demo: matches values that only demonstrations use.
    """

    pattern: re.Pattern[str]
    shape: str
    link: str
    demo: re.Pattern[str]


@cache
def identifier_format(name: str) -> IdentifierFormat:
    """Return the format of `site_code`, `icp`, `police` or `conac`."""
    data = read_data("identifiers.yml")
    entry = data[name]
    return IdentifierFormat(
        re.compile(entry["pattern"]),
        entry["shape"],
        entry.get("link", ""),
        re.compile(data["demo"][name]),
    )


def is_placeholder(value: str) -> bool:
    """Whether an identifier's value says nothing: empty, 待核实 and the like."""
    return value.strip().lower() in read_data("identifiers.yml")["placeholders"]


@cache
def column_types() -> dict[str, str]:
    """Return the column types of the page labels, each with the kind of page that it holds."""
    return {entry["name"]: entry["holds"] for entry in read_data("vocabulary.yml")["column_types"]}
