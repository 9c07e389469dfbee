"""What a browser finds in a page, the lint finds too: random pages, read by Chromium and here."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import sync_playwright

from tests.site.browsing import CHROMIUM, FLAGS
from zhengwu.urls import read_reference
from zhengwu_lint.sources.html.document import HtmlDocument, parse_html

# fmt: off
PIECES = [
    '<a href="//{}.example">', "<a href=//{}.example/>", '<a/href="//{}.example"/>', "</a>",
    '<A HREF=" //{}.example">', '<a href="&#47;&sol;{}.example">', "<a title=x href='//{}.example'",
    '<img src="//{}.example/a">', '<image href="//{}.example">', "<svg>", "</svg>", "<math>",
    "</math>", "<foreignObject>", "<desc>", "<mtext>", "<mglyph>", "<style>", "</style>",
    "<script>", "</script>", "<textarea>", "</textarea>", "<title>", "</title>", "<noscript>",
    "</noscript>", "<template>", "</template>", "<iframe>", "</iframe>", "<xmp>", "</xmp>",
    "<noembed>", "</noembed>", "<noframes>", "</noframes>", "<plaintext>", "<!--", "-->", "--!>",
    "<!-->", "<!--->", "<![CDATA[", "]]>", "<?", "?>", "<!x", "<table>", "</table>", "<td>", "<tr>",
    "<caption>", "<select>", "<option>", "</select>", "<p>", "</p>", '<p title="', "<p title='",
    '"', "'", ">", "<", "/>", "<form>", "</form>", "<b>", "</b>", "<h1>", "<li>", "<br/>", "</br>",
    "</p/>", "<hr/>", "<frameset>", "<frame src=//{}.example>", "<object data=//{}.example>",
    "<embed src=//{}.example>", "<video poster=//{}.example>",
    "<input type=image src=//{}.example>",
    "<button formaction=//{}.example>", "<link rel=stylesheet href=//{}.example>", "\0", "\x0c",
    '<body background="//{}.example/x">', "&lt;", "&#62;", "&quot", "字",
]
# fmt: on
FIND = """pages => pages.map(page => {
    const found = [];
    const walk = root => {
        for (const element of root.querySelectorAll('*')) {
            for (const name of ['href', 'src', 'background', 'formaction', 'data', 'poster']) {
                const value = element.getAttribute(name);
                if (value !== null) found.push(value);
            }
            if (element.content) walk(element.content);
        }
    };
    walk(new DOMParser().parseFromString(page, 'text/html'));
    return found;
})"""


def pages(seed: int, count: int) -> list[str]:
    """Return pages of random pieces; every address names a host of its own."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        pieces = chance.choices(PIECES, k=chance.randint(2, 12))
        made.append("".join(p.replace("{}", f"h{number}n{i}") for i, p in enumerate(pieces)))
    return made


def hosts_here(page: str) -> set[str]:
    document = parse_html(page, "example.html")
    if not isinstance(document, HtmlDocument):
        return set()
    return {link.reference.host for link in document.links}


@pytest.mark.parametrize(
    ("seed", "count"),
    [
        pytest.param(1, 500, id="few"),
        pytest.param(2, 20_000, id="many", marks=pytest.mark.long),
    ],
)
def test_no_address_that_a_browser_finds_is_missed(seed: int, count: int) -> None:
    made = pages(seed, count)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page()
        found = [f for at in range(0, count, 500) for f in tab.evaluate(FIND, made[at : at + 500])]
        browser.close()
    missed = {
        page: wanted
        for page, values in zip(made, found, strict=True)
        if (wanted := {read_reference(value).host for value in values} - {""} - hosts_here(page))
    }
    assert missed == {}
