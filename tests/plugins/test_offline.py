"""A site that is off line: its notice at every address that readers know, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.core.lifecycle.registers import OPEN, Life, resume, retire, suspend
from tests.plugins.building import build, write_city
from zhengwu.lifecycle import addresses
from zhengwu.pages.index import read_pages
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.select.paths import built_targets
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plugins.building import Pages

SECRET = "正文里的一句话"
FILES = {
    f"content/fgj/tzgg/{number}.md": article(SECRET, title=f"通知第{number}号")
    for number in range(25)
} | {
    "content/fgj/tzgg/later.md": article(SECRET, publish_at="2027-01-05 09:00").replace(
        "published_at: 2026-11-02 09:30\n", ""
    ),
    "content/fgj/tzgg/files/a.pdf": "%PDF",
}
DOWN = [OPEN, suspend("2026-11-20", "2026-11-30", note="机房改造。")]
GONE = [OPEN, retire("2026-09-01", "2026-09-30")]
FOREIGN = [
    OPEN,
    retire("2026-09-01", "2026-09-30", moved_to="https://www.xiangshan-library.example/new"),
]


def written(folder: Path, events: list[dict[str, object]]) -> Path:
    life = Life(events, files=FILES)
    register = {"content/fgj/site.yml": life.tree.read("content/fgj/site.yml")}
    return write_city(folder, {**FILES, **register})


def lines(pages: Pages, path: str) -> list[str]:
    (main,) = pages.tree(path).xpath("//main")
    return [" ".join(found.text_content().split()) for found in main.xpath(".//h1 | .//p")]


@pytest.fixture(scope="module")
def down(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return build(written(tmp_path_factory.mktemp("down"), DOWN), "2026-11-24 12:00", "fgj")


def test_every_former_address_answers_with_the_notice(down: Pages) -> None:
    life = Life(DOWN, files=FILES)
    known = read_pages(life.site, life.tree, "content/fgj")
    pages = known.published(dt.datetime(2026, 11, 24, 12, 0))
    paths = [f"{url}index.html" for url in addresses(pages) if not url.endswith(".pdf")]
    assert {"index.html", "tzgg/page/2/index.html", "tzgg/24/index.html"} <= set(paths)
    for path in (*paths, "404.html"):
        assert lines(down, path) == [
            "中山市发展和改革局临时下线公告",
            "因网站整改，经批准，本网站自2026年11月20日起临时下线，预计到2026年11月30日为止。",
            "机房改造。",
            "需要查询信息或办理业务的，请联系中山市发展和改革局，电话：0760-88880002。",
        ], path


def test_nothing_of_the_site_is_left(down: Pages) -> None:
    files = down.files()
    assert not [path for path in files if path.endswith(".pdf") or "later" in path]
    text = b"".join(data for path, data in files.items() if path.endswith((".html", ".xml")))
    assert SECRET.encode() not in text
    assert "通知第".encode() not in text
    assert "noindex" in down.text("tzgg/1/index.html")
    assert down.tree().xpath("//form | //nav") == []


@pytest.mark.parametrize("events", [DOWN, GONE, FOREIGN], ids=["down", "gone", "gone abroad"])
def test_the_built_notice_is_clean(tmp_path: Path, events: list[dict[str, object]]) -> None:
    config = written(tmp_path, events)
    pages = build(config, "2026-11-24 12:00", "fgj")
    tree = Life(events, files=FILES).tree
    sources = open_workspace(tree, moment=end_of(dt.date(2026, 11, 24)))
    city = sources.register.city
    assert city is not None
    targets = built_targets(city.sites["fgj"], _Built(pages.files()), "public/fgj")
    found = []
    for path in targets.files:
        if path.endswith(".html"):
            text = pages.text(path)
            subject = sources.html_subject(text, f"public/fgj/{path}", city.sites["fgj"], targets)
            found += list(judge(subject, RULES))
    assert [(f.file, f.code, f.message.text()) for f in found] == []


class _Built:
    """The built files as a tree."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {f"public/fgj/{path}": data for path, data in files.items()}

    def read(self, path: str) -> bytes:
        return self._files[path]

    def files(self, folder: str = "") -> list[str]:
        return sorted(path for path in self._files if path.startswith(f"{folder}/"))

    def exists(self, path: str) -> bool:
        return path in self._files


def test_a_retired_site_says_where_its_content_is(tmp_path: Path) -> None:
    pages = build(written(tmp_path, GONE), "2026-11-24 12:00", "fgj")
    assert lines(pages, "tzgg/3/index.html")[:3] == [
        "中山市发展和改革局已经永久下线",
        "本网站自2026年10月1日起永久下线，不再更新。",
        "内容已经迁移到新网址。",
    ]
    (href,) = pages.tree("tzgg/3/index.html").xpath("//main//a/@href")
    assert href == "https://www.zhongshan.example/fgj/"


def test_a_new_address_outside_government_has_its_leaving_notice(tmp_path: Path) -> None:
    pages = build(written(tmp_path, FOREIGN), "2026-11-24 12:00", "fgj")
    (href,) = pages.tree().xpath("//main//a/@href")
    assert "https://www.xiangshan-library.example/new" in pages.text(f"{href}index.html")
    (missing,) = pages.tree("404.html").xpath("//main//a/@href")
    assert missing == f"/{href}"


@pytest.mark.parametrize(
    ("moment", "notice"),
    [
        ("2026-11-19 23:59", False),
        ("2026-11-20 00:00", True),
        ("2026-11-23 23:59", True),
        ("2026-11-24 00:00", False),
    ],
    ids=["the minute before", "from the first minute", "to the last", "back"],
)
def test_from_the_first_day_to_the_last(tmp_path: Path, moment: str, *, notice: bool) -> None:
    events = [OPEN, suspend("2026-11-20", "2026-11-30"), resume("2026-11-24")]
    pages = build(written(tmp_path, events), moment, "fgj")
    assert ("临时下线公告" in lines(pages, "tzgg/3/index.html")[0]) is notice
    assert (SECRET in pages.text("tzgg/3/index.html")) is not notice
    assert ("tzgg/files/a.pdf" in pages.files()) is not notice


def test_a_part_of_the_site_builds_to_the_same_bytes(tmp_path: Path, down: Pages) -> None:
    config = written(tmp_path, DOWN)
    part = build(config, "2026-11-24 12:00", "fgj", ("tzgg/1*",))
    found = part.files("tzgg/**/*.html")
    assert len(found) == 11
    assert found == {path: data for path, data in down.files().items() if path in found}


def test_other_sites_stand(tmp_path: Path) -> None:
    pages = build(written(tmp_path, DOWN), "2026-11-24 12:00")
    assert "欢迎" in pages.text("index.html")
