"""Plugin `zhengwu/interpretation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin

from zhengwu.pages.relations import Relations, read_relatives
from zhengwu.tree import FolderTree
from zhengwu_mkdocs.interpretation.config import InterpretationConfig
from zhengwu_mkdocs.interpretation.view import Linked, Links
from zhengwu_mkdocs.site.current import current

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from zhengwu.pages.index import PageIndex
    from zhengwu_mkdocs.site.current import Current


class InterpretationPlugin(BasePlugin[InterpretationConfig]):
    """Links policies with their interpretations and successors, over all sites of the city."""

    def __init__(self) -> None:
        """Start before any page is known."""
        self._links: Links | None = None

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give templates the relations of any page: lists show a policy's interpretation too."""
        now = current(config)
        relations = Relations(now.pages, lambda: tuple(_relatives(now)))
        self._links = Links(relations, now.city, now.site)
        env.globals["linked_of"] = self._links
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page's template what the page has to do with other documents."""
        known = current(config).page(page.file.src_uri)
        linked = self._links(known) if self._links else Linked()
        context["linked"] = linked  # type: ignore[typeddict-unknown-key]
        return context


def _relatives(now: Current) -> list[PageIndex]:
    """Return the published policies and interpretations of the city's other sites."""
    tree = FolderTree(now.root)
    return [
        read_relatives(site, tree, f"{now.content}/{site.id}").published(now.moment)
        for site in now.city.sites.values()
        if site.id != now.site.id
    ]
