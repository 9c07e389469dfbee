"""办事指南缺少要素。

Why
    办事指南要写清事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。
    缺了哪一项，读者都要白跑一趟；每一处都要扣分，缺得多的单项否决（国办秘函〔2019〕19号）。

Fails
    ```md
    ---
    title: 读者证办理
    kind: service
    item: 读者证办理
    basis: 阅览点管理办法
    conditions: 本市居民
    materials: 待补
    place: 任一阅览点
    hours: 工作日9:00—17:00
    phone: 0760-88880403
    ---
    说明
    ```

Passes
    ```md
    ---
    title: 读者证办理
    kind: service
    item: 读者证办理
    basis: 阅览点管理办法
    conditions: 本市居民
    materials: 身份证明
    place: 任一阅览点
    hours: 工作日9:00—17:00
    phone: 0760-88880403
    ---
    ## 办理流程

    到阅览点出示身份证明，当场领取。
    ```

Fix
    在信息区补上提示的几项：item、basis、conditions、materials、place、hours、phone、procedure。

Not seen
    写的内容对不对、是否与政务服务网上的一致（办法第二十条）。草稿不查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.guides import missing_elements
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.rulebook import Rulebook


@rule(
    "incomplete-service-guide",
    reads=MarkdownDocument,
    basis=("measures-20", "inspection-2019-19"),
    severity=WARNING,
    indicator="incomplete-service-guide",
)
def incomplete_service_guide(document: MarkdownDocument, rulebook: Rulebook) -> Iterator[Problem]:
    """Find service guides without one of the elements."""
    page = document.page
    if page is None or page.meta is None or page.meta.draft:
        return
    if rulebook.get("incomplete-service-guide") is None:
        return
    if missing := missing_elements(page):
        names = "、".join(missing)
        yield Problem(
            *front_place(page, "title"),
            msg("办事指南缺少：{names}", names=names),
            msg("在信息区补上这几项，写具体的内容"),
            names,
        )
