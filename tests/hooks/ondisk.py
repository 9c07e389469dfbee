"""The demonstration city of the tests as a folder, and the lint as a person runs it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.cities import DAY, FRESH, article, city_tree
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

CLEAN = article("见[国务院政策](https://www.gov.cn/zhengce/)。")
FOREIGN = article("见[活动](https://www.shop-demo.com/)。")
PAGE = "content/portal/tzgg/a.md"


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def write_city(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the city, a new page for each of its columns, and more files, and return it."""
    write(folder, city_tree({**FRESH, **(files or {})}).contents)
    return folder


@dataclass(frozen=True)
class Run:
    """What came of a run of the command.

    Attributes:
        code: the exit code.
        out: the report.
        err: what was said beside it.
    """

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The report, from JSON."""
        data: dict[str, Any] = json.loads(self.out)
        return data

    @property
    def findings(self) -> list[tuple[str, int, str]]:
        """File, line and rule of every finding."""
        return [(f["file"], f["line"], f["rule"]) for f in self.report["findings"]]


@dataclass(frozen=True)
class Lint:
    """Runs `zhengwu lint` on the tests' day and keeps what it says."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path, form: str = "json") -> Run:
        """Run with `arguments`; the report is JSON unless `form` says otherwise."""
        options = ["--format", form, "--date", DAY.isoformat()]
        code = main(["lint", *options, *map(str, arguments)])
        said = self.capsys.readouterr()
        return Run(code, said.out, said.err)
