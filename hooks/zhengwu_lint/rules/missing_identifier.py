"""页脚缺少网站标识、备案编号、找错入口等必备的项目。

Why
    办法第五条、第六条要求网站标识、域名、ICP 备案、公安备案齐全；《政府网站发展指引》
    （国办发〔2017〕47号）要求每一页的底部都有党政机关网站标识、“我为政府网站找错”入口、网站标识码、主办单位及联系方式、
    ICP 备案编号、公安机关备案标识和站点地图。

Fails
    ```html
    <html lang="zh-CN"><body>
    <main><p>正文</p></main>
    <footer><p>主办单位：中山市人民政府办公室　电话：0760-88880001</p></footer>
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
    页脚由主题按 site.yml 生成：先看 site.yml 的 identifiers 和 contact 是不是填全了，再看主题的页脚
    是不是被改过。

Not seen
    页脚有没有被样式遮住；单独打开、不属于任何网站的网页不检查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.html.footer import read_footer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.rulebook import Rulebook

_NAMES = {
    "conac": "党政机关网站标识",
    "jiucuo": "“我为政府网站找错”入口",
    "site_code": "网站标识码",
    "unit": "主办单位及联系方式",
    "icp": "ICP 备案编号",
    "police": "公安机关备案标识",
    "site_map": "网站地图",
}


@rule(
    "missing-identifier",
    reads=HtmlDocument,
    basis=("measures-6", "guidelines-2017-47"),
    severity=ERROR,
)
def missing_identifier(document: HtmlDocument, rulebook: Rulebook) -> Iterator[Problem]:
    """Find built pages whose footer lacks an item."""
    if not document.path:
        return
    footer = read_footer(document)
    missing = [item for item in rulebook.footer if item not in footer.items]
    if missing:
        names = "、".join(_NAMES.get(item, item) for item in missing)
        yield Problem(
            footer.line,
            0,
            msg("页脚缺少：{names}", names=names),
            msg("先把 site.yml 的 identifiers 和 contact 填全；填全了仍缺的，检查主题的页脚"),
            names,
        )
