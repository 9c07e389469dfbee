"""网页上的标识、备案编号或站点标签与登记册不一致。

Why
    办法第六条、第十条：网站标识、备案信息要与登记的一致，有变更要及时办理。编号错了，读者和检查工具都会找到
    别的网站去；被仿冒的网页也常在这里露出破绽。

Fails
    ```html
    <html lang="zh-CN">
    <head>
    <meta name="SiteName" content="中山市人民政府门户网站">
    <meta name="SiteDomain" content="www.zhongshan.example">
    <meta name="SiteIDCode" content="4420009999">
    </head>
    <body>
    <main><p>正文</p></main>
    <footer><p>网站标识码：4420009998</p></footer>
    </body></html>
    ```

Passes
    ```html
    <html lang="zh-CN">
    <head>
    <meta name="SiteName" content="中山市人民政府门户网站">
    <meta name="SiteDomain" content="www.zhongshan.example">
    <meta name="SiteIDCode" content="4420009901">
    </head>
    <body>
    <main><p>正文</p></main>
    <footer>
    <a href="https://bszs.conac.cn/sitename?method=show&amp;id=DE0000A7C3E1F9B24D68A0C5E7B13F92">党政机关</a>
    <a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4420009901&amp;url=https%3A%2F%2Fwww.zhongshan.example%2F">政府网站找错</a>
    <a href="#top">网站地图</a>
    <p>主办单位：中山市人民政府办公室　联系电话：0760-88880001　网站标识码：4420009901</p>
    <p><a href="https://beian.miit.gov.cn/">粤ICP备99990001号-1</a>
    <a href="https://beian.mps.gov.cn/#/query/webSearch?code=44200099999901">
    粤公网安备 44200099999901号</a></p>
    </footer>
    </body></html>
    ```

Fix
    以 site.yml 为准：登记册错了就改登记册，页面是旧的就重新构建。

Not seen
    登记册本身填错的编号。页脚没有的项目见 missing-identifier，没有的标签见 missing-page-label。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.packaged import is_placeholder
from zhengwu.pages.labels import site_labels
from zhengwu.urls import read_reference
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.html.footer import read_footer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.urls import Reference
    from zhengwu_lint.sources.html.footer import Footer, FooterLink

_FIX = msg("以 site.yml 为准：登记册错了改登记册，页面是旧的就重新构建")


@rule(
    "wrong-identifier",
    reads=HtmlDocument,
    basis=("measures-6", "measures-10"),
    severity=ERROR,
)
def wrong_identifier(document: HtmlDocument, city: City, site: Site) -> Iterator[Problem]:
    """Compare what a built page says of its site with the register."""
    if not document.path:
        return
    for name, registered in site_labels(site):
        for written in document.meta(name):
            if written and written.lower() != "null" and written != registered:
                yield _differs(msg("标签 {name}", name=name), written, registered, 1)
    footer = read_footer(document)
    yield from _texts(footer, city, site)
    yield from _links(footer, site)


def _texts(footer: Footer, city: City, site: Site) -> Iterator[Problem]:
    unit = city.unit_name(site.unit)
    if "主办" in footer.text and unit not in footer.text:
        yield Problem(
            footer.line, 0, msg("页脚的主办单位不是登记的“{unit}”", unit=unit), _FIX, unit
        )
    for name, key in (
        (msg("页脚的网站标识码"), "site_code"),
        (msg("页脚的 ICP 备案编号"), "icp"),
        (msg("页脚的公安备案编号"), "police"),
    ):
        written: str = getattr(footer, key)
        registered: str = getattr(site.identifiers, key)
        same = "".join(written.split()) == "".join(registered.split())
        if written and not is_placeholder(registered) and not same:
            yield _differs(name, written, registered, footer.line)


def _links(footer: Footer, site: Site) -> Iterator[Problem]:
    code = site.identifiers.site_code
    if footer.jiucuo and not is_placeholder(code):
        asked = footer.jiucuo.reference.query.split("&")
        if f"site_code={code}" not in asked:
            yield _leads(msg("找错入口"), footer.jiucuo, f"site_code={code}")
    if footer.jiucuo_script and footer.jiucuo_script != code and not is_placeholder(code):
        yield _differs(msg("找错入口的标识码"), footer.jiucuo_script, code, footer.line)
    for key, name, link in (
        ("conac", msg("党政机关网站标识"), footer.conac),
        ("icp", msg("ICP 备案编号"), footer.around(footer.icp) if footer.icp else None),
        ("police", msg("公安备案编号"), footer.around(footer.police) if footer.police else None),
    ):
        address = site.identifiers.links[key]
        if is_placeholder(getattr(site.identifiers, key)):
            continue
        if link and not _same(link.reference, read_reference(address)):
            yield _leads(name, link, address)
        elif link is None and getattr(footer, key):
            yield Problem(
                footer.line,
                0,
                msg("{name}没有链接到 {address}", name=name, address=address),
                msg("检查主题的页脚"),
                address,
            )


def _same(one: Reference, other: Reference) -> bool:
    """Whether two references lead to the same place, be it by http or https."""
    return (one.host, one.path, one.query, one.fragment) == (
        other.host,
        other.path,
        other.query,
        other.fragment,
    )


def _differs(name: Message, written: str, registered: str, line: int) -> Problem:
    return Problem(
        line,
        0,
        msg(
            "{name}是“{written}”，登记的是“{registered}”",
            name=name,
            written=written,
            registered=registered,
        ),
        _FIX,
        written,
    )


def _leads(name: Message, link: FooterLink, address: str) -> Problem:
    return Problem(
        link.line,
        0,
        msg("{name}的链接不对，应当有 {address}", name=name, address=address),
        _FIX,
        address,
    )
