"""`zhengwu officer`: keys and roles, changed by two supervisors' signatures (Arts. 30, 32)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.approval.change import change_path
from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu.model.officer import role_name
from zhengwu.packaged import read_data
from zhengwu_ops.commands.help import Command, CommandGroup
from zhengwu_ops.commands.options import (
    Moment,
    city_option,
    language_option,
    require_content,
)
from zhengwu_ops.officers.changes import (
    NewOfficer,
    add_key,
    changes_of,
    city_of,
    draft_change,
    found,
    revoke,
    sign_change,
)
from zhengwu_ops.officers.report import act_name, key_state, report_path
from zhengwu_ops.review import Reviews
from zhengwu_ops.world.clock import now
from zhengwu_ops.world.openssh import choose_signer

if TYPE_CHECKING:
    import datetime as dt

    from zhengwu.approval.change import Change

_key_option = click.option(
    "--key", type=click.Path(path_type=Path), required=True, help="公钥文件（.pub）"
)
_from_option = click.option("--from", "start", type=Moment(), help="从哪一天起有效，默认今天")
_until_option = click.option("--until", "end", type=Moment(), help="到哪一天为止；不写就一直有效")
_reason_option = click.option("--reason", required=True, help="原因，写入变更和报备")


@click.group(
    "officer",
    cls=CommandGroup,
    help="人员和公钥：拟变更，由两名主管签署，并写好报备。",
    subcommand_metavar="命令 [选项]...",
)
def command() -> None:
    """Hold the commands."""


@command.command("add", cls=Command, help="增加一把公钥，新人员同时登记。")
@click.argument("officer", metavar="代号")
@_key_option
@click.option("--name", default="", help="姓名；新人员要写")
@click.option("--unit", default="", help="单位代号；新人员要写")
@click.option("--role", "roles", multiple=True, help="角色，可写多次；新人员要写")
@_from_option
@_until_option
@_reason_option
@city_option
@language_option
def add(  # noqa: PLR0913 -- one parameter an option
    *,
    officer: str,
    key: Path,
    name: str,
    unit: str,
    roles: tuple[str, ...],
    start: dt.datetime | None,
    end: dt.datetime | None,
    reason: str,
    city: Path | None,
    language: str,
) -> int:
    """Write a key into `city.yml` and draft the change that lets it count."""
    content = require_content(city)
    new = NewOfficer(name, unit, roles) if name or unit or roles else None
    if new is not None:
        _check(new, content)
    begin = (start or now()).date()
    entry = add_key(content, officer, _read(key), begin, end.date() if end else None, new)
    change = draft_change(content, "add", officer, entry, reason, now())
    return _tell(content, change, language)


@command.command("revoke", cls=Command, help="作废公钥：人员离岗、密钥丢失或被盗。")
@click.argument("officer", metavar="代号")
@click.option("--fingerprint", "prints", multiple=True, help="只作废这一把；默认全部")
@click.option("--at", type=Moment(), help="从哪一刻起作废，默认现在")
@_reason_option
@city_option
@language_option
def revoke_keys(
    *,
    officer: str,
    prints: tuple[str, ...],
    at: dt.datetime | None,
    reason: str,
    city: Path | None,
    language: str,
) -> int:
    """Mark keys as revoked and draft the change."""
    content = require_content(city)
    entry = revoke(content, officer, prints, at or now())
    change = draft_change(content, "revoke", officer, entry, reason, now())
    return _tell(content, change, language)


@command.command("replace", cls=Command, help="更换公钥：旧的全部作废，换上新的一把。")
@click.argument("officer", metavar="代号")
@_key_option
@_until_option
@_reason_option
@city_option
@language_option
def replace_key(
    *,
    officer: str,
    key: Path,
    end: dt.datetime | None,
    reason: str,
    city: Path | None,
    language: str,
) -> int:
    """Revoke the old keys, add the new one and draft the change."""
    content = require_content(city)
    moment, text = now(), _read(key)
    revoke(content, officer, (), moment)
    entry = add_key(content, officer, text, moment.date(), end.date() if end else None)
    change = draft_change(content, "replace", officer, entry, reason, moment)
    return _tell(content, change, language)


@command.command("found", cls=Command, help="第一次建立名册：city.yml 里有公钥的全部人员。")
@click.option("--reason", default="建立人员名册", help="原因，写入变更和报备")
@city_option
@language_option
def found_register(*, reason: str, city: Path | None, language: str) -> int:
    """Draft the change that founds the register."""
    content = require_content(city)
    return _tell(content, found(content, reason, now()), language)


@command.command("sign", cls=Command, help="主管签署一次变更。")
@click.argument("number", type=int, metavar="第几次")
@click.option(
    "--key", type=click.Path(path_type=Path), help="密钥文件；默认用 ssh-agent 里登记过的"
)
@click.option("--yes", is_flag=True, help="不再询问")
@city_option
@language_option
def sign(*, number: int, key: Path | None, yes: bool, city: Path | None, language: str) -> int:
    """Show a change and sign it."""
    content = require_content(city)
    file = content.parent / change_path(number)
    if not file.is_file():
        raise UserError(msg("没有第 {number} 次人员变更", number=number))
    click.echo(file.read_text("utf-8"))
    question = msg("以上变更，确认签署？").text(language)
    if not yes and not click.confirm(question):
        return 1
    known = {
        held.fingerprint
        for entry in city_of(content).facts.officers.values()
        if "supervisor" in entry.roles
        for held in entry.keys
    }
    with tempfile.TemporaryDirectory(prefix="zhengwu-") as folder:
        out = sign_change(content, number, choose_signer(key, known, Path(folder)))
    _say(
        msg(
            "已签署：{file}\n下一步：另一名主管也签署后，一起提交并合并到主分支，变更才有效。",
            file=out.relative_to(content.parent).as_posix(),
        ),
        language,
    )
    return 0


@command.command("status", cls=Command, help="名册里有谁，公钥到什么时候，哪些变更还没签好。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@city_option
@language_option
def status(*, as_json: bool, city: Path | None, language: str) -> int:
    """Print the register; the exit code is 1 if something is wrong with it."""
    reviews = Reviews.open(require_content(city), now())
    problems = reviews.problems()
    if as_json:
        data = {**reviews.pins(), "problems": [reason.data(language) for reason in problems]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return int(bool(problems))
    for officer, entry in sorted(reviews.trust.officers.items()):
        roles = tuple(role_name(role) for role in entry.roles)
        _say(
            msg("{name}（{officer}）：{roles}", name=entry.name, officer=officer, roles=roles),
            language,
        )
        for held in entry.keys:
            print_, state = held.fingerprint, key_state(held)
            _say(msg("  公钥 {print}：{state}", print=print_, state=state), language)
    for reason in problems:
        click.echo(reason.without_place(language))
    _say(msg("信任根：{root}", root=reviews.trust.root or msg("（还没有）")), language)
    return int(bool(problems))


@command.command("pins", cls=Command, help="输出发布服务器要固定的签名人名单（JSON）。")
@city_option
def print_pins(*, city: Path | None) -> int:
    """Print what a publishing server pins."""
    reviews = Reviews.open(require_content(city), now())
    if problems := reviews.problems():
        raise UserError(problems)
    click.echo(json.dumps(reviews.pins(), ensure_ascii=False, indent=2))
    return 0


@command.command("report", cls=Command, help="输出一次变更给信息中心的报备。")
@click.argument("number", type=int, metavar="第几次")
@city_option
def report(*, number: int, city: Path | None) -> int:
    """Print the report of a change."""
    file = require_content(city).parent / report_path(number)
    if not file.is_file():
        raise UserError(msg("没有第 {number} 次人员变更", number=number))
    click.echo(file.read_text("utf-8"), nl=False)
    return 0


def _check(new: NewOfficer, content: Path) -> None:
    units = city_of(content).facts.units
    known = read_data("reviewing.yml")["roles"]
    if not new.name or new.unit not in units:
        raise UserError(msg("新人员要写 --name 和 --unit；单位代号是：{units}", units=tuple(units)))
    if not new.roles or not set(new.roles) <= known.keys():
        raise UserError(msg("新人员要写 --role；角色是：{roles}", roles=tuple(known)))


def _read(key: Path) -> str:
    try:
        text = key.expanduser().read_text("utf-8")
    except (OSError, ValueError) as error:
        raise UserError(msg("打不开公钥文件 {file}", file=str(key))) from error
    if "PRIVATE KEY" in text:
        raise UserError(
            msg("{file} 是私钥", file=str(key)), msg("写 .pub 结尾的公钥文件；私钥不要交给任何人")
        )
    return text


def _tell(content: Path, change: Change | None, language: str) -> int:
    if change is None:
        _say(
            msg(
                "已写入 city.yml。还没有名册，这把公钥不算数。\n下一步：全部人员登记好后，运行"
                " zhengwu officer found。"
            ),
            language,
        )
        return 0
    number = change.number
    wanted = read_data("reviewing.yml")["supervisors"]
    signed = {
        s.officer for c in changes_of(content) if c.change.number == number for s in c.signatures
    }
    _say(
        msg(
            "已拟好{act}：{file}\n报备：{report}\n下一步：请 {wanted} 名主管各运行"
            " zhengwu officer sign {number}，再提交并合并到主分支。",
            act=act_name(change.act),
            file=change_path(number),
            report=report_path(number),
            wanted=wanted - len(signed),
            number=number,
        ),
        language,
    )
    return 0


def _say(message: Message, language: str) -> None:
    click.echo(message.text(language))
