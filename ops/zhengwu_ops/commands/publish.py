"""`zhengwu publish`: through the gate and to the live server, or every reason why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from zhengwu.messages import Message, msg
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import city_option, date_option, language_option
from zhengwu_ops.commands.publishing_options import make_order, target_options
from zhengwu_ops.publish.publication import Result, publish

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_SHOWN = 20


@click.command("publish", cls=Command, help="发布网站：全部检查通过才上线，出错就保持原样。")
@click.argument("site", metavar="网站")
@target_options
@click.option("--dry-run", is_flag=True, help="只检查，列出会改变什么，不发布")
@click.option("--no-probe", is_flag=True, help="发布后不验证；只用于还没有读者的去处")
@click.option("--notice", is_flag=True, help="网站已下线，只发布下线公告")
@city_option
@date_option
@language_option
def command(  # noqa: PLR0913 -- one parameter an option
    *,
    site: str,
    target: str | None,
    key: Path | None,
    wait: float,
    as_json: bool,
    dry_run: bool,
    no_probe: bool,
    notice: bool,
    city: Path | None,
    moment: dt.datetime | None,
    language: str,
) -> int:
    """Publish a site; the exit code is 1 if anything forbids it."""
    order = make_order(
        site,
        target=target,
        key=key,
        wait=wait,
        city=city,
        language=language,
        moment=moment,
        probed=not no_probe,
        notice=notice,
    )
    result = publish(order, dry_run=dry_run)
    if as_json:
        facts = {
            "site": site,
            "target": order.target.name,
            "release": result.release,
            "published": result.published,
            "unchanged": result.unchanged,
            "dry_run": dry_run,
            "reasons": [dict(reason.data(language)) for reason in result.reasons],
            "changes": result.changes.data(),
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        _tell(result, site, order.target.name, dry_run=dry_run, language=language)
    return 1 if result.reasons else 0


def _tell(result: Result, site: str, target: str, *, dry_run: bool, language: str) -> None:
    def say(message: Message) -> None:
        click.echo(message.text(language))

    if result.reasons:
        say(msg("不能发布 {site}，原因 {count} 条：", site=site, count=len(result.reasons)))
        for reason in result.reasons:
            click.echo(f"- {reason.without_place(language)}")
        return
    if result.unchanged:
        say(msg("版本 {release} 已经在线上，没有什么要发布的。", release=result.release))
        return
    for sign, paths in (
        ("+", result.changes.added),
        ("~", result.changes.changed),
        ("-", result.changes.removed),
    ):
        shown = [path for path in paths if not path.endswith(".gz")]
        for path in shown[:_SHOWN]:
            click.echo(f"  {sign} {path}")
        if len(shown) > _SHOWN:
            say(msg("  {sign} 等共 {count} 个文件", sign=sign, count=len(shown)))
    done = msg("可以发布：") if dry_run else msg("已发布：")
    say(
        msg(
            "{done}{site} 到 {target}，版本 {release}",
            done=done,
            site=site,
            target=target,
            release=result.release,
        )
    )
