"""The same article twice: what counts as the same, and that ten thousand pages take seconds."""

from __future__ import annotations

import random
import time

import pytest

from tests.cities import city_tree
from tests.hooks.rules.sites import column, days_ago, judge_portal, page, told
from zhengwu.pages.index import PageIndex, read_pages
from zhengwu_lint.rules._shared.similarity import articles, equal, near
from zhengwu_lint.workspace import open_workspace

SAME, NEAR = "duplicate-article", "near-duplicate-article"
SENTENCES = [
    "全市冬季供水保障工作今天启动",
    "供水单位将检修老旧管网，检修安排在夜间，分三个片区进行",
    "医院、养老机构和学校由供水车保障",
    "行动不便的居民可以请社区工作人员送水上门",
    "停水前请储备必要的生活用水，恢复供水以后先放水两三分钟",
    "太阳能热水器请关闭电源和进水阀，以免空烧",
    "检修期间值班电话有人接听，遇到问题请拨打12345",
    "检修完成以后，水质检测合格才恢复供水",
]
BODY = "。".join(SENTENCES) + "。"


def found(files: dict[str, str], rule: str) -> list[str]:
    columns = [column("a", "工作动态"), column("b", "通知公告")]
    texts = {path: text if text.startswith("---") else page(days_ago(3), path, text)
             for path, text in files.items()}  # fmt: skip
    return told(judge_portal(texts, columns=columns), rule)


def test_the_same_text_under_two_titles_is_an_article_twice() -> None:
    (said,) = found({"a/x.md": BODY, "b/y.md": BODY}, SAME)
    assert "content/portal/a/x.md" in said
    assert found({"a/x.md": BODY, "b/y.md": BODY}, NEAR) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(BODY.replace("，", ","), id="punctuation"),
        pytest.param(BODY.replace("。", "。\n\n"), id="paragraphs"),
        pytest.param(f"**{BODY}**", id="markup"),
        pytest.param("- " + BODY.replace("。", "。\n- ").rstrip("- \n"), id="a list"),
    ],
)
def test_what_does_not_make_another_text(other: str) -> None:
    assert len(found({"a/x.md": BODY, "b/y.md": other}, SAME)) == 1


def test_three_copies_are_two_findings() -> None:
    assert len(found({"a/x.md": BODY, "a/y.md": BODY, "b/z.md": BODY}, SAME)) == 2


@pytest.mark.parametrize("body", ["见附件。", "公告。" * 9])
def test_short_texts_may_be_alike(body: str) -> None:
    assert found({"a/x.md": body, "b/y.md": body}, SAME) == []


def test_a_declared_repost_passes_and_one_that_leads_elsewhere_does_not() -> None:
    repost = page(days_ago(2), "转发", BODY).replace("source:", "repost_of: ../a/x.md\nsource:")
    assert found({"a/x.md": BODY, "b/y.md": repost}, SAME) == []
    other = repost.replace("../a/x.md", "../a/z.md")
    assert len(found({"a/x.md": BODY, "b/y.md": other}, SAME)) == 1


def test_a_draft_is_not_posted() -> None:
    draft = page(days_ago(2), "草稿", BODY).replace("source:", "draft: true\nsource:")
    assert found({"a/x.md": BODY, "b/y.md": draft}, SAME) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        pytest.param(BODY.replace("全市", "我市"), True, id="a word"),
        pytest.param(BODY.replace(SENTENCES[2], "医院和学校由供水车保障"), True, id="a clause"),
        pytest.param("。".join(SENTENCES[:4]) + "。" + "绿道养护时段调整" * 20, False, id="half"),
        pytest.param(BODY.replace("12345", "12350"), False, id="another number"),
    ],
)
def test_nearly_the_same(*, other: str, said: bool) -> None:
    assert bool(found({"a/x.md": BODY, "b/y.md": other}, NEAR)) is said
    assert found({"a/x.md": BODY, "b/y.md": other}, SAME) == []


def test_monthly_notices_of_one_form_are_no_duplicates() -> None:
    files = {f"b/{m}.md": BODY.replace("今天", f"{m}月{m + 3}日") for m in range(1, 12)}
    assert found(files, NEAR) == []


def many(count: int) -> PageIndex:
    """Return a site of pages of some twenty sentences, among them twins and boilerplate."""
    words = random.Random(7)
    han = [chr(0x4E00 + i) for i in range(2000)]
    pool = ["".join(words.choices(han, k=words.randint(8, 30))) for _ in range(count * 8)]
    texts = []
    for _ in range(count):
        sentences = words.sample(pool, 20)
        texts.append("。".join([*sentences, "特此公告，请广大市民互相转告"]) + "。")
    texts[-1] = texts[0]
    texts[-2] = texts[1].replace("。", "，", 3) + "另行通知。"
    files = {
        f"content/portal/tzgg/{i}.md": page(days_ago(3), str(i), t) for i, t in enumerate(texts)
    }
    workspace = open_workspace(city_tree(files))
    city = workspace.register.city
    assert city is not None
    return read_pages(city.sites["portal"], workspace.tree, "content/portal")


@pytest.mark.parametrize(
    "count", [400, pytest.param(10_000, marks=pytest.mark.long, id="ten thousand")]
)
def test_a_large_site_takes_little_time(count: int) -> None:
    pages = many(count)
    for entry in pages.pages.values():
        assert entry.source
        assert entry.source.facts  # which every run has done before
    begun = time.process_time()
    words = articles(pages, 60)
    twins = [(a.page.path, b.page.path) for a, b in equal(words)]
    pairs = {a.page.path for a, _, _ in near(words, 90)}
    spent = time.process_time() - begun
    assert {path for pair in twins for path in pair} == {"tzgg/0.md", f"tzgg/{count - 1}.md"}
    assert len(pairs) == 1
    assert spent < 2 + count / 500
