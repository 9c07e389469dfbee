"""A city's files as sources: which site a file belongs to, and what its rules may ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu.pages.index import PageIndex, read_page, read_pages
from zhengwu.pages.relations import Relations, read_relatives
from zhengwu.pages.schedule import moment_of
from zhengwu.store import CITY_FILE, CONTENT, SITE_FILE, Register, load_register, packaged_city
from zhengwu.textfile import Unreadable, read_text
from zhengwu.yamltext import read_yaml
from zhengwu_lint.context import Context
from zhengwu_lint.sources import RegisterFile, UnreadableFile
from zhengwu_lint.sources import Site as WholeSite
from zhengwu_lint.sources.attachment import read_attachment
from zhengwu_lint.sources.html import parse_html
from zhengwu_lint.sources.markdown import read_markdown
from zhengwu_lint.targets import BuiltTargets, PageTargets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.tree import Tree
    from zhengwu_lint.sources import Source

DEFAULT_SITE = "portal"
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm")
YAML = (".yml", ".yaml")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff")
KNOWN = (*MARKDOWN, *HTML, *YAML, *PICTURES)


@dataclass(frozen=True, slots=True)
class Subject:
    """A source with what its rules may ask for."""

    source: Source
    context: Context


@dataclass
class Workspace:
    """A city's tree, read on demand and only once.

    Attributes:
        tree: where files are read from.
        content: the folder of `city.yml` in that tree; None for no city at all.
        day: the day by which is judged; given a minute, that minute of it.
        moment: the minute; the end of the day where only that was given.
        site_for_strays: id of the site by which files outside every site are judged.
    """

    tree: Tree
    content: str | None = CONTENT
    day: date = field(default_factory=date.today)
    site_for_strays: str = DEFAULT_SITE
    moment: datetime = field(init=False)
    _pages: dict[str, PageIndex] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Part the day from the minute: rules compare days."""
        self.moment = moment_of(self.day)
        self.day = self.moment.date()

    @cached_property
    def register(self) -> Register:
        """The register files."""
        if self.content is None:
            return Register(packaged_city())
        return load_register(self.tree, self.content)

    @property
    def broken_files(self) -> Iterator[str]:
        """The register files that do not load: what belongs to them cannot be judged."""
        if self.register.city is None:
            yield f"{self.content}/{CITY_FILE}"
        for site_id in sorted(self.register.broken):
            yield f"{self.content}/{site_id}/{SITE_FILE}"

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
                    known="、".join(sorted(known)),
                )
            )

    def pages(self, site: Site) -> PageIndex:
        """Return the pages of `site`."""
        if site.id not in self._pages:
            folder = f"{self.content}/{site.id}"
            self._pages[site.id] = read_pages(
                site, self.tree, folder, self.register.city, self.moment
            )
        return self._pages[site.id]

    def context(self, city: City, site: Site) -> Context:
        """Return what rules about a source of `site` may ask for."""
        pages = self.pages(site) if site.file else PageIndex(site, {})
        return Context(city, site, pages, PageTargets(pages), self.day)

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
        if inside and (found := self._register_subject(file)):
            return found
        site = self._site(city, file) if inside else self._stray_site(city)
        if isinstance(site, Message):
            return site
        context = self.context(city, site)
        return Subject(self._source(file, data, context, inside=inside), context)

    def unreadable(self, file: str, reason: Unreadable) -> Subject | Message:
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
        path = built.path_of(file)
        page = pages.pages.get(built.page_path(path))
        source = parse_html(text, file, path=path, page=page)
        context = Context(city, site, pages, built, self.day)
        if isinstance(source, Unreadable):
            return Subject(UnreadableFile(file, source), context)
        return Subject(source, context)

    def site_subject(self, city: City, site: Site) -> Subject:
        """Return all pages of `site` as one source."""

        def others() -> tuple[PageIndex, ...]:
            return tuple(self._relatives(other) for other in city.sites.values() if other != site)

        context = self.context(city, site)
        relations = Relations(context.pages, others)
        source = WholeSite(site.file, site, context.pages, relations, self.content or "")
        return Subject(source, context)

    def _relatives(self, site: Site) -> PageIndex:
        """Return the pages of `site` that have to do with policies, all of them if known anyway."""
        if site.id in self._pages:
            return self._pages[site.id]
        return read_relatives(site, self.tree, f"{self.content}/{site.id}")

    def _source(self, file: str, data: bytes, context: Context, *, inside: bool) -> Source:
        if file.lower().endswith(PICTURES):
            picture = read_attachment(data, file)
            return UnreadableFile(file, picture) if isinstance(picture, Unreadable) else picture
        text = read_text(data)
        if isinstance(text, Unreadable):
            return UnreadableFile(file, text)
        if file.lower().endswith(HTML):
            document = parse_html(text, file)
            return UnreadableFile(file, document) if isinstance(document, Unreadable) else document
        if file.lower().endswith(YAML):
            yaml = read_yaml(text, file)
            return RegisterFile(file, yaml, yaml.mistakes)
        prefix = f"{self.content}/{context.site.id}/"
        page = (
            context.pages.pages[file.removeprefix(prefix)]
            if inside and file.removeprefix(prefix) in context.pages.pages
            else read_page(context.site, file.rpartition("/")[2], data, file)
        )
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
        return Subject(source, self.context(city, site or _no_site()))

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
        return _no_site()


def _no_site() -> Site:
    from zhengwu.model.site import Contact, Home, Responsible, Site  # noqa: PLC0415 -- rarely needed

    nobody = Responsible(leader="-", editor="-", security="-", secrecy="-", department="-")
    return Site.model_construct(
        id="",
        file="",
        name="",
        unit="",
        kind="portal",
        platform="",
        domain="",
        contact=Contact(phone="-"),
        responsible=nobody,
        home=Home(description="-", keywords=("-",)),
        columns=(),
    )
