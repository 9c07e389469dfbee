"""登记册里的名称和说明像是国家禁止的内容。

Why
    栏目名称、网站名称、关键词会出现在每一页和导航里。办法第十七条严禁发布违反国家规定的信息；登记册被改动时，
    这些名称最先变成赌博、色情网站的招牌。

Fails
    ```yaml
    home:
      description: 星某体育官网登录入口
    ```

Passes
    ```yaml
    contact:
      phone: 0760-88880001
    ```

Fix
    改回原来的名称。不是自己改的，先查登记册是谁改的，并报告网络安全责任人。

Not seen
    没有收进词表、写法也不像的名称。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.register.yaml import scalars
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.register import RegisterFile
from zhengwu_lint.sources.text.clauses import Around
from zhengwu_lint.sources.text.offers import prohibited

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "prohibited-name",
    reads=RegisterFile,
    basis=("measures-17", "inspection-2019-19"),
    severity=ERROR,
    waivable=False,
)
def prohibited_name(file: RegisterFile) -> Iterator[Problem]:
    """Find names of the register that offer forbidden things."""
    for path, value in scalars(file.yaml.data):
        for offer in prohibited(value, Around()):
            yield Problem(
                *file.yaml.place(path),
                msg("像是国家禁止的内容：“{words}”", words=offer.words),
                msg("改回原来的名称；不是自己改的，先查登记册是谁改的，并报告网络安全责任人"),
                value,
            )
