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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Image

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
    for image in document.images:
        if image.text is None:
            what = msg("图片没有替代文字")
        elif not document.built and _says_nothing(image):
            what = msg("图片的替代文字“{text}”等于没有写", text=image.text)
        else:
            continue
        yield Problem(image.line, image.column, what, _FIX, image.source)


def _says_nothing(image: Image) -> bool:
    text, file = (image.text or "").lower(), posixpath.basename(image.source).lower()
    empty = {file, posixpath.splitext(file)[0], *read_data("vague-text.yml")["images"]}
    return text.rstrip("0123456789 ") in {"", *empty} or text in empty
