"""What editors change on an ordinary day: the right page comes out, or a finding at its line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import DAY, copy_city
from zhengwu_mkdocs.build import build_site
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from pathlib import Path

POLICY = "content/portal/zwgk/zcwj/2026-lvdao-banfa.md"
TEXT = "content/portal/zwgk/zcjd/20261026-lvdao-wenzi.md"
PICTURE = "content/portal/zwgk/zcjd/20261026-lvdao-tujie.md"
BANNER = """
banners:
  - title: 暴雨红色预警已经生效
    text: 请留在室内，远离河道。
    emergency: natural
    level: red
    start: 2026-11-24 08:00
    end: 2026-11-24 20:00
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copy_city(tmp_path / "city")
    monkeypatch.chdir(folder)
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def built(city: Path, site: str, moment: dt.datetime) -> Path:
    out = city.parent / f"built-{site}-{moment:%Y%m%d%H%M}"
    result = build_site(city / "mkdocs.yml", site, moment, out)
    assert not result.failed, result.log
    return out


def findings(capsys: pytest.CaptureFixture[str]) -> str:
    main(["lint", "content", "--strict", "--date", DAY.isoformat()])
    return capsys.readouterr().out


def line_of(file: Path, piece: str) -> int:
    lines = file.read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if piece in line)


@pytest.mark.parametrize(
    ("clock", "shown"),
    [("07:59", False), ("08:00", True), ("20:00", True), ("20:01", False)],
    ids=["before", "on start", "on end", "after"],
)
def test_a_citys_emergency_stands_on_every_site_in_its_time(
    clock: str,
    shown: bool,  # noqa: FBT001 -- a table's column
    town: Path,
) -> None:
    city = town / "content/city.yml"
    city.write_text(city.read_text("utf-8") + BANNER, "utf-8")
    moment = dt.datetime.fromisoformat(f"2026-11-24 {clock}")
    for path in ("index.html", "404.html", "xwdt/index.html"):
        page = (built(town, "xiaolan", moment) / path).read_text("utf-8")
        assert ("暴雨红色预警已经生效" in page) is shown, path


def test_a_retiring_site_carries_its_migration_notice(town: Path) -> None:
    site = town / "content/xiaolan/site.yml"
    event = (
        "\n  - event: retire\n    date: 2026-11-20\n    until: 2026-12-25\n"
        "    moved_to: https://www.zhongshan.example/\n"
    )
    text = site.read_text("utf-8")
    site.write_text(text.rstrip("\n") + event, "utf-8")
    out = built(town, "xiaolan", dt.datetime(2026, 11, 24, 12))
    home = (out / "index.html").read_text("utf-8")
    assert "迁移" in home
    assert "https://www.zhongshan.example/" in home or 'href="/"' in home


def test_a_renamed_policy_is_told_where_it_was_interpreted(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / POLICY).rename((town / POLICY).with_name("2026-lvdao-guiding.md"))
    out = findings(capsys)
    for page in (TEXT, PICTURE):
        line = line_of(town / page, "interprets")
        assert f"{page}:{line}:" in out
    assert "dangling-interpretation" in out


def test_a_deleted_interpretation_leaves_its_policy_unpaired(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for page in (town / "content/portal/zwgk/zcjd").glob("20261026-lvdao-*.md"):
        page.unlink()
    out = findings(capsys)
    assert "unpaired-policy" in out
    assert POLICY in out


def test_policy_and_interpretation_appear_at_the_same_minute(town: Path) -> None:
    hour = dt.timedelta(hours=1)
    due = dt.datetime(2026, 11, 24, 15)
    for page in (POLICY, TEXT):
        edit(town / page, "published_at: 2026-10-26 09:30", f"publish_at: {due:%Y-%m-%d %H:%M}")
    for page in (town / "content/portal").rglob("*.md"):
        # Nothing that already stands online may lead to what is not there yet.
        if page not in {town / POLICY, town / TEXT} and "lvdao-banfa" in page.read_text("utf-8"):
            page.unlink()
    before = built(town, "portal", due - hour)
    after = built(town, "portal", due)
    for out, there in ((before, False), (after, True)):
        assert (out / "zwgk/zcwj/2026-lvdao-banfa/index.html").is_file() is there
        assert (out / "zwgk/zcjd/20261026-lvdao-wenzi/index.html").is_file() is there
        listed = (out / "zwgk/zcwj/index.html").read_text("utf-8")
        assert ("2026-lvdao-banfa" in listed) is there
        assert ("2026-lvdao-banfa" in (out / "sitemap.xml").read_text("utf-8")) is there
        assert ("2026-lvdao-banfa" in (out / "zwgk/zcwj/feed.xml").read_text("utf-8")) is there
    page = (after / "zwgk/zcwj/2026-lvdao-banfa/index.html").read_text("utf-8")
    assert "2026-11-24 15:00" in page
    assert "20261026-lvdao-wenzi" in page


def test_a_time_without_its_hour_is_told_at_its_line(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town / POLICY, "published_at: 2026-10-26 09:30", "publish_at: 2026-11-25")
    line = line_of(town / POLICY, "publish_at")
    assert f"{POLICY}:{line}:" in findings(capsys)
