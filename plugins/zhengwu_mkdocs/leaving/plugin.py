"""Plugin `zhengwu/leaving`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from zhengwu.lifecycle import offline_notice
from zhengwu.messages import msg
from zhengwu.model.banner import banners_for
from zhengwu.pages.leaving import LeavePage, leave_pages
from zhengwu_mkdocs.leaving.config import LeavingConfig
from zhengwu_mkdocs.site.current import Current, current

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

TEMPLATE = "leave.html"


class LeavingPlugin(BasePlugin[LeavingConfig]):
    """Makes the leaving notices, for all links of the site and not for those of one build only."""

    def __init__(self) -> None:
        """Start without notices."""
        self._pages: dict[str, LeavePage] = {}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for every destination outside government."""
        now = current(config)
        self._pages = {page.path: page for page in leave_pages(now.pages, _of_templates(now))}
        for path in self._pages:
            files.append(File.generated(config, path, content=""))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give templates the way to an address that comes from the register."""
        pages = current(config).pages
        env.globals["away"] = lambda target: pages.link(target, "index.md").href
        return env

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Choose the notices' own template."""
        if page.file.src_uri in self._pages:
            page.meta = {"title": msg("离开本网站").text(), "template": TEMPLATE}
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template the destination."""
        context["leave"] = self._pages.get(page.file.src_uri)  # type: ignore[typeddict-unknown-key]
        return context


def _of_templates(now: Current) -> Iterator[str]:
    """Yield the addresses that no page carries and the templates add."""
    for banner in banners_for(now.city, now.site, now.moment):
        yield banner.link
    if notice := offline_notice(now.site, now.city, now.day):
        yield notice.moved_to
    if entrances := now.city.facts.entrances:
        yield entrances.services.url
        yield entrances.interaction.url
