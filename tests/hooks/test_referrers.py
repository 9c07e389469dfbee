"""Referrers are found from parsed links, and none is lost that reading all pages would find."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.conftest import MemoryTree
from zhengwu.facts_reader import FactsReader
from zhengwu.pages.index import PageIndex, read_pages
from zhengwu_lint.referrers import Referrers
from zhengwu_lint.sources.markdown import read_markdown
from zhengwu_lint.store import memory_store
from zhengwu_lint.strays import no_site

FOLDER = "content/portal"
PATHS = ("index.md", "gk/index.md", "gk/a.md", "gk/b c.md", "gk/a_b.md", "gk/zh/index.md", "f.md")


def page(*lines: str) -> str:
    return "\n".join(["---", "title: 甲", "---", *lines, ""])


def referrers(pages: dict[str, str]) -> Referrers:
    tree = MemoryTree({f"{FOLDER}/{path}": text.encode() for path, text in pages.items()})
    store = memory_store()
    return Referrers(FactsReader(tree, store), store, FOLDER)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("[见](index.md#旧标题)", "gk/index.md"),
        ("[见](#旧标题) [又见](./)", "gk/index.md"),
        ("[见](../gk)", "gk/index.md"),
        ("[见](..)", "index.md"),
        ("[见](/)", "index.md"),
        ("[见](zh/..)", "gk/index.md"),
        (r"[见](a\_b.md)", "gk/a_b.md"),
        ("[见](a&#95;b.md)", "gk/a_b.md"),
        ("[见](a%5fb.md)", "gk/a_b.md"),
        ("[见](b%20c.md)", "gk/b c.md"),
        ("[见](<b c.md>)", "gk/b c.md"),
        ("[见][一]\n\n[一]: a.md", "gk/a.md"),
        ("[见](..\\\\f.md)", "f.md"),
        ("[见](zh/../a.md?x#y)", "gk/a.md"),
        ("![图](a.md)", "gk/a.md"),
        ("<img src=a.md>", "gk/a.md"),
        ("| 表 |\n|---|\n| [见](a.md) |", "gk/a.md"),
        ("[^1]\n\n[^1]: [见](a.md)", "gk/a.md"),
    ],
)
def test_every_way_to_write_a_link(text: str, path: str) -> None:
    found = referrers({"gk/x.md": page(text), "gk/y.md": page("[别处](../other.md)")})
    assert found.linking([path]) == {"gk/x.md"}


def test_front_matter_names_files() -> None:
    text = "---\ntitle: 甲\nattachments:\n- file: biao.xlsx\n  name: 表\nimage: ../tu.png\n---\n"
    found = referrers({"gk/x.md": text})
    assert found.linking(["gk/biao.xlsx"]) == {"gk/x.md"}
    assert found.linking(["tu.png"]) == {"gk/x.md"}
    assert found.linking(["gk/tu.png"]) == frozenset()


def test_a_markdown_file_that_is_no_page_refers_too() -> None:
    text = "[见](a.md)"
    found = referrers({"gk/x.markdown": text, "gk/y.MD": text, "gk/z.txt": text})
    assert found.linking(["gk/a.md"]) == {"gk/x.markdown", "gk/y.MD"}


def test_the_same_page_in_two_folders_leads_to_two_pages() -> None:
    text = page("[见](a.md)")
    found = referrers({"gk/x.md": text, "gk/zh/x.md": text})
    assert found.linking(["gk/a.md"]) == {"gk/x.md"}
    assert found.linking(["gk/zh/a.md"]) == {"gk/zh/x.md"}


def test_relations_by_path_and_by_number() -> None:
    first = "---\ntitle: 甲\ndocno: 示府〔2026〕3号\nreplaces: [旧办法.md, 示府〔2020〕1号]\n---\n"
    second = "---\ntitle: 乙\nkind: interpretation\ninterprets: 示府[2026]3号\n---\n"
    found = referrers({"gk/x.md": first, "gk/y.md": second, "gk/z.md": page("文")})
    assert found.numbered("示府〔2026〕3号") == {"gk/x.md"}
    assert found.stating(["gk/旧办法.md"], []) == {"gk/x.md"}
    assert found.stating([], ["示府〔2026〕3号"]) == {"gk/y.md"}
    assert found.stating([], ["示府〔2020〕1号"]) == {"gk/x.md"}
    assert found.stating(["gk/z.md"], ["示府〔2019〕1号"]) == frozenset()


_PARTS = st.sampled_from(
    ["a", "b", "gk", "zh", "..", ".", "", "index.md", "a.md", "f.md", r"a\_b.md", "b%20c.md"]
)
_TARGETS = st.tuples(
    st.lists(_PARTS, min_size=1, max_size=4).map("/".join), st.sampled_from(["", "#x", "?q", "/"])
).map("".join)
_LINKS = st.lists(_TARGETS, max_size=3).map(lambda to: page(*(f"[见](<{t}>)" for t in to)))


def led_to(index: PageIndex, path: str) -> set[str]:
    """Return the pages whose links lead to `path`, by reading them all."""
    found = set()
    for here in index.pages.values():
        assert here.source
        for link in read_markdown(here, here.source).links:
            target = index.follow(link.target, here.path)
            if target.kind != "outside" and target.path == path and link.target[:1] != "#":
                found.add(here.path)
    return found


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(PATHS), _LINKS, min_size=1))
def test_no_referrer_is_lost(pages: dict[str, str]) -> None:
    """Neither of what is there nor of what is gone, such as a page that was just deleted."""
    found = referrers(pages)
    tree = found.facts.tree
    index = read_pages(no_site(), tree, FOLDER)
    for path in PATHS:
        lost = {p for p in led_to(index, path) - found.linking([path]) if p != path}
        assert lost == set()
        if posixpath.basename(path) == "index.md" and path not in pages:
            folder = posixpath.dirname(path) or "index.md"
            assert led_to(index, folder) <= found.linking([path])
