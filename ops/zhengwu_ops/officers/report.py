"""The report of a change of officers to the body that keeps the accounts (Art. 32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.approval.change import FOLDER
from zhengwu.clauses import source_of
from zhengwu.messages import Message, msg
from zhengwu.model.officer import role_name
from zhengwu.packaged import read_data
from zhengwu.pages.schedule import MINUTE_FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.approval.change import Change
    from zhengwu.model.city import City
    from zhengwu.model.officer import Officer, OfficerKey

_ACTS = {
    "found": msg("建立名册"),
    "add": msg("增加"),
    "revoke": msg("作废"),
    "replace": msg("更换"),
}


def act_name(act: str) -> Message:
    """Return what people call an act."""
    return _ACTS[act]


def report_path(number: int) -> str:
    """Return where the report of a change stands."""
    return f"{FOLDER}/{number:04d}.report.txt"


def report_text(city: City, change: Change) -> str:
    """Return the report, in Chinese: it goes to an authority."""
    lines = [
        msg("{body}：", body=read_data("reviewing.yml")["report_to"]),
        msg(
            "按照{clause}，报备人员及账号变动如下。",
            clause=source_of("measures-32", city) or msg("规定"),
        ),
        msg("事项：{act}（第 {number} 次变更）", act=act_name(change.act), number=change.number),
        msg("原因：{reason}", reason=change.reason),
    ]
    for officer, entry in change.officers.items():
        lines += _entry(officer, entry, city)
    lines.append(msg("拟稿时间：{at}", at=change.prepared.strftime(MINUTE_FORMAT)))
    return "\n".join(line.text() for line in lines) + "\n"


def _entry(officer: str, entry: Officer, city: City) -> Iterator[Message]:
    yield msg(
        "人员：{name}（{officer}），{unit}，角色：{roles}",
        name=entry.name,
        officer=officer,
        unit=city.unit_name(entry.unit),
        roles=tuple(role_name(role) for role in entry.roles),
    )
    for key in entry.keys:
        yield msg("公钥 {print}：{state}", print=key.fingerprint, state=key_state(key))


def key_state(key: OfficerKey) -> Message:
    """Say since when and until when a key holds."""
    if key.revoked_at:
        return msg("{at} 起作废", at=key.revoked_at.strftime(MINUTE_FORMAT))
    if key.valid_until:
        return msg("{start} 至 {end} 有效", start=key.valid_from, end=key.valid_until)
    return msg("{start} 起有效", start=key.valid_from)
