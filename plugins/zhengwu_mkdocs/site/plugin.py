"""Plugin `zhengwu/site`."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel

from zhengwu.facts_reader import FactsReader
from zhengwu.lifecycle import on_line
from zhengwu.messages import msg
from zhengwu.pages.chrome import Surroundings
from zhengwu.pages.file_names import unfit_names
from zhengwu.pages.page_views import ERRORS, MAIN, ViewOptions
from zhengwu.pages.schedule import city_minute, read_moment
from zhengwu.pages.withheld import withheld_files
from zhengwu.problem import Problem
from zhengwu.register.load import CITY_FILE, SITE_FILE
from zhengwu.rulebook import FOLDER as RULEBOOK
from zhengwu.snapshot import take_snapshot
from zhengwu.tree import FolderTree
from zhengwu_lint.store import open_store
from zhengwu_mkdocs.site.config import SiteConfig
from zhengwu_mkdocs.site.current import Current, views
from zhengwu_mkdocs.site.environment import prepare

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from zhengwu.pages.page_views import PageViews
    from zhengwu.snapshot import Snapshot
    from zhengwu_lint.store import Store

log = logging.getLogger("mkdocs.plugins.zhengwu.site")

# Material's scripts name hosts abroad, and its style sheets style what the theme does not use.
_UNUSED_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
# Every page shows what these add.
_NEEDED = ("zhengwu/identity", "zhengwu/columns", "zhengwu/interpretation", "zhengwu/leaving")


class SitePlugin(BasePlugin[SiteConfig]):
    """Chooses the site, loads the city, keeps MkDocs' own navigation out of the pages."""

    def __init__(self) -> None:
        """Start before any configuration is known."""
        self.current: Current | None = None
        self.views: PageViews | None = None
        self._withheld: frozenset[str] = frozenset()
        self._preview = False
        self._store: Store | None = None
        self.given: Snapshot | None = None  # by those who have read the city already
        self.kept: Path | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether an editor previews."""
        self._preview = command == "serve"

    @event_priority(100)  # the other plugins ask for what is loaded here
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the city and turn MkDocs to the folder of the site."""
        for name in _NEEDED:
            if name not in config.plugins:
                raise PluginError(
                    f"主题 zhengwu 需要插件 {name}，它没有启用："
                    f"请在 mkdocs.yml 的 plugins 里加上 - {name}"
                )
        root = Path(config.config_file_path or ".").resolve().parent
        loaded = self._load(root)
        site = loaded.site
        config.docs_dir = str(root / self.config.content / site.id)
        config.site_name = site.name
        config.site_description = site.home.description
        config.use_directory_urls = True
        if not self._preview:  # `serve` has its own address and folder
            config.site_url = site.url
        around = Surroundings(
            base=urlsplit(config.site_url or "/").path,
            preview=self._preview,
            banners=False,
            feeds=False,
            ipv6=bool(config.extra.get("ipv6")),
            styles=tuple(map(str, config.extra_css)),
        )
        self.current = replace(loaded, options=ViewOptions(around, search=None))
        self.views = None
        return config

    def _load(self, root: Path) -> Current:
        snapshot = self.given or self._snapshot(root)
        register, moment = snapshot.register, snapshot.moment
        wanted = f"{self.config.content}/{self.config.site}/{SITE_FILE}"
        city_file = f"{self.config.content}/{CITY_FILE}"
        mistakes = [m for m in register.mistakes if m.file in {wanted, city_file}]
        site = register.city.sites.get(self.config.site) if register.city else None
        if register.city is None or (site is None and self.config.site in register.broken):
            raise PluginError("登记文件有错：\n" + "\n".join(m.text() for m in mistakes))
        if site is None:
            known = "、".join(register.city.sites) or "（一个也没有）"
            raise PluginError(f"没有网站“{self.config.site}”。登记的网站：{known}")
        folder = snapshot.folder(site)
        if strange := [_no_file(path) for path in FolderTree(root).others(folder)]:
            raise PluginError("\n".join(strange))
        facts = FactsReader(snapshot.tree, self._open_store(root))
        pages = replace(snapshot.pages(site, facts), moment=None)
        if unfit := [mistake.text() for mistake in unfit_names(pages, folder)]:
            raise PluginError("\n".join(unfit))
        readable = pages.published(moment)
        self._withheld = frozenset() if self._preview else withheld_files(pages, readable)
        return Current(
            root,
            self.config.content,
            register.city,
            site,
            pages if self._preview else on_line(pages, moment),
            pages if self._preview else readable,
            moment,
            self._preview,
            ViewOptions(),
            snapshot,
            facts,
        )

    def _snapshot(self, root: Path) -> Snapshot:
        """Read the city; it is built by the minute asked for, a demonstration's own, or now."""
        asked = self.config.date
        try:
            moment = read_moment(asked) if asked else None
        except ValueError as error:
            raise PluginError(
                f"日期“{asked}”不对：写成 2026-11-20 或 2026-11-20 09:30 这样"
            ) from error
        now = city_minute(dt.datetime.now(dt.UTC))
        return take_snapshot(FolderTree(root), self.config.content, now=now, moment=moment)

    def _open_store(self, root: Path) -> Store | None:
        """Open the store once: an editor's preview reads the city again and again."""
        if self._store is None and (kept := self.kept or (root if self._preview else None)):
            self._store = open_store(kept, lambda note: log.info("%s", note.text()))
        return self._store

    @event_priority(-100)  # after the plugins that add pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what is not published, and all pages but the wanted ones."""
        if self.current is None:
            return files
        if views(config).site.offline:
            self._take_down(files, config)
        pages = self.current.pages
        for file in list(files):
            if file.is_documentation_page():
                known = file.generated_by is not None or file.src_uri in pages.pages
                if known and self._wanted(file.src_uri):
                    file.inclusion = InclusionLevel.NOT_IN_NAV
                else:
                    files.remove(file)
            elif self._left_out(file.src_uri):
                files.remove(file)
            elif file.src_uri in pages.files and not _hidden(file.src_uri):
                file.inclusion = InclusionLevel.NOT_IN_NAV  # MkDocs leaves out `templates/`
        return files

    def _take_down(self, files: Files, config: MkDocsConfig) -> None:
        """Remove what editors wrote, attachments too, and make a page at every former address."""
        for file in list(files):
            if file.src_dir == config.docs_dir:
                files.remove(file)
        made = {file.src_uri for file in files}
        for path in views(config).known.pages:
            if path not in made:
                files.append(File.generated(config, path, content=""))

    def _left_out(self, src_uri: str) -> bool:
        """Whether a file is no part of the site: the register's, a waiting page's, unused ones."""
        return (
            src_uri == SITE_FILE or src_uri in self._withheld or src_uri.startswith(_UNUSED_ASSETS)
        )

    def _wanted(self, src_uri: str) -> bool:
        patterns = self.config.pages
        return not patterns or any(fnmatch(src_uri, pattern) for pattern in patterns)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Empty MkDocs' navigation: it depends on which pages are built, columns do not."""
        nav.items.clear()
        nav.pages.clear()
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape what templates print; give them the way to an address."""
        return prepare(env)

    @event_priority(-100)  # the index has given its title
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Choose the template: leaving notices and sites that are off line have their own."""
        template = views(config).template(page.file.src_uri)
        if template != MAIN:
            page.meta = {"template": template}
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template all that it prints of the page."""
        view = views(config).of(page.file.src_uri)
        context["view"] = replace(view, html=page.content or "")  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give 404 and 410 all that they print."""
        if template_name in ERRORS:
            context["view"] = views(config).error(template_name)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write down what was read of the pages."""
        if self._store is not None:
            self._store.write()

    def on_shutdown(self) -> None:
        """Close the store, and forget what was given: MkDocs keeps plugins from build to build."""
        if self._store is not None:
            self._store.close()
        self._store = self.given = self.kept = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Rebuild the preview when the register or the theme changes."""
        if self.current is not None:
            content = self.current.root / self.current.content
            server.watch(str(content / CITY_FILE))
            if (rulebook := content.parent / RULEBOOK).is_dir():
                server.watch(str(rulebook))
            for folder in config.theme.dirs:
                server.watch(folder)
        return server


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _no_file(path: str) -> str:
    """Say that MkDocs would follow a link, or wait for ever at the end of a pipe."""
    what = msg("这不是普通的文件或文件夹（例如是符号链接），不会发布")
    return Problem.at(path, 0, 0, what, msg("删去它，把要发布的文件复制进来")).text()
