"""`zhengwu lifecycle`: what a site is, what is missing and by when; and its events written down."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, cast, get_args

import click

from zhengwu.clauses import citation, with_clauses
from zhengwu.lifecycle import STATE_NAMES
from zhengwu.messages import Message, msg
from zhengwu.model.lifecycle import EventKind, Reason
from zhengwu.problem import PAST
from zhengwu_ops.commands.help import Command, language_of
from zhengwu_ops.commands.options import (
    city_option,
    date_option,
    language_option,
    require_content,
)
from zhengwu_ops.lifecycle import events
from zhengwu_ops.world.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengwu.lifecycle import Former, Judgement
    from zhengwu.problem import Problem


class _Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            what = msg("日期“{value}”不对：写成 2026-11-20 这样", value=value)
            self.fail(what.text(language_of(ctx)), param, ctx)


@click.command(
    "lifecycle",
    cls=Command,
    help="查看网站的状态和缺的手续；写上事件的，登记进 site.yml 并起草公告。",
)
@click.argument("site_id", metavar="网站")
@click.argument(
    "event",
    type=click.Choice(get_args(EventKind)),
    required=False,
    metavar="[open|change|suspend|resume|retire]",
)
@click.option("--on", "when", type=_Day(), help="事件的日期，默认今天")
@click.option("--until", type=_Day(), help="临时下线或迁移公告的最后一天，含当天")
@click.option("--reason", type=click.Choice(get_args(Reason)), help="临时下线的原因，默认 planned")
@click.option("--moved-to", help="永久下线的，内容迁移到哪个网址")
@click.option("--keep-paths", is_flag=True, help="永久下线的，新网址下各页的路径与原来相同")
@click.option("--note", help="写进公告的说明")
@click.option("--since", default=events.LAST_COMMIT, help="和哪一次提交的登记比较，默认 HEAD")
@click.option("--json", "as_json", is_flag=True, help="用 JSON 输出，供程序读取")
@date_option
@city_option
@language_option
def command(  # noqa: PLR0913 -- one parameter an option
    *,
    site_id: str,
    event: str | None,
    when: dt.date | None,
    until: dt.date | None,
    reason: str | None,
    moved_to: str | None,
    keep_paths: bool,
    note: str | None,
    since: str,
    as_json: bool,
    moment: dt.datetime | None,
    city: Path | None,
    language: str,
) -> int:
    """Write the event, if any, and show what the site is; exit code 1 if that is unlawful."""
    content = require_content(city)
    registered = events.load_site(content, site_id)
    # A demonstration stands still on the day that its register names.
    day = moment.date() if moment else registered.city.facts.judged_on or now().date()
    former = events.former_of(registered, since)
    written: list[str] = []
    if event:
        request = events.EventRequest(
            cast("EventKind", event),
            when or day,
            until,
            cast("Reason | None", reason),
            moved_to,
            keep_paths,
            note,
        )
        written = events.record(registered, request, day, former)
        registered = events.load_site(content, site_id)
    judgement = registered.judge(day, former)
    if as_json:
        data = _data(registered, judgement, day, former, written, language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in _lines(registered, judgement, day, former, written):
            click.echo(line.text(language))
    return int(bool(judgement.wrong) and not event)


def _lines(
    registered: events.Registered,
    judgement: Judgement,
    day: dt.date,
    former: Former | None,
    written: list[str],
) -> Iterator[Message]:
    site, now_ = registered.site, judgement.standing
    for path in written:
        yield msg("已写好 {path}", path=path)
    if written:
        yield msg("公告先是草稿：核对文字，删去 draft: true 那一行才会发布。")
    yield msg("{name}（{id}）：{state}", name=site.name, id=site.id, state=STATE_NAMES[now_.state])
    if now_.since:
        yield msg("  从 {since} 起", since=now_.since)
    if now_.until:
        yield msg("  到 {until} 为止", until=now_.until)
    if former is None:
        yield msg("按 {day} 判断；没有以前的登记可以比较。", day=day)
    else:
        yield msg("按 {day} 判断，并与以前的登记比较。", day=day)
    parts = (
        (msg("不合规定："), judgement.wrong),
        (msg("还要办的："), judgement.due),
        (msg("记录在案、无法补救的："), judgement.past),
    )
    for title, gaps in parts:
        if gaps:
            yield title
        for gap in gaps:
            yield from _gap(gap, registered)
    if not judgement.gaps:
        yield msg("没有缺的手续。")


def _gap(gap: Problem, registered: events.Registered) -> Iterator[Message]:
    line, _ = registered.yaml.place(gap.path)
    yield msg("- {what}", what=with_clauses(gap.message, gap.basis, registered.city))
    if gap.due and gap.severity is not PAST:
        yield msg("  {due}", due=gap.due.message())
    yield msg(
        "  怎么办：{fix}（{file} 第 {line} 行）", fix=gap.fix, file=registered.site.file, line=line
    )


def _data(
    registered: events.Registered,
    judgement: Judgement,
    day: dt.date,
    former: Former | None,
    written: list[str],
    language: str,
) -> dict[str, object]:
    def rows(gaps: tuple[Problem, ...]) -> list[dict[str, object]]:
        return [_row(gap, registered, language) for gap in gaps]

    standing = judgement.standing
    return {
        "site": registered.site.id,
        "name": registered.site.name,
        "day": day.isoformat(),
        "state": str(standing.state),
        "since": standing.since.isoformat() if standing.since else None,
        "until": standing.until.isoformat() if standing.until else None,
        "compared": former is not None,
        "written": written,
        "wrong": rows(judgement.wrong),
        "due": rows(judgement.due),
        "past": rows(judgement.past),
    }


def _row(gap: Problem, registered: events.Registered, language: str) -> dict[str, object]:
    line, column = registered.yaml.place(gap.path)
    return {
        "matter": gap.code,
        "message": gap.message.text(language),
        "fix": gap.fix.text(language),
        "basis": citation(gap.basis, registered.city),
        "due": gap.due.day.isoformat() if gap.due else None,
        "provisional": bool(gap.due and gap.due.provisional),
        "file": registered.site.file,
        "line": line,
        "column": column,
    }
