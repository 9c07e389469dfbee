"""Builds of the small city, each in a folder of its own."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html

from tests.cities import city_tree
from zhengwu_mkdocs.build import Built, build_site

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Pages:
    """The built pages of one site."""

    folder: Path
    outcome: Built

    def text(self, path: str) -> str:
        """Return a built file's text."""
        assert not self.outcome.failed, self.outcome.log
        return (self.folder / path).read_text("utf-8")

    def tree(self, path: str = "index.html") -> Any:  # noqa: ANN401 -- lxml's element
        """Return a built page, parsed."""
        return html.document_fromstring(self.text(path))

    def files(self, pattern: str = "**/*") -> dict[str, bytes]:
        """Return the built files that fit `pattern`, by path."""
        assert not self.outcome.failed, self.outcome.log
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.glob(pattern)
            if path.is_file()
        }


def write_city(folder: Path, files: Mapping[str, str | bytes], **register: Any) -> Path:  # noqa: ANN401 -- YAML values
    """Write the small city to `folder` and return its `mkdocs.yml`."""
    tree = city_tree(files, **register)
    for path in tree.files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(tree.read(path))
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder / "mkdocs.yml"


def build(config: Path, moment: str, site: str = "portal", pages: tuple[str, ...] = ()) -> Pages:
    """Build `site` of a written city as it stands at `moment`."""
    out = config.parent / "-".join(["out", site, *pages, moment]).replace("/*", "").replace(":", "")
    outcome = build_site(config, site, dt.datetime.fromisoformat(moment), out, pages)
    return Pages(out, outcome)
