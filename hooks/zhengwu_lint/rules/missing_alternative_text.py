"""图片没有替代文字，或者替代文字等于没写。

Why
    看不见图片的读者靠替代文字知道图里是什么（GB/T 37668-2019 一级要求）；图片打不开时显示的也是它。

Fails
    ```md
    ![](huichang.jpg)
    ```

    ```md
    ![图片](huichang.jpg)
    ```

    ```html
    <p><img src="huichang.jpg"></p>
    ```

Passes
    ```md
    ![群众在阅览点办理读者证](huichang.jpg)
    ```

    ```html
    <p><img src="line.svg" alt="">装饰用的图片，替代文字留空</p>
    ```

Fix
    在方括号里写清图里有什么。图解把要点写成文字放在图的下面，替代文字写图的标题。

Not seen
    替代文字与图片是否相符。
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = "\ufffc"  # what stands in a text for a picture without words
_FIX = msg("写清图里有什么，如 ![群众在阅览点办理读者证](a.jpg)")


@rule(
    "missing-alternative-text",
    reads=Document,
    basis=("gb-37668",),
    severity=WARNING,
)
def missing_alternative_text(document: Document) -> Iterator[Problem]:
    """Find pictures that say nothing to those who cannot see them."""
    if isinstance(document, HtmlDocument):
        for image in document.root.iter("img"):
            if image.get("alt") is None:
                source = image.get("src") or ""
                yield Problem(image.sourceline or 0, 0, msg("图片没有替代文字"), _FIX, source)
        return
    for link in document.links:
        if link.element != "img" or link.attribute != "src":
            continue
        text = link.text.replace(_OBJECT, "").strip()
        if _says_nothing(text.lower(), posixpath.basename(link.target).lower()):
            what = (
                msg("图片的替代文字“{text}”等于没有写", text=text)
                if text
                else msg("图片没有替代文字")
            )
            yield Problem(link.line, link.column, what, _FIX, link.target)


def _says_nothing(text: str, file: str) -> bool:
    empty = {"", file, posixpath.splitext(file)[0], *read_data("vague-text.yml")["images"]}
    return text.rstrip("0123456789 ") in empty or text in empty
