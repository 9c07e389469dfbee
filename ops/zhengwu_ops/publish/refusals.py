"""What a receiver refuses, in words: its codes are for programs."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNTOLD = "？"  # by an older receiver
_AGAIN = msg("再运行一次")
_ASK = msg("请服务器管理员核对这个网站的 receiver.json 和 pins.json")
_TAMPERED = msg("可能传输出错或有人改动：再发布一次；仍然这样，请服务器管理员检查")
_BUG = msg("这是程序的问题，请把这段话报告给维护人员")
# By the receiver's code: what is wrong, what to do.
REFUSALS: Mapping[str, Problem] = {
    "busy": Problem.unplaced(
        msg("另一个人正在发布这个网站：{holder}"),
        msg("等对方发布完再运行；--wait 可以写最多等多少秒"),
    ),
    "unpinned-signer": Problem.unplaced(
        msg("服务器不认签署清单的密钥 {key}：它不是现在有效的运维人员密钥"),
        msg("用登记为 operator 的密钥；刚登记的，请服务器管理员更新 pins.json"),
    ),
    "older-manifest": Problem.unplaced(
        msg("服务器已经有过更新的版本，不接受旧清单 {release}"),
        msg("要回到旧版本，用 zhengwu rollback"),
    ),
    "moved-on": Problem.unplaced(msg("准备期间线上版本换成了 {live}"), _AGAIN),
    "already-live": Problem.unplaced(msg("版本 {release} 已经在线上"), msg("不需要再做什么")),
    "unknown-release": Problem.unplaced(
        msg("服务器上没有版本 {release}"),
        msg("用 zhengwu releases 查看保留着哪些版本"),
    ),
    "other-format": Problem.unplaced(
        msg("服务器上的接收程序不认识这种清单：{format}"),
        msg("请管理员更新接收程序"),
    ),
    "other-site": Problem.unplaced(msg("这个去处只接收 {here}，不接收 {there}"), _ASK),
    "malformed-manifest": Problem.unplaced(msg("服务器读不懂清单：{why}"), _BUG),
    "malformed-request": Problem.unplaced(msg("服务器读不懂请求：{why}"), _BUG),
    "unknown-request": Problem.unplaced(msg("服务器不懂这个请求"), msg("请管理员更新接收程序")),
    "not-locked": Problem.unplaced(msg("还没有取得发布权"), _BUG),
    "one-at-a-time": Problem.unplaced(msg("一次只能发布一个版本"), _BUG),
    "nothing-sent": Problem.unplaced(msg("还没有传文件"), _BUG),
    "nothing-verified": Problem.unplaced(msg("还没有核对文件"), _BUG),
    "nothing-switched": Problem.unplaced(msg("还没有切换版本"), _BUG),
    "unsafe-path": Problem.unplaced(
        msg("服务器不接受这个文件名或网址：{path}"),
        msg("改名，只用英文字母、数字和连字符"),
    ),
    "seal-missing": Problem.unplaced(
        msg("页面 {page} 缺少审签：{stages}"),
        msg("用 zhengwu review status 看等谁审签"),
    ),
    "seal-twice": Problem.unplaced(
        msg("页面 {page} 的初审、复审、终审不是三个人"), msg("由不同的人重新审签")
    ),
    "seal-wrong": Problem.unplaced(
        msg("页面 {page} 的审签（{stage}）不是对这份内容的"), msg("重新审签这个页面")
    ),
    "seal-unpinned": Problem.unplaced(
        msg("服务器不认页面 {page} 的审签（{stage}，{who}）：密钥或角色对不上"),
        msg("人员有变动的，请服务器管理员更新 pins.json；否则由登记的人员重新审签"),
    ),
    "no-space": Problem.unplaced(
        msg("服务器空间不够：要 {needed} 字节，只剩 {free} 字节"),
        msg("请管理员清理磁盘"),
    ),
    "still-sending": Problem.unplaced(msg("文件还没有传完"), _AGAIN),
    "corrupted-file": Problem.unplaced(
        msg("服务器收到的 {path} 与清单不符，没有切换版本"), _TAMPERED
    ),
    "missing-file": Problem.unplaced(msg("服务器没有收到 {path}，没有切换版本"), _TAMPERED),
    "extra-file": Problem.unplaced(
        msg("服务器收到了清单以外的文件 {path}，没有切换版本"), _TAMPERED
    ),
    "not-a-file": Problem.unplaced(
        msg("服务器收到的 {path} 不是普通文件，没有切换版本"), _TAMPERED
    ),
    "not-applied": Problem.unplaced(
        msg("网站服务器没有接受新的转址规则，已换回原来的版本：{said}"), _ASK
    ),
    "server-trouble": Problem.unplaced(
        msg("服务器出了问题：{why}"),
        msg("请管理员检查磁盘空间和文件权限，再发布一次"),
    ),
}
_OTHER = Problem.unplaced(msg("服务器拒绝了：{code}"), _BUG)


class ServerRefusedError(UserError):
    """What a receiver did not do.

    Attributes:
        code: why, for programs.
    """

    def __init__(self, reply: Mapping[str, object]) -> None:
        """Put a receiver's answer into words."""
        self.code = str(reply.get("code", ""))
        what = REFUSALS.get(self.code, _OTHER)
        fields = [name for _, name, _, _ in Formatter().parse(what.message.template) if name]
        values = {name: _shown(reply.get(name, _UNTOLD)) for name in fields}
        super().__init__(what.filled(values))


def _shown(value: object) -> object:
    return "、".join(map(str, value)) if isinstance(value, list) else value
