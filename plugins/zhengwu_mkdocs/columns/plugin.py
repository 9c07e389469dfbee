"""Plugin `zhengwu/columns`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from zhengwu.pages.index import GENERATED
from zhengwu.pages.lists import list_page, list_paths
from zhengwu_mkdocs.columns.config import ColumnsConfig
from zhengwu_mkdocs.columns.navigation import Navigation as Columns
from zhengwu_mkdocs.site.current import current

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


class ColumnsPlugin(BasePlugin[ColumnsConfig]):
    """Makes list pages, the site map and the search page; gives templates the columns."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages that no editor writes."""
        now = current(config)
        for path in (*list_paths(now.pages, self.config.page_size), *GENERATED):
            if path not in now.pages.pages:
                files.append(File.generated(config, path, content=""))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give templates the columns."""
        env.globals["columns"] = Columns(current(config).pages, self.config.home_items)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a column's page its part of the list."""
        context["listing"] = list_page(  # type: ignore[typeddict-unknown-key]
            current(config).pages, page.file.src_uri, self.config.page_size
        )
        return context
