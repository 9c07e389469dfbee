"""取代或修改关系里的另一份文件指不到。

Why
    文件被取代或修改的，要在两个页面上互相指明，读者才不会照着旧文件办事（办法第十七条要求全面、及
    时、准确发布信息）。路径写错了、文号有两个页面都写着，或者指的不是政策文件，读者就到不了那一份。

Fails
    ```site
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    replaces: 2025-zanxing.md
    ---
    第一条
    ```

Passes
    没有在网上发布过的旧文件，写文号就可以，页面上显示文号，不带链接：

    ```site
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    replaces: 中府办函〔2015〕27号
    ---
    第一条
    ```

Fix
    核对 replaces、amends、replaced_by、amended_by 里的相对路径或文号。

Not seen
    文号写成了另一份没有上网的文件。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu.pages.document_number import names_page
from zhengwu.pages.relations import REVERSE, fault
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "dangling-replacement",
    reads=SitePages,
    basis=("measures-17",),
    severity=ERROR,
    dangling=True,
)
def dangling_replacement(site: SitePages) -> Iterator[Problem]:
    """Find replaced, amended, replacing and amending documents that cannot be reached."""
    for page in site.judged():
        if not isinstance(page.meta, PolicyMeta):
            continue
        for field in REVERSE:
            for i, reference in enumerate(site.relations.stated(page, field)):
                if not reference.entries and not names_page(reference.text):
                    continue  # a document that was never put online
                wrong = fault(reference, page, site.pages.moment)
                if wrong:
                    yield Problem(
                        *front_place(page, field, i),
                        msg("“{field}”没有指到政策文件：{why}", field=field, why=wrong),
                        msg("核对相对路径或文号"),
                        reference.text,
                        site.file_of(page),
                    )
