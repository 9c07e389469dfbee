"""解读指不到它所解读的政策文件。

Why
    办法第十八条要求政策文件与解读同步发布，检查时要看两者是否互相关联。解读里写的文号或路径查不到
    文件、查到两个，或者指的不是政策文件，读者就找不到原文，原文那一页也不会出现这份解读。

Fails
    ```site
    === zcjd/2026-wenda.md
    ---
    title: 阅览点新办法问答
    published_at: 2026-09-08 10:00
    source: 市文化广电旅游局
    kind: interpretation
    interprets: 中府办函〔2026〕994号
    ---
    问答
    ```

    ```site
    === zcjd/2026-wenda.md
    ---
    title: 阅览点新办法问答
    published_at: 2026-09-08 10:00
    source: 市文化广电旅游局
    kind: interpretation
    interprets: ../zcwj/2026-banfa.md
    ---
    问答
    ```

Passes
    ```site
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    docno: 中府办函〔2026〕993号
    ---
    第一条
    === zcjd/2026-wenda.md
    ---
    title: 阅览点新办法问答
    published_at: 2026-09-08 10:00
    source: 市文化广电旅游局
    kind: interpretation
    interprets: 中府办函〔2026〕993号
    ---
    问答
    ```

Fix
    核对 interprets 里的文号或相对路径；两个页面写着同一文号的，改写成相对路径，或改正写错的那个文
    号。

Not seen
    解读的内容是否真的讲这份文件。提交时按文号只从改动过的网站出发去查，别的网站的解读由生成前的检
    查来查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import InterpretationMeta
from zhengwu.pages.relations import fault
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "dangling-interpretation",
    reads=SitePages,
    basis=("measures-18",),
    severity=ERROR,
    dangling=True,
)
def dangling_interpretation(site: SitePages) -> Iterator[Problem]:
    """Find interpretations of what is not there, is there twice, or is no policy."""
    for page in site.judged():
        if not isinstance(page.meta, InterpretationMeta):
            continue
        for i, reference in enumerate(site.relations.stated(page, "interprets")):
            wrong = fault(reference, page, site.pages.moment)
            if wrong:
                yield Problem(
                    *front_place(page, "interprets", i),
                    msg("解读没有指到政策文件：{why}", why=wrong),
                    msg("核对 interprets：写政策文件的文号，或相对路径，如 ../zcwj/2026-banfa.md"),
                    reference.text,
                    site.file_of(page),
                )
