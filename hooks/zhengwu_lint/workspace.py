"""A city's files as sources: which site a file belongs to, and what its rules may ask for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.facts_reader import FactsReader, ObjectTree
from zhengwu.lifecycle import is_offline, on_line
from zhengwu.messages import Message, msg
from zhengwu.pages.index import PageIndex, read_page
from zhengwu.pages.relations import Relations, read_relatives
from zhengwu.pages.schedule import city_minute
from zhengwu.problem import Problem
from zhengwu.register.load import (
    CITY_FILE,
    CONTENT,
    SITE_FILE,
    Register,
    packaged_city,
)
from zhengwu.register.yaml import YamlText, read_yaml
from zhengwu.snapshot import take_snapshot
from zhengwu.textfile import read_text
from zhengwu_lint.context import Context
from zhengwu_lint.locate import WrittenFiles
from zhengwu_lint.referrers import MARKDOWN, Referrers
from zhengwu_lint.rules import RULES
from zhengwu_lint.sources import RegisterFile, SitePages, UnreadableFile
from zhengwu_lint.sources.attachment import read_attachment
from zhengwu_lint.sources.html.document import parse_html
from zhengwu_lint.sources.markdown import MarkdownDocument, read_markdown
from zhengwu_lint.store import Store, memory_store
from zhengwu_lint.strays import no_site
from zhengwu_lint.subject import Subject
from zhengwu_lint.suppressions import Authority, of_page, of_register
from zhengwu_lint.targets import BuiltTargets, PageTargets, paths_of_others

if TYPE_CHECKING:
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page
    from zhengwu.register.load import Register
    from zhengwu.snapshot import Snapshot
    from zhengwu.tree import Tree
    from zhengwu_lint.context import Targets
    from zhengwu_lint.sources import Source
    from zhengwu_lint.sources.html.document import HtmlDocument
    from zhengwu_lint.suppressions import Suppression
    from zhengwu_lint.waive import Allowed

DEFAULT_SITE = "portal"
HTML = (".html", ".htm")
YAML = (".yml", ".yaml")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff")
KNOWN = (*MARKDOWN, *HTML, *YAML, *PICTURES)


@dataclass
class Workspace:
    """A city's files as sources; each is made when it is asked for. `open_workspace` makes it.

    Attributes:
        snapshot: the city.
        facts: reads the facts of its pages.
        site_for_strays: id of the site by which files outside every site are judged.
        marks: where pages are found by what they refer to.
    """

    snapshot: Snapshot
    facts: FactsReader
    site_for_strays: str = DEFAULT_SITE
    marks: Store = field(default_factory=memory_store, repr=False)
    _pages: dict[str, PageIndex] = field(default_factory=dict, init=False)
    _allowed: dict[str, tuple[Suppression, ...]] = field(default_factory=dict, init=False)

    def allowed(self, file: str) -> tuple[Suppression, ...]:
        """Return the suppressions in a file that editors write; none in any other."""
        if file not in self._allowed:
            self._allowed[file] = self._read_allowed(file)
        return self._allowed[file]

    def _read_allowed(self, file: str) -> tuple[Suppression, ...]:
        if file in self.register.files or file in self.snapshot.city_sets.files:
            if not self.tree.exists(file):  # a register file that is wanted and missing
                return ()
            text = read_text(self.tree.read(file))
            return () if isinstance(text, Problem) else of_register(file, text, self._authority)
        page = self._page(file)
        return () if page is None or page.source is None else of_page(page.source, self._authority)

    @cached_property
    def _authority(self) -> Authority:
        rules = {rule.id: rule for rule in RULES}
        return Authority(rules, self.register.city or packaged_city(), self.moment.date())

    def _page(self, file: str) -> Page | None:
        city = self.register.city
        prefix = f"{self.content}/"
        if city is None or not file.startswith(prefix):
            return None
        site_id, _, path = file.removeprefix(prefix).partition("/")
        site = city.sites.get(site_id)
        return self.pages(site).pages.get(path) if site else None

    @property
    def tree(self) -> Tree:
        """Where files are read from."""
        return self.snapshot.tree

    @property
    def content(self) -> str | None:
        """The folder of `city.yml` in that tree; None for no city at all."""
        return self.snapshot.content

    @property
    def moment(self) -> datetime:
        """The minute by which is judged."""
        return self.snapshot.moment

    @property
    def register(self) -> Register:
        """The register files."""
        return self.snapshot.register

    def require_site(self) -> None:
        """Make sure that the site for strays is registered, unless it is the usual one.

        Raises:
            UserError: it is not.
        """
        city = self.register.city
        known = {*(city.sites if city else ()), *self.register.broken}
        if city and self.site_for_strays not in {DEFAULT_SITE, *known}:
            raise UserError(
                msg(
                    "没有网站“{unknown}”；登记的有：{known}",
                    unknown=self.site_for_strays,
                    known=sorted(known),
                )
            )

    def pages(self, site: Site) -> PageIndex:
        """Return the pages of `site`."""
        if site.id not in self._pages:
            found = self.snapshot.pages(site, self.facts)
            if isinstance(self.tree, ObjectTree):  # what was marked before need not be opened
                found = replace(found, find_number=self.referrers(site).numbered)
            self._pages[site.id] = found
        return self._pages[site.id]

    def referrers(self, site: Site) -> Referrers:
        """Return who refers to whom among the pages of `site`."""
        return Referrers(self.facts, self.marks, self.snapshot.folder(site))

    def context(self, city: City, site: Site) -> Context:
        """Return what rules about a source of `site` may ask for."""
        pages = self.pages(site) if site.file else PageIndex(site, {})
        targets = PageTargets(pages, paths_of_others(city, site))
        return self._context(city, site, pages, targets)

    def _context(self, city: City, site: Site, pages: PageIndex, targets: Targets) -> Context:
        day, words = self.moment.date(), self.snapshot.words.wording
        return Context(city, site, pages, targets, day, self.snapshot.rulebook, words)

    def subject(self, file: str, data: bytes, *, inside: bool = True) -> Subject | Message:
        """Return a file as a source, or why it cannot be judged.

        Args:
            file: its path in the tree; its name for people when it stands outside.
            data: its bytes.
            inside: the file is one of the tree.
        """
        city = self.register.city
        if city is None:
            return self._register_subject(file) or msg(
                "{file} 有错，先改好它才能检查别的文件", file=f"{self.content}/{CITY_FILE}"
            )
        if inside and (found := self._register_subject(file) or self._data_subject(city, file)):
            return found
        site = self._site(city, file) if inside else self._stray_site(city)
        if isinstance(site, Message):
            return site
        context = self.context(city, site)
        source = self._source(file, data, context, inside=inside)
        allowed: Allowed = self.allowed
        if not inside:
            own = (
                of_page(source.source, self._authority)
                if isinstance(source, MarkdownDocument)
                else ()
            )
            allowed = {file: own}.__getitem__
        return Subject(source, context, allowed=allowed)

    def unreadable(self, file: str, reason: Problem) -> Subject | Message:
        """Return a file outside the tree that could not be opened as a source."""
        found = self.subject(file, b"", inside=False)
        if isinstance(found, Message):
            return found
        return Subject(UnreadableFile(file, reason), found.context)

    def html_subject(self, text: str, file: str, site: Site, built: BuiltTargets) -> Subject:
        """Return a built page of `site` as a source, judged against what was built with it."""
        city = self.register.city
        if city is None:
            message = "a built page is judged only after the register has loaded"
            raise ValueError(message)
        pages = self.pages(site)
        if is_offline(site, self.moment.date()):  # every page is its notice, whatever stood there
            pages = on_line(pages, self.moment)
        path = built.path_of(file)
        targets = replace(built, others=paths_of_others(city, site))
        loaded = partial(targets.text, path=path)
        page = built.page_of(file, pages)
        source = parse_html(text, file, path=path, page=page, loaded=loaded)
        context = self._context(city, site, pages, targets)
        if isinstance(source, Problem):
            return Subject(UnreadableFile(file, source), context)
        return Subject(source, context, self._written(source, site, pages), self.allowed)

    def _written(self, source: HtmlDocument, site: Site, pages: PageIndex) -> WrittenFiles:
        register = self.register
        names = (site.file, register.city.file if register.city else "")
        files = {name: register.files[name] for name in names if name in register.files}
        return WrittenFiles(source.page, pages, files)

    def site_subject(
        self, city: City, site: Site, concerned: frozenset[str] | None = None
    ) -> Subject:
        """Return all pages of `site` as one source.

        Args:
            city: the register.
            site: the site.
            concerned: as in `SitePages`.
        """

        def others() -> tuple[PageIndex, ...]:
            return tuple(self._relatives(other) for other in city.sites.values() if other != site)

        context = self.context(city, site)
        relations = Relations(context.pages, others)
        yaml = self.register.files.get(site.file, YamlText())
        content = self.content or ""
        source = SitePages(site.file, site, context.pages, relations, content, yaml, concerned)
        return Subject(source, context, allowed=self.allowed)

    def _relatives(self, site: Site) -> PageIndex:
        """Return the pages of `site` that have to do with policies, all of them if known anyway."""
        if site.id in self._pages or isinstance(self.tree, ObjectTree):
            return self.pages(site)
        return read_relatives(site, self.facts, self.snapshot.folder(site))

    def _source(self, file: str, data: bytes, context: Context, *, inside: bool) -> Source:
        if file.lower().endswith(PICTURES):
            picture = read_attachment(data, file)
            return UnreadableFile(file, picture) if isinstance(picture, Problem) else picture
        text = read_text(data)
        if isinstance(text, Problem):
            return UnreadableFile(file, text)
        if file.lower().endswith(HTML):
            document = parse_html(text, file)
            return UnreadableFile(file, document) if isinstance(document, Problem) else document
        if file.lower().endswith(YAML):
            yaml = read_yaml(text, file)
            return RegisterFile(file, yaml, yaml.mistakes)
        prefix = f"{self.content}/{context.site.id}/"
        path = file.removeprefix(prefix) if inside else file.rpartition("/")[2]
        page = context.pages.pages.get(path) if inside else None
        if page is None or page.source is None or page.source.text != text:
            page = read_page(context.site, path, data, file)
        if page.source is None:
            message = "a page whose text was read has a source"
            raise AssertionError(message)
        return read_markdown(page, page.source, outside=not inside)

    def _register_subject(self, file: str) -> Subject | None:
        register = self.register
        if file not in register.files:
            return None
        own = tuple(m for m in register.mistakes if m.file == file)
        sites = register.city.sites.values() if register.city else ()
        site = next((s for s in sites if s.file == file), None)
        city = register.city or packaged_city()
        source = RegisterFile(file, register.files[file], own, site)
        return Subject(source, self.context(city, site or no_site()), allowed=self.allowed)

    def _data_subject(self, city: City, file: str) -> Subject | None:
        sets, words = self.snapshot.city_sets, self.snapshot.words
        if file == words.file:
            source = RegisterFile(file, words.yaml, words.mistakes)
        elif file in sets.files:
            own = tuple(mistake for mistake in sets.mistakes if mistake.file == file)
            source = RegisterFile(file, sets.files[file], own)
        else:
            return None
        return Subject(source, self.context(city, no_site()), allowed=self.allowed)

    def _site(self, city: City, file: str) -> Site | Message:
        rest = file.removeprefix(f"{self.content}/") if self.content else file
        site_id = rest.split("/")[0]
        if site_id in city.sites:
            return city.sites[site_id]
        if site_id in self.register.broken:
            name = f"{self.content}/{site_id}/{SITE_FILE}"
            return msg("{file} 有错，先改好它才能检查这个网站的文件", file=name)
        return self._stray_site(city)

    def _stray_site(self, city: City) -> Site | Message:
        if self.site_for_strays in city.sites:
            return city.sites[self.site_for_strays]
        if self.site_for_strays in self.register.broken:
            name = f"{self.content}/{self.site_for_strays}/{SITE_FILE}"
            return msg("{file} 有错，先改好它才能检查这个网站的文件", file=name)
        return no_site()


def open_workspace(
    tree: Tree,
    content: str | None = CONTENT,
    moment: datetime | None = None,
    *,
    site_for_strays: str = DEFAULT_SITE,
    rulebook_day: date | None = None,
    store: Store | None = None,
) -> Workspace:
    """Take a snapshot of a city, to judge its files.

    Args:
        tree: where files are read from.
        content: the folder of `city.yml` in that tree; None for no city at all.
        moment: the minute by which is judged; None for the end of the day that a demonstration
            names, else for now.
        site_for_strays: id of the site by which files outside every site are judged.
        rulebook_day: the day whose indicators hold; None for the day by which is judged.
        store: keeps facts and marks; None to keep them in memory.
    """
    now = city_minute(datetime.now(UTC))
    snapshot = take_snapshot(tree, content, now=now, moment=moment, rulebook_day=rulebook_day)
    return workspace_of(snapshot, site_for_strays=site_for_strays, store=store)


def workspace_of(
    snapshot: Snapshot, *, site_for_strays: str = DEFAULT_SITE, store: Store | None = None
) -> Workspace:
    """Return the files of a snapshot as sources."""
    facts = FactsReader(snapshot.tree, store)
    return Workspace(snapshot, facts, site_for_strays, store or memory_store())
