"""Plugin `zhengwu/feeds`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from zhengwu.pages.index import SITEMAP
from zhengwu.pages.page_views import machine_text
from zhengwu_mkdocs.feeds.config import FeedsConfig
from zhengwu_mkdocs.site.current import current, say_around, views

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Writes an Atom feed for every column of dated pages, `sitemap.xml` and `robots.txt`.

    All come from the page index, so that a part of a site's pages builds to the same bytes.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Keep MkDocs from writing a site map of its own: it lists the pages of one build only."""
        config.theme.static_templates.discard(SITEMAP)
        say_around(config, feeds=True)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the files that machines read."""
        now, made = current(config), views(config)
        for path in made.machine_files:
            content = machine_text(made.machine_file(path), made.site)
            if there := files.get_file_from_path(path):
                if there.src_dir == config.docs_dir:
                    raise PluginError(f"请删去 {now.file(path)}：这个文件由系统生成")
                files.remove(there)  # a template that the theme no longer fills
            files.append(File.generated(config, path, content=content))
        return files
