"""The page labels 网页标签: `meta` names and contents by kind of page.

Source: 《政府网站网页标签规范》. Site labels stand on all pages, column labels on the home page, on
column pages and on content pages, content labels on content pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu.model.page import PageMeta
    from zhengwu.model.site import Column, Site

HOME_TYPE = "首页"
CONTENT_KINDS = frozenset({"article", "policy", "interpretation", "service"})
PUBLISHED_FORMAT = "%Y-%m-%d %H:%M"
OWN_SOURCE = "本网"


def site_labels(site: Site) -> list[tuple[str, str]]:
    """Return the labels of every page of `site`."""
    return [
        ("SiteName", site.name),
        ("SiteDomain", site.domain),
        ("SiteIDCode", site.identifiers.site_code),
    ]


def column_labels(site: Site, column: Column | None) -> list[tuple[str, str]]:
    """Return the labels of `column`, or of the home page when there is none."""
    about = column or site.home
    return [
        ("ColumnName", column.name if column else HOME_TYPE),
        ("ColumnDescription", about.description),
        ("ColumnKeywords", ",".join(about.keywords)),
        ("ColumnType", column.type if column else HOME_TYPE),
    ]


def page_labels(
    site: Site, kind: str, column: Column | None, meta: PageMeta | None
) -> list[tuple[str, str]]:
    """Return the labels of a page.

    Args:
        site: the site.
        kind: of the page; anything that is no kind (the site map, 404) gets the site's labels.
        column: the column that it belongs to.
        meta: its front matter.
    """
    labels = site_labels(site)
    if column or kind == "home":
        labels += column_labels(site, column)
    if kind in CONTENT_KINDS and meta:
        published = meta.published_at
        labels += [
            ("ArticleTitle", meta.title),
            ("PubDate", published.strftime(PUBLISHED_FORMAT) if published else ""),
            ("ContentSource", meta.source or OWN_SOURCE),
        ]
        if meta.keywords:
            labels.append(("Keywords", ",".join(meta.keywords)))
        if meta.author:
            labels.append(("Author", meta.author))
    return labels
