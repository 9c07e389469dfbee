"""网站缺少信息公开、互动交流或办事服务的栏目。

Why
    办法第十六条：政府网站的主要功能包括信息公开、政务服务和互动交流，具有对外服务职能的部门网站应
    提供办事服务功能。没有咨询渠道、没有办事服务，都是单项否决的问题（国办秘函〔2019〕19号）。

Fails
    在 site.yml 里只登记了工作动态一个栏目：

    ```text
    columns:
      - path: xwdt
        name: 要闻动态
        type: 工作动态
    ```

Passes
    信息公开、互动交流、办事服务各有一个栏目：

    ```text
    columns:
      - path: zcwj
        name: 政策文件
        type: 政策文件
      - path: hdjl
        name: 互动交流
        type: 咨询投诉
      - path: bsfw
        name: 办事服务
        type: 办事服务
    ```

Fix
    在 site.yml 的 columns 里加上这一类栏目。互动和办事的栏目可以只放全市统一入口的说明和链接（办
    法第十九条、第二十条）。

Not seen
    栏目里有没有内容、入口能不能用。主办单位是事业单位的，按没有对外服务职能看，不查办事服务。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.register import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City


@rule("missing-required-column", reads=RegisterFile, basis=("measures-16",), severity=WARNING)
def missing_required_column(register: RegisterFile, city: City) -> Iterator[Problem]:
    """Find sites that lack a column for one of their functions."""
    site = register.registered
    if site is None:
        return
    unit = city.facts.units.get(site.unit)
    there = {column.type for column in site.columns}
    for function in read_data("functions.yml")["functions"]:
        serving = function.get("services")
        if serving and unit and unit.kind not in serving:
            continue
        if there.isdisjoint(function["types"]):
            yield Problem(
                *register.yaml.key_place(("columns",)),
                msg("网站没有{name}的栏目", name=function["name"]),
                msg("加一个栏目，type 从这些里选：{types}", types=tuple(function["types"])),
                function["name"],
            )
