"""转载了清单之外的来源。

Why
    办法第十七条：转载只用党委、政府网站和指定稿源单位的信息。别处的稿件未经核实，出了差错由转载的单位负责。

Fails
    ```md
    ---
    title: 本市再添三家百亿企业
    published_at: 2026-11-02 09:30
    source: 虚构财经网
    ---
    据介绍，三家企业今年产值均超过百亿元。
    ```

    ```md
    （转载自“虚构吃货榜”微信公众号）
    ```

Passes
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 中山市发展和改革局
    ---
    正文
    ```

Fix
    改用指定稿源单位或政府网站的稿件，并写明原来的来源；稿源单位要增加的，请管理 city.yml 的同事写进
    sources。

Not seen
    没有写明是转载的文章。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place
from zhengwu_lint.sources.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.model.site import Site


@rule(
    "unlisted-repost-source",
    reads=MarkdownDocument,
    basis=("measures-17",),
    severity=WARNING,
)
def unlisted_repost_source(document: MarkdownDocument, city: City, site: Site) -> Iterator[Problem]:
    """Find sources that are neither the city's own nor listed."""
    fix = msg("改用指定稿源的稿件；稿源要增加的，请管理 city.yml 的同事写进 sources")
    data = read_data("reposts.yml")
    front = document.source.front.data
    source = str(front.get("source") or "").strip()
    reposted = front.get("reposted") == "true"
    if source and _is_foreign(source, reposted=reposted, data=data, city=city, site=site):
        place = front_place(document.page, "source") if document.page else (1, 1)
        yield Problem(*place, _what(source), fix, source)
    for block in document.blocks:
        if block.element == "front-matter" or block.code:
            continue
        plain = fold(block.text)
        for match in re.finditer(data["repost"], plain.text):
            named = match["source"]
            if _is_foreign(
                named,
                reposted=match["taken"] is not None,
                data=data,
                city=city,
                site=site,
                run=True,
            ):
                yield Problem(
                    *block.place(plain.at(match.start("source"))), _what(named), fix, named
                )


def _what(source: str) -> Message:
    return msg("“{source}”不在可以转载的稿源清单里", source=source)


def _is_foreign(
    source: str,
    *,
    reposted: bool,
    data: dict[str, Any],
    city: City,
    site: Site,
    run: bool = False,
) -> bool:
    """Whether a source is one that may not be taken from.

    Args:
        source: its name.
        reposted: the page says itself that it is a repost.
        data: the words that tell sources apart.
        city: whose list counts.
        site: the page's site.
        run: the name was taken out of running text, and may go on behind its end.
    """
    listed = {entry.name for entry in city.facts.sources}
    own = {site.name, *data["own"], *(unit.name for unit in city.facts.units.values())}
    own |= {other.name for other in city.sites.values()}
    known = listed | own
    if source in known or (run and source.startswith(tuple(name for name in known if name))):
        return False
    if re.search(data["media"], source.rstrip("）)")):
        return True
    return reposted and not re.search(data["organs"], source)
