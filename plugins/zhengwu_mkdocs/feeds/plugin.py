"""Plugin `zhengwu/feeds`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from zhengwu.pages.feeds import feed_path, feed_text, feed_view
from zhengwu.pages.sitemap import (
    ROBOTS,
    SITEMAP,
    map_entries,
    robots_sitemaps,
    robots_text,
    sitemap_text,
)
from zhengwu_mkdocs.feeds.config import FeedsConfig
from zhengwu_mkdocs.site.current import Current, current

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Writes an Atom feed for every column of dated pages, `sitemap.xml` and `robots.txt`.

    All come from the page index, so that a part of a site's pages builds to the same bytes.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Keep MkDocs from writing a site map of its own: it lists the pages of one build only."""
        config.theme.static_templates.discard(SITEMAP)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the files that machines read."""
        now = current(config)
        for path, content in _made(now):
            if there := files.get_file_from_path(path):
                if there.src_dir == config.docs_dir:
                    raise PluginError(f"请删去 {now.file(path)}：这个文件由系统生成")
                files.remove(there)  # a template that the theme no longer fills
            files.append(File.generated(config, path, content=content))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give templates the address of a column's feed."""
        env.globals["feed_of"] = feed_path
        return env


def _made(now: Current) -> Iterator[tuple[str, str]]:
    for column in now.site.columns:
        if path := feed_path(column):
            yield path, feed_text(feed_view(now.city, now.pages, column))
    yield SITEMAP, sitemap_text(map_entries(now.pages))
    if sitemaps := robots_sitemaps(now.city, now.site):
        yield ROBOTS, robots_text(sitemaps)
