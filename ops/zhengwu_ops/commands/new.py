"""`zhengwu new`: a new city, a new site, a new page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu.register.load import load_register
from zhengwu.tree import FolderTree
from zhengwu_ops.commands.help import Command, CommandGroup
from zhengwu_ops.commands.options import city_option, content_folder, language_option
from zhengwu_ops.scaffold import files
from zhengwu_ops.world.clock import now

if TYPE_CHECKING:
    from zhengwu.model.city import City


@click.group("new", cls=CommandGroup, help="新建城市、网站、页面或流水线，该写的项都已写好。")
def command() -> None:
    """Hold the three commands."""


@command.command("city", cls=Command, help="在当前文件夹里新建一个城市。")
@click.option("--name", default="示范市", help="城市名称")
@click.option("--region", default="999900", help="行政区划代码，六位数字")
@language_option
def city(name: str, region: str, language: str) -> int:
    """Write a new city into the working folder."""
    if not re.fullmatch(r"[0-9]{6}", region):
        raise UserError(msg("行政区划代码“{region}”不对：写六位数字", region=region))
    _tell(files.new_city(Path.cwd(), name, region, now().date()), language)
    _say(msg("接着建门户网站：zhengwu new site"), language)
    return 0


@command.command("site", cls=Command, help="新建一个网站；第一个是门户网站。")
@click.argument("name", default="portal", metavar="[代号]")
@click.option("--kind", type=click.Choice(["portal", "department", "town"]), help="网站种类")
@click.option("--unit", help="主办单位的代号；不写时与网站代号相同")
@click.option("--unit-name", default="", help="主办单位全称；单位还没有登记时要写")
@city_option
@language_option
def site(
    name: str,
    kind: str | None,
    unit: str | None,
    unit_name: str,
    city: Path | None,
    language: str,
) -> int:
    """Write a new site."""
    content = _content(city)
    known = _city(content)
    kind = kind or ("department" if known.portal else "portal")
    first = next(iter(known.facts.units), "")
    new = files.NewSite(name, kind, unit or (first if kind == "portal" else name), unit_name)
    _tell(files.new_site(content, new, now()), language)
    _say(msg("接着写页面：zhengwu new page article --site {site}", site=name), language)
    return 0


@command.command("page", cls=Command, help="新建一个页面，先是草稿。")
@click.argument("kind", type=click.Choice(files.KINDS), metavar="种类")
@click.option("--site", "site_id", default="portal", help="哪个网站，默认 portal")
@click.option("--column", default="", help="放进哪个栏目，写它的文件夹，如 tzgg")
@click.option("--title", default="", help="标题")
@click.option("--name", default="", help="文件名，只用英文字母、数字和连字符")
@city_option
@language_option
def page(
    kind: str,
    site_id: str,
    column: str,
    title: str,
    name: str,
    city: Path | None,
    language: str,
) -> int:
    """Write a new page."""
    content = _content(city)
    sites = _city(content).sites
    if site_id not in sites:
        known = tuple(sites)
        raise UserError(msg("没有网站“{site}”；登记的有：{known}", site=site_id, known=known))
    written = files.new_page(
        content, sites[site_id], kind, now(), title=title, name=name, column=column
    )
    _tell([written], language)
    _say(
        msg(
            "预览：mkdocs serve（其他网站先设环境变量 SITE={site}）；写好后删去 draft 那一行",
            site=site_id,
        ),
        language,
    )
    return 0


@command.command("pipeline", cls=Command, help="写好合并前检查、合并后生成的流水线。")
@click.argument("forge", type=click.Choice(list(files.FORGES)), metavar="gitlab|github")
@city_option
@language_option
def pipeline(forge: str, city: Path | None, language: str) -> int:
    """Write the pipeline of a forge."""
    _tell([files.new_pipeline(_content(city).parent, forge)], language)
    return 0


def _content(city: Path | None) -> Path:
    content = content_folder(city, (Path.cwd(),))
    if content is None:
        raise UserError(msg("这里没有 content/city.yml：先运行 zhengwu new city"))
    return content


def _city(content: Path) -> City:
    register = load_register(FolderTree(content.parent), content.name)
    if register.city is None:
        raise UserError(register.mistakes)
    return register.city


def _tell(paths: list[str], language: str) -> None:
    for path in paths:
        _say(msg("已写好 {path}", path=path), language)


def _say(message: Message, language: str) -> None:
    click.echo(message.text(language))
