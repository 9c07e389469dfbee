"""A whole site as a source, for rules about what its pages are to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengwu.register.yaml import YamlText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.pages.relations import Relations
    from zhengwu.register.yaml import Key


@dataclass(frozen=True, slots=True)
class SitePages:
    """All pages of a site, drafts and scheduled ones included.

    Attributes:
        file: the site's `site.yml`, as people know it.
        registered: the site.
        pages: its pages.
        relations: how they stand to each other and to pages of the city's other sites.
        content: the folder of `city.yml`, as people know it.
        yaml: the text of the site's `site.yml`, for places in it.
        concerned: paths of the pages that a change concerns: rules about dangling references
            judge these alone; None for all pages.
    """

    file: str
    registered: Site
    pages: PageIndex
    relations: Relations
    content: str
    yaml: YamlText = field(default_factory=YamlText)
    concerned: frozenset[str] | None = None

    def judged(self) -> Iterator[Page]:
        """Yield the pages that rules about dangling references judge, by path."""
        chosen = self.pages.pages if self.concerned is None else sorted(self.concerned)
        yield from (self.pages.pages[path] for path in chosen)

    def column_place(self, index: int) -> tuple[int, int]:
        """Return (line, column) of a column in `site.yml`, by its place among the columns."""
        return self.yaml.place(("columns", index, "path"))

    def key_place(self, *path: str | int) -> tuple[int, int]:
        """Return (line, column) of a key of `site.yml`."""
        key: Key = path
        return self.yaml.key_place(key)

    def file_of(self, page: Page, site: Site | None = None) -> str:
        """Return the name by which people know the file of `page`, of this site or of `site`."""
        return f"{self.content}/{(site or self.registered).id}/{page.path}"


def front_place(page: Page, *path: str | int) -> tuple[int, int]:
    """Return (line, column) of a field of the front matter, or of its beginning.

    Args:
        page: the page.
        path: keys and indices; a list's item that is written as a plain text is that text.
    """
    front = page.source.front if page.source else YamlText()
    key: Key = path
    return front.place(key) if key[:1] in front.places else (1, 1)
