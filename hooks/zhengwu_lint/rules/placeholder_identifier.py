"""网站标识还空着、写着“待核实”，或正式网站用了演示编号。

Why
    办法第六条要求网站上线前依次完成备案；网站标识码、ICP 备案编号、公安备案编号、党政机关网站标识
    每页都要显示（国办发〔2017〕47号）。编号没有核实就不能当作事实写出来。

Fails
    ```yaml
    identifiers:
      site_code: 待核实
      icp: ""
    ```

Passes
    演示城市（city.yml 里 demo: true）可以用演示编号：

    ```yaml
    identifiers:
      site_code: "4420009901"
      icp: 粤ICP备99990001号-1
      police: 粤公网安备 44200099999901号
      conac: DE0000A7C3E1F9B24D68A0C5E7B13F92
    ```

Fix
    向市政府办公室、公安机关和通信管理部门核对，填上真实编号。还没有备案的网站先不要上线。

Not seen
    格式正确但属于别人的编号。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.packaged import identifier_format, is_placeholder
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.register import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City

_NAMES = {
    "site_code": msg("网站标识码"),
    "icp": msg("ICP 备案编号"),
    "police": msg("公安机关备案编号"),
    "conac": msg("党政机关网站标识的证书编号"),
}


@rule(
    "placeholder-identifier",
    reads=RegisterFile,
    basis=("measures-6",),
    severity=ERROR,
)
def placeholder_identifier(file: RegisterFile, city: City) -> Iterator[Problem]:
    """Find identifiers that say nothing, and demonstration values in a live city."""
    if file.registered is None:
        return
    for key, name in _NAMES.items():
        value: str = getattr(file.registered.identifiers, key)
        message = _problem(key, name, value, demo=city.demo)
        if message:
            yield Problem(
                *file.yaml.place(("identifiers", key)),
                message,
                msg("核对后填上真实编号；还没有备案的，网站先不要上线"),
                value,
            )


def _problem(key: str, name: Message, value: str, *, demo: bool) -> Message | None:
    if not value.strip():
        return msg("{name}还空着", name=name)
    if is_placeholder(value):
        return msg("{name}还没有核实：“{value}”", name=name, value=value)
    if not demo and identifier_format(key).demo.fullmatch(value):
        return msg("{name}是演示编号“{value}”，正式网站不能用", name=name, value=value)
    return None
