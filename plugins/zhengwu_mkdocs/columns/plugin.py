"""Plugin `zhengwu/columns`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from zhengwu_mkdocs.columns.config import ColumnsConfig
from zhengwu_mkdocs.site.current import say, views

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class ColumnsPlugin(BasePlugin[ColumnsConfig]):
    """Makes list pages, the site map and the search page."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Say how long lists are."""
        say(config, list_size=self.config.page_size)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages that no editor writes."""
        now = views(config)
        for path in now.list_paths:
            if path not in now.known.pages:
                files.append(File.generated(config, path, content=""))
        return files
