"""把读者的话交到别处，或自建的互动平台没有实名认证。

Why
    办法第十九条：原则上不单独建设互动交流平台，统一使用中山市 12345 政务服务热线或上级的平台；自建
    的要实名认证。表单把读者填的内容交给别的网站或私人邮箱，是泄露个人信息（第三十一条）。

Fails
    ```html
    <form action="https://collect-demo.com/save" method="post"><input name="name"></form>
    ```

    ```html
    <form action="mailto:boss@shop-demo.com"><textarea name="t"></textarea></form>
    ```

    ```html
    <h2>局长信箱</h2>
    <form action="/guestbook/post" method="post"><textarea name="content"></textarea>
    <button>匿名留言</button></form>
    ```

Passes
    ```html
    <form action="/search/" method="get" role="search"><input type="search" name="q"></form>
    ```

    ```html
    <p>实名认证后留言</p><form action="/hdjl/" method="post"><textarea name="t"></textarea>
    <p>请先通过统一身份认证登录</p></form>
    ```

Fix
    删去表单，放上 12345 的链接；确有必要自建的，报批后接入统一身份认证。

Not seen
    脚本在浏览器里做出来的表单，以及是不是真的核验了身份。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu.urls import read_reference
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City

_TYPED = "descendant::textarea | descendant::*[@contenteditable]"
_HIDDEN_TYPES = frozenset({"hidden", "submit", "button", "reset", "image", "search"})


@rule(
    "unapproved-form",
    reads=HtmlDocument,
    basis=("measures-19", "measures-31"),
    severity=ERROR,
)
def unapproved_form(document: HtmlDocument, city: City) -> Iterator[Problem]:
    """Find forms that hand over to others, and forms for messages without verification."""
    fix = msg("删去表单，改成 12345 的链接；确有必要自建的，报批后接入统一身份认证")
    for element in document.root.iter("form", "button", "input"):
        for name in ("action", "formaction"):
            what = _elsewhere(element.get(name), city)
            if what:
                yield Problem(element.sourceline or 1, 0, what, fix, element.get(name))
    data = read_data("forms.yml")
    for form in document.root.iter("form"):
        if not _elsewhere(form.get("action"), city) and _takes_messages(form, data, document, city):
            what = msg("自建的互动表单没有实名认证")
            yield Problem(form.sourceline or 1, 0, what, fix, form.get("action", ""))


def _elsewhere(address: str | None, city: City) -> Message | None:
    """Return what is wrong with where a form leads; None if it stays in the city's hands."""
    if address is None:
        return None
    reference = read_reference(address)
    if reference.relative or city.is_internal(reference.host) or _is_entrance(reference.host, city):
        return None
    if reference.scheme == "mailto":
        return msg("表单把填写的内容发到邮箱")
    if reference.scheme in {"http", "https"}:
        return msg("表单把填写的内容交给 {host}", host=reference.host)
    return msg("表单提交到不认识的地方“{address}”", address=address[:60])


def _is_entrance(host: str, city: City) -> bool:
    entrances = city.facts.entrances
    return entrances is not None and host in {
        read_reference(entrances.services.url).host,
        read_reference(entrances.interaction.url).host,
    }


def _takes_messages(form: Any, data: dict[str, str], document: HtmlDocument, city: City) -> bool:  # noqa: ANN401 -- lxml's element
    address = read_reference(form.get("action", ""))
    if _is_entrance(address.host, city):
        return False
    said = " ".join(form.itertext()) + " ".join(
        f"{element.get('placeholder', '')} {element.get('name', '')}"
        for element in form.iter()
        if isinstance(element.tag, str)
    )
    around = " ".join(block.text for block in document.blocks)
    if re.search(data["verified"], said):
        return False
    fields = [
        field
        for field in form.iter("input")
        if field.get("type", "text").lower() not in _HIDDEN_TYPES
    ]
    posts = form.get("method", "get").strip().lower() == "post"
    writes = bool(form.xpath(_TYPED)) or (posts and bool(fields))
    searching = re.search(data["searches"], said, re.IGNORECASE) and not form.xpath(_TYPED)
    asked = form.xpath(_TYPED) or re.search(data["messages"], f"{said} {around}")
    return writes and not searching and bool(asked)
