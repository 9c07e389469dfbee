"""Pages of a city, one kind a column: articles, policies and interpretations, guides, data."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

from benchmarks.language import paragraph, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

FIRST_DAY, LAST_DAY = date(2021, 4, 1), date(2026, 11, 23)
# Bytes of a page: the median, the spread (of the logarithm) and the most.
MEDIAN, SPREAD, MOST = 7_000, 0.75, 60_000
PICTURES = 12
_OFFICE = "中山市人民政府办公室"
_UNIT_CODE = "1144200099DEM0013A"


@dataclass(frozen=True)
class Kind:
    """A kind of page.

    Attributes:
        column: where such pages stand.
        title: the symbol of the grammar for its title.
        share: how many of a thousand pages are of it.
    """

    column: str
    title: str
    share: int


NEWS = Kind("xwdt", "title.news", 330)
POLICY = Kind("zwgk/zcwj", "title.policy", 70)
INTERPRETATION = Kind("zwgk/zcjd", "", 90)
SERVICE = Kind("bsfw", "title.service", 80)
KINDS = (
    NEWS,
    Kind("tzgg", "title.notice", 190),
    POLICY,
    INTERPRETATION,
    Kind("zwgk/sjfb", "title.data", 100),
    SERVICE,
    Kind("hdjl/zjdc", "title.opinion", 50),
    Kind("hdjl/hygq", "title.answer", 50),
    Kind("ztzl", "title.topic", 40),
)


@dataclass(frozen=True)
class Page:
    """A page that is to be written.

    Attributes:
        kind: of it.
        path: below the site's folder.
        title: of it.
        day: when it was published.
        policy: what an interpretation interprets.
    """

    kind: Kind
    path: str
    title: str
    day: date
    policy: Page | None = None


def plan(random: Random, count: int) -> list[Page]:
    """Return `count` pages, the newest of each column a few days old, no title twice."""
    pages: list[Page] = []
    titles: set[str] = set()
    for kind in KINDS:
        wanted = max(2, round(count * kind.share / 1000))
        policies = [page for page in pages if page.kind is POLICY]
        for n in range(wanted):
            policy = policies[n % len(policies)] if kind is INTERPRETATION else None
            span = (LAST_DAY - FIRST_DAY).days
            back = 1 + round(span * n / wanted)
            day = policy.day if policy else LAST_DAY - timedelta(days=back)
            title = _title(random, kind, policy, n // max(1, len(policies)))
            while title in titles:
                title = _title(random, kind, None, 0)
            titles.add(title)
            path = f"{kind.column}/{day.year}/{day:%Y%m%d}-{len(pages):06d}.md"
            pages.append(Page(kind, path, title, day, policy))
    return pages


def _title(random: Random, kind: Kind, policy: Page | None, round_: int) -> str:
    if policy:
        return f"《{policy.title}》{('文字解读', '问答', '图解')[round_ % 3]}"
    return say(kind.title, random)


def write(random: Random, page: Page, pages: Sequence[Page]) -> str:
    """Return the text of a page.

    Args:
        random: where chance comes from.
        page: the page.
        pages: those to which it may link.
    """
    size = min(MOST, round(MEDIAN * math.exp(random.gauss(0, SPREAD))))
    blocks: list[str] = []
    written = len(_opening(random, page, blocks).encode())
    while written < size:
        block = _block(random, page, pages)
        blocks.append(block)
        written += len(block.encode()) + 2
    front = yaml.safe_dump(_fields(random, page), allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n" + "\n\n".join(blocks) + "\n"


def _opening(random: Random, page: Page, blocks: list[str]) -> str:
    if page.policy:
        blocks.append(
            f"[《{page.policy.title}》]({_between(page, page.policy)})已经印发，现说明如下。"
        )
    blocks.append(paragraph(random, 3))
    return "\n\n".join(blocks)


def _block(random: Random, page: Page, pages: Sequence[Page]) -> str:
    """Return one block of Markdown."""
    (make,) = random.choices(list(_BLOCKS), weights=list(_BLOCKS.values()))
    return make(random, page, pages)


def _heading(random: Random, _page: Page, _pages: Sequence[Page]) -> str:
    return f"## {say('heading', random)}\n\n{paragraph(random, 2)}"


def _prose(random: Random, _page: Page, _pages: Sequence[Page]) -> str:
    return paragraph(random, random.randint(2, 5))


def _list(random: Random, _page: Page, _pages: Sequence[Page]) -> str:
    mark = random.choice(("-", "1."))
    items = [f"{mark} {say('item', random)}" for _ in range(random.randint(3, 7))]
    return "；\n".join(items) + "。"


def _picture(random: Random, page: Page, _pages: Sequence[Page]) -> str:
    picture = f"{'../' * page.path.count('/')}images/{random.randrange(PICTURES):02d}.svg"
    return f"![{say('caption', random)}]({picture})"


def _reference(random: Random, page: Page, pages: Sequence[Page]) -> str:
    other = random.choice(pages)
    link = f"[《{other.title}》]({_between(page, other)})"
    return f"{say('sentence', random)}有关情况见{link}。"


def _note(random: Random, _page: Page, _pages: Sequence[Page]) -> str:
    return f'!!! note "{say("heading", random)}"\n    {say("sentence", random)}'


def _table(random: Random, _page: Page, _pages: Sequence[Page]) -> str:
    rows = random.randint(3, 14)
    header = ["序号", "片区", "设施", "数量", "完成日期", "负责单位"]
    symbols = ("place", "thing", "count", "date", "body")
    lines = [header, ["---"] * len(header)]
    lines += [[str(n + 1), *(say(symbol, random) for symbol in symbols)] for n in range(rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# How often each block comes, of a hundred.
_BLOCKS: dict[Callable[[Random, Page, Sequence[Page]], str], int] = {
    _prose: 44,
    _heading: 16,
    _list: 12,
    _table: 10,
    _reference: 10,
    _picture: 6,
    _note: 2,
}


def _fields(random: Random, page: Page) -> dict[str, object]:
    """Return the front matter."""
    at = datetime.combine(page.day, datetime.min.time())
    at += timedelta(hours=9, minutes=10 * random.randrange(40))
    topic, thing = say("topic", random), say("thing", random)
    fields: dict[str, object] = {
        "title": page.title,
        "published_at": f"{page.day} 09:30"
        if page.kind in (POLICY, INTERPRETATION)
        else f"{at:%Y-%m-%d %H:%M}",
        "source": "本网" if page.kind is NEWS else _OFFICE,
        "keywords": sorted({topic, thing}),
        "summary": say("sentence", random),
    }
    if page.kind is POLICY:
        number = int(page.path[-9:-3]) + 1
        fields |= {
            "docno": f"中府办〔{page.day.year}〕{number}号",
            "index_no": f"{_UNIT_CODE}/{page.day.year}-{number:05d}",
            "category": "城乡建设、环境保护",
            "organ": _OFFICE,
            "made_on": page.day - timedelta(days=2),
            "effective_on": page.day + timedelta(days=30),
            "validity": "有效",
        }
    if page.policy:
        fields |= {"interprets": [_between(page, page.policy)], "provider": _OFFICE, "form": "文字"}
    if page.kind is SERVICE:
        fields |= {
            "item": page.title,
            "basis": "《中华人民共和国行政许可法》",
            "conditions": say("item", random),
            "materials": f"{say('paper', random)}；{say('paper', random)}",
            "place": "市政务服务大厅综合窗口",
            "hours": "工作日9:00—12:00，13:30—17:00",
            "phone": "0760-88880405（演示号码）",
            "procedure": say("sentence", random),
        }
    return fields


def _between(page: Page, other: Page) -> str:
    """Return the relative address of another page."""
    up = "../" * len(PurePosixPath(page.path).parent.parts)
    return f"{up}{other.path}"
