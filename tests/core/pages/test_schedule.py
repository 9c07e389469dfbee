"""Drafts and pages with `publish_at`: nowhere before they are due, everywhere from then on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from zhengwu.pages.feeds import feed_text, feed_view
from zhengwu.pages.index import PageIndex, read_pages
from zhengwu.pages.schedule import city_minute, mark, moment_of, read_moment
from zhengwu.pages.sitemap import map_entries, sitemap_text

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles

DUE = datetime(2026, 11, 20, 10, 0)
MINUTE = timedelta(minutes=1)
POLICY = "zwgk/zcwj/a.md"
NEWS = "gzdt/b.md"


def page(*lines: str, body: str = "正文。") -> str:
    return "\n".join(["---", "title: 关于甲的通知", "source: 本网", *lines, "---", body, ""])


def index(files: CityFiles, moment: datetime | None = None) -> PageIndex:
    city = files.city
    return read_pages(city.sites["portal"], files.tree, "content/portal", city, moment)


@pytest.fixture
def scheduled(files: CityFiles) -> CityFiles:
    files.write(f"portal/{POLICY}", page("publish_at: 2026-11-20 10:00"))
    files.write(
        f"portal/{NEWS}",
        page("published_at: 2026-11-19 08:00", body="见[通知](../zwgk/zcwj/a.md)。"),
    )
    return files


@pytest.mark.parametrize(
    ("moment", "stands"),
    [(DUE - MINUTE, False), (DUE, True), (DUE + MINUTE, True)],
    ids=["a minute before", "on the minute", "a minute after"],
)
def test_a_scheduled_page_stands_nowhere_before_its_minute(
    scheduled: CityFiles, moment: datetime, *, stands: bool
) -> None:
    pages = index(scheduled).published(moment)
    column = pages.site.columns_by_path["zwgk/zcwj"]
    assert (POLICY in pages.pages) == stands
    assert [p.path for p in pages.listing(column)] == [POLICY] * stands
    assert ("/zwgk/zcwj/a/" in feed_text(feed_view(scheduled.city, pages, column))) == stands
    assert ("/zwgk/zcwj/a/" in sitemap_text(map_entries(pages))) == stands
    assert pages.link("../zwgk/zcwj/a.md", NEWS).href == "../../zwgk/zcwj/a/" * stands


def test_a_scheduled_page_is_published_when_it_is_due(scheduled: CityFiles) -> None:
    assert index(scheduled).pages[POLICY].published_at == DUE


def test_a_draft_is_never_published(files: CityFiles) -> None:
    files.write(f"portal/{NEWS}", page("published_at: 2026-11-19 08:00", "draft: true"))
    assert index(files).published(DUE + timedelta(days=365_000)).pages == {}


@pytest.mark.parametrize(
    ("target", "linking", "problem"),
    [
        ("publish_at: 2026-11-20 10:00", "published_at: 2026-11-19 08:00", "2026-11-20 10:00 才"),
        ("publish_at: 2026-11-20 10:00", "publish_at: 2026-11-20 09:59", "2026-11-20 10:00 才"),
        ("publish_at: 2026-11-20 10:00", "publish_at: 2026-11-20 10:00", ""),
        ("publish_at: 2026-11-20 10:00", "publish_at: 2026-11-20 10:01", ""),
        ("publish_at: 2026-11-20 08:00", "published_at: 2026-11-19 08:00", ""),
        ("draft: true", "published_at: 2026-11-19 08:00", "草稿"),
        ("draft: true", "publish_at: 2026-11-20 10:00", "草稿"),
        ("draft: true", "draft: true", ""),
        ("publish_at: 2026-11-20 10:00", "draft: true", ""),
    ],
    ids=[
        "from a published page",
        "from a page that is due earlier",
        "from a page that is due with it",
        "from a page that is due later",
        "to a page that is out already",
        "to a draft",
        "to a draft from a scheduled page",
        "from draft to draft",
        "from a draft",
    ],
)
def test_a_page_links_only_to_what_appears_no_later_than_itself(
    files: CityFiles, target: str, linking: str, problem: str
) -> None:
    date_line = () if "_at" in target else ("published_at: 2026-11-19 08:00",)
    own_line = () if "_at" in linking else ("published_at: 2026-11-19 08:00",)
    files.write(f"portal/{POLICY}", page(target, *date_line))
    files.write(f"portal/{NEWS}", page(linking, *own_line))
    found = index(files, DUE - timedelta(hours=1)).follow("../zwgk/zcwj/a.md", NEWS)
    assert found.kind == ("missing" if problem else "page")
    assert problem in found.problem.text()


def test_an_editor_s_preview_follows_every_link(scheduled: CityFiles) -> None:
    assert index(scheduled).link("../zwgk/zcwj/a.md", NEWS).href == "../../zwgk/zcwj/a/"


@pytest.mark.parametrize(
    ("line", "moment", "said"),
    [
        ("draft: true", DUE, "草稿"),
        ("publish_at: 2026-11-20 10:00", DUE - MINUTE, "定时发布：2026-11-20 10:00"),
        ("publish_at: 2026-11-20 10:00", DUE, None),
        ("author: 甲", DUE, None),
    ],
    ids=["draft", "scheduled", "due", "published"],
)
def test_the_preview_says_what_is_not_published(
    files: CityFiles, line: str, moment: datetime, said: str | None
) -> None:
    files.write(f"portal/{NEWS}", page(line, "published_at: 2026-11-20 10:00"))
    found = mark(index(files).pages[NEWS].meta, moment)
    assert (found is None) == (said is None)
    assert (said or "") in (found.text() if found else "")


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (["publish_at: 明天"], 4, "时间“明天”没有写到分钟"),
        (["publish_at: 2026-11-20"], 4, "时间“2026-11-20”没有写到分钟"),
        (
            ["published_at: 2026-11-01 09:00", "publish_at: 2026-11-20 10:00"],
            5,
            "页面写的发布时间早于定时发布的时间，发布时间就不真实了",
        ),
    ],
    ids=["no time", "a bare day", "dated back"],
)
def test_a_wrong_schedule_is_told_once_and_at_its_line(
    files: CityFiles, lines: list[str], line: int, message: str
) -> None:
    files.write(f"portal/{NEWS}", page(*lines))
    mistakes = index(files).pages[NEWS].mistakes
    assert [(m.line, m.message.text()) for m in mistakes] == [(line, message)]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24", "2026-11-24 23:59"),
        ("2026-11-24 09:30", "2026-11-24 09:30"),
        ("2026-11-24T09:30", "2026-11-24 09:30"),
    ],
)
def test_a_plain_day_means_its_end(text: str, moment: str) -> None:
    assert read_moment(text) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", ["明天", "", "2026-13-01", "2026-11-24 09:30+08:00", "9999-12-31"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_moment(text)


def test_a_minute_stays_what_it_is() -> None:
    assert moment_of(DUE) == DUE
    assert moment_of(date(2026, 11, 20)).isoformat() == "2026-11-20T23:59:00"


def test_the_city_s_clock_is_eight_hours_ahead() -> None:
    instant = datetime(2026, 11, 20, 23, 59, 58, tzinfo=UTC)
    assert city_minute(instant).isoformat() == "2026-11-21T07:59:00"
