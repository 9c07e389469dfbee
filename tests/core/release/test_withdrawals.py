"""Pages that were taken back or moved: what the register says, and how their addresses answer."""

from __future__ import annotations

import pytest

from tests.cities import MemoryTree, article, city_tree
from zhengwu.lifecycle import Redirect
from zhengwu.pages.index import read_pages
from zhengwu.register.load import load_register
from zhengwu.release.manifest import Gone
from zhengwu.release.withdrawals import Withdrawals, gone, read_withdrawals, redirects

HOST = "www.zhongshan.example"
FILE = "withdrawals/portal.yml"
ENTRY = """\
withdrawals:
  - page: tzgg/old.md
    reason: {reason}
    date: 2026-11-24
    explanation: 内容有误
    {more}
"""


def read(text: str) -> tuple[Withdrawals, tuple[Gone, ...], tuple[Redirect, ...]]:
    files = {"content/portal/tzgg/a.md": article("甲。"), **({FILE: text} if text else {})}
    tree = city_tree(files)
    city = load_register(tree).city
    assert city is not None
    site = city.sites["portal"]
    pages = read_pages(site, tree, "content/portal", city)
    found = read_withdrawals(tree, site, pages)
    return found, gone(site, found.facts), redirects(site, found.facts)


def test_no_register_is_an_empty_one() -> None:
    found, away, led = read("")
    assert (found.mistakes, away, led) == ((), (), ())


def test_an_error_is_gone_with_its_attachments() -> None:
    found, away, led = read(ENTRY.format(reason="error", more="files: [tzgg/files/a.docx]"))
    assert found.mistakes == ()
    assert away == (Gone(HOST, "/tzgg/old/"), Gone(HOST, "/tzgg/files/a.docx"))
    assert led == ()


def test_what_is_superseded_leads_on() -> None:
    found, away, led = read(ENTRY.format(reason="superseded", more="to: tzgg/a.md"))
    assert found.mistakes == ()
    assert away == ()
    assert led == (Redirect(HOST, "/tzgg/old/", f"https://{HOST}/tzgg/a/"),)


def test_what_moved_leads_on_also_over_several_steps() -> None:
    moves = "moves:\n" + "".join(
        f"  - {{page: {page}, to: {to}, date: 2026-11-24}}\n"
        for page, to in (("tzgg/x.md", "tzgg/y.md"), ("tzgg/y.md", "tzgg/a.md"))
    )
    found, _, led = read(moves)
    assert found.mistakes == ()
    assert [(r.path, r.to) for r in led] == [
        ("/tzgg/x/", f"https://{HOST}/tzgg/y/"),
        ("/tzgg/y/", f"https://{HOST}/tzgg/a/"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (ENTRY.format(reason="superseded", more=""), 2, "没有写转到哪个页面"),
        (ENTRY.format(reason="error", more="to: tzgg/a.md"), 6, "只有被取代的页面才转到"),
        (ENTRY.format(reason="superseded", more="to: tzgg/no.md"), 6, "没有“tzgg/no.md”这个页面"),
        (ENTRY.format(reason="withdrawn", more=""), 2, "却不在了"),
        (ENTRY.format(reason="gone", more=""), 3, "只能填"),
        (ENTRY.replace("tzgg/old.md", "tzgg/a.md").format(reason="error", more=""), 2, "却还在"),
        (
            ENTRY.replace("tzgg/old.md", "../x.md").format(reason="error", more=""),
            2,
            "不是网站里的",
        ),
        (
            ENTRY.replace("tzgg/old.md", 'a";.md').format(reason="error", more=""),
            2,
            "不是网站里的",
        ),
        ("moves:\n  - {page: tzgg/a.md, to: tzgg/a.md, date: 2026-11-24}\n", 2, "却还在"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, said: str) -> None:
    found, _, _ = read(text)
    told = [mistake.text() for mistake in found.mistakes]
    assert any(said in one for one in told), told
    assert {mistake.file for mistake in found.mistakes} == {FILE}
    assert line in {mistake.line for mistake in found.mistakes}
    assert all(mistake.fix.text() for mistake in found.mistakes)


def test_an_unreadable_register_is_told() -> None:
    tree = MemoryTree({**city_tree().contents, FILE: "撤".encode("gb18030")})
    city = load_register(tree).city
    assert city is not None
    site = city.sites["portal"]
    pages = read_pages(site, tree, "content/portal", city)
    assert [m.file for m in read_withdrawals(tree, site, pages).mistakes] == [FILE]
