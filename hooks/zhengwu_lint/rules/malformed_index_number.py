"""索引号写得不对。

Why
    索引号由发布机构的统一社会信用代码、年份和序号组成，如 1144200099DEM0013A/2026-00993。信用代码
    的最后一位是校验位，抄错一位就能查出来。索引号不对，公开目录就对不上号（条例第二十四条）。

Fails
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    index_no: 1144200099DEM0013B/2026-00993
    ---
    第一条
    ```

    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    index_no: 中府办2026-993
    ---
    第一条
    ```

Passes
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    index_no: 1144200099DEM0013A/2026-00993
    ---
    第一条
    ```

Fix
    照发文单位的登记核对十八位信用代码；斜线后写四位年份、连字符和五位序号。

Not seen
    信用代码是不是这个单位的；没有写索引号的文件不查。两份文件同一个索引号的，见
    duplicate-index-number。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum.cn import uscc

from zhengwu.messages import Message, msg
from zhengwu.model.page import PolicyMeta
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City

_SHAPE = re.compile(r"(?P<code>[0-9A-Z]{18})/(?P<year>(?:19|20)\d{2})-\d{5}")
_REGION = slice(2, 8)  # GB 32100-2015: behind the kind of registration stands the region


@rule(
    "malformed-index-number",
    reads=MarkdownDocument,
    basis=("openness-24", "gb-32100"),
    severity=WARNING,
)
def malformed_index_number(document: MarkdownDocument, city: City) -> Iterator[Problem]:
    """Find index numbers of another form, with a wrong check character or of another region."""
    page = document.page
    if page is None or not isinstance(page.meta, PolicyMeta) or not page.meta.index_no:
        return
    number = page.meta.index_no
    if what := _wrong(number, city):
        fix = msg("写成 信用代码/年份-五位序号，如 1144200099DEM0013A/2026-00993")
        yield Problem(*front_place(page, "index_no"), what, fix, number)


def _wrong(number: str, city: City) -> Message | None:
    match = _SHAPE.fullmatch(number)
    if not match:
        return msg("索引号“{number}”的格式不对", number=number)
    code = match["code"]
    if not uscc.is_valid(code):
        return msg("索引号里的信用代码“{code}”校验不通过", code=code)
    if city.file and not _is_local(code, city.facts.region):
        return msg("索引号里的信用代码“{code}”不是本市的", code=code)
    return None


def _is_local(code: str, region: str) -> bool:
    """Whether `code` is of the city or of a county in it, whose digits behind the city's differ."""
    return code[_REGION][:4] == region[:4]
