"""No off-site reference of a built page escapes the source lint of the same page.

Pages are put together from everything that the dialect knows and from what it refuses, raw HTML
included, and cut and joined at random. What `render` publishes is judged as HTML; every host off
the list that is found there must have been reported on the Markdown.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cities import DAY, article, city_tree
from zhengwu.dialect import fill
from zhengwu.packaged import read_data
from zhengwu.pages.schedule import end_of
from zhengwu.problem import Severity
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.sources.html.document import HtmlDocument, parse_html
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.subject import Subject
from zhengwu_lint.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from zhengwu.urls import Reference

PAGE = "content/portal/tzgg/example.md"
LINKING = {"external-link", "foreign-resource", "hidden-link"}
JUDGING = tuple(rule for rule in RULES if rule.id in LINKING)

# fmt: off
ADDRESSES = [
    "https://shop-x.example/", "//shop-x.example/a", "http://203.0.113.7/", "http:shop-x.example",
    "https:/shop-x.example", "https:\\\\shop-x.example", "/\\shop-x.example",
    "https://www.gov.cn/", "https://www.gov.cn@shop-x.example/", "hTTps://ShoP-x.example",
    "https://ｓｈｏｐ-x.example/", "https://shop-x。example/", "https://sh\u00adop-x.example/",
    "https://中文.example/a b", "https&#58;//shop-x.example", "https://shop-x&period;example/",
    "https\\://shop-x.example", "javascript:alert(1)", "data:text/html,a", "vbscript:a",
    "mailto:a@shop-x.example", "a.md", "../xwdt/index.md", "#anchor", "", "https://a b/",
    "https://[2001:db8::7]/", "ftp://shop-x.example", "https://www.ⓖⓞⓥ.cn/",
    "ht\ttps://shop-x.example", "https://shop-x.example/)", "<https://shop-x.example>",
]
PIECES = [
    "[甲]（{}）", "[甲] ({})", "![图]（{}）", '[甲]({} "带"引号"")',
    '![影]({}.mp4){{poster="{}" captions="{}"}}', "｜[甲]({})｜乙｜\n｜——｜——｜\n｜{}｜<<｜\n",
    "表1　[甲]({})\n| 一 |\n|---|\n", "\n\n[^n]：见[甲]({})\n\n", "[附件1]: {}\n", "~~[甲]({})~~",
    "<!-- 甲 -->[乙]({})", "<math><mi>{}</mi></math>", "（一）[甲]({})\n（二）[乙]({})\n",
    "##[甲]({})\n",
    "[甲]({})", "[甲](<{}>)", '[甲]({} "题")', "[甲](\n{}\n)", "![图]({})", "[![图](a.png)]({})",
    "[![图]({})](a.md)", "<{}>", "[甲][r]", "[r]", "[r][]", "\n\n[r]: {}\n\n",
    "\n\n[r]: <{}> '题'\n\n", "[甲]({}){{.c #i title=x}}", '[甲]({}){{href="{}"}}',
    '![图](a.png){{src="{}"}}', "{{.c}}\n", '{{style="a:url({})"}}\n', "注[^n]",
    "\n\n[^n]: 见[甲]({})\n\n", "^[内注[甲]({})]", "\n\n[^n]:\n    {}\n\n", "- [ ] ",
    "- [x] [甲]({})\n", "| 一 | [甲]({}) |\n|---|---|\n| {} | 二 |\n", "词\n: [甲]({})\n",
    '!!! note "[甲]({})"\n    [乙]({})\n', "> [甲]({})\n", "# [甲]({}) {{#x}}\n",
    "[甲]({})\n===\n", "```\n[甲]({})\n```\n", "    [甲]({})\n", "`[甲]({})`",
    '<a href="{}">甲</a>', "<a href={}>甲</a>", '<img src="{}">', '<img src="a" srcset="{} 2x">',
    '<td background="{}">', "<table><tr><td>[甲]({})</td></tr></table>",
    "<details>\n<summary>[甲]({})</summary>\n\n[乙]({})\n\n</details>\n", "<u>[甲]({})</u>",
    '<u title="{}">', '<abbr title="{}">甲</abbr>', "<ruby>字<rp>[甲]({})</rp></ruby>",
    '<iframe src="{}"></iframe>', '<script>"{}"</script>', "<style>a{{b:url({})}}</style>",
    '<svg><a xlink:href="{}">', "<textarea>", "</textarea>", "<title>", "<plaintext>", "<xmp>",
    "<!--", "-->", "<!-- {} -->", "<!-->", "<![CDATA[", "]]>", "<?", "?>", "<!x",
    '<meta http-equiv=refresh content="0;url={}">', '<base href="{}">', '<form action="{}">',
    '<a href="', '">', "<a href='", "'>", "<", ">", "&lt;", "&amp;", "&#10;", "\\", "*", "**", "`",
    "[", "]", "(", ")", "!", "{{", "}}", "\t", "\n", "\n\n", "\n    ", "> ", "- ", "1. ", ": ",
    "| ", "字", " ", "<br>", "<sub>", "</sub>", "<td>", "</td>", "<table>", "</table>",
    "<summary>",
]
# fmt: on


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Pieces in any order, with any addresses; now and then a character is lost or put in."""
    parts = []
    for piece in draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12)):
        count = piece.replace("{{", "").replace("}}", "").count("{}")
        parts.append(piece.format(*(draw(st.sampled_from(ADDRESSES)) for _ in range(count))))
    text = "".join(parts)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        put = draw(st.one_of(st.just(""), st.sampled_from(" \n\"'<>()[]{}!&;\\`*_-|:^#/=")))
        text = text[:at] + put + text[at + draw(st.integers(0, 1)) :]
    return text


@cache
def workspace() -> Workspace:
    return open_workspace(city_tree(), moment=end_of(DAY))


def is_off(reference: Reference) -> bool:
    city = workspace().register.city
    assert city is not None
    if reference.host:
        return not city.allows(reference.host, DAY)
    return not reference.relative and reference.scheme not in read_data("html.yml")["schemes"]


def check(body: str) -> None:
    data = article(body).encode()
    subject = workspace().subject(PAGE, data)
    assert isinstance(subject, Subject)
    source = subject.source
    assert isinstance(source, MarkdownDocument)
    pages_of_site = subject.context.pages
    html = fill(source.source.facts.html, lambda to: pages_of_site.link(to, "tzgg/example.md"))
    built = parse_html(f"<div>{html}</div>", "example.html")
    assert isinstance(built, HtmlDocument)
    published = {(r.scheme, r.host) for link in built.links if is_off(r := link.reference)}
    if not published:
        return
    reported = {
        (link.reference.scheme, link.reference.host)
        for link in source.links
        if is_off(link.reference)
    }
    assert {host for _, host in published} <= {host for _, host in reported}
    told = [f for f in judge(subject, JUDGING) if f.severity is Severity.ERROR]
    assert told, f"published {published} and nothing was said"


@example("<!-- [甲](https://shop-x.example/)")
@example("<td>\n<!--\n\n[甲](https://shop-x.example/)")
@example("<textarea>\n\n[甲](https://shop-x.example/)")
@example("<u title='[甲](https://shop-x.example/)")
@example("[甲](https://www.ⓖⓞⓥ.cn/)")
@example("<!x<textarea><!--><textarea>[甲](\n<https://shop-x.example>\n)")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(pages())
def test_no_off_site_reference_escapes(body: str) -> None:
    check(body)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_no_off_site_reference_escapes_for_long(body: str) -> None:
    check(body)
