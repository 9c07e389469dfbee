"""`zhengwu rollback`: back to a release that the server still keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from zhengwu.messages import msg
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import city_option, language_option
from zhengwu_ops.commands.publishing_options import make_order, target_options
from zhengwu_ops.publish.rollback import roll_back

if TYPE_CHECKING:
    from pathlib import Path


@click.command("rollback", cls=Command, help="换回旧版本；不写版本时换回上一个。")
@click.argument("site", metavar="网站")
@click.argument("release", required=False, metavar="[版本]")
@target_options
@click.option("--no-probe", is_flag=True, help="换回后不验证；只用于还没有读者的去处")
@city_option
@language_option
def command(  # noqa: PLR0913 -- one parameter an option
    *,
    site: str,
    release: str | None,
    target: str | None,
    key: Path | None,
    wait: float,
    as_json: bool,
    no_probe: bool,
    city: Path | None,
    language: str,
) -> int:
    """Roll back."""
    order = make_order(
        site,
        target=target,
        key=key,
        wait=wait,
        city=city,
        language=language,
        probed=not no_probe,
    )
    live = roll_back(order, release)
    if as_json:
        facts = {"site": site, "target": order.target.name, "live": live}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        click.echo(msg("{site} 已换回版本 {release}", site=site, release=live).text(language))
    return 0
