"""Plugin `zhengwu/search`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin

from zhengwu.pages.index import SEARCH
from zhengwu.pages.urls import url_of
from zhengwu_mkdocs.search.config import SearchConfig
from zhengwu_mkdocs.site.current import Current, current, say

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LISTING = "index.json"


class SearchPlugin(BasePlugin[SearchConfig]):
    """Gives the search page its choices, and a preview the index of the last build.

    Sites are indexed when they are finished, by `zhengwu build`: an editor's preview does not wait
    for it.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Say which index the search page searches."""
        now = current(config)
        state = ("last" if self._last(now) else "none") if now.preview else "own"
        say(config, search=state)
        return config

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Copy the index of the last build into a preview."""
        now = current(config)
        last = self._last(now) if now.preview else None
        if last is not None:
            shutil.copytree(
                last,
                Path(config.site_dir) / url_of(SEARCH),
                ignore=shutil.ignore_patterns("index.html"),
                dirs_exist_ok=True,
            )

    def _last(self, now: Current) -> Path | None:
        folder = now.root / self.config.public / now.site.id / url_of(SEARCH)
        return folder if (folder / _LISTING).is_file() else None
