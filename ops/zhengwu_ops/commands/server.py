"""`zhengwu server`: what an administrator puts on a web server."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.errors import UserError
from zhengwu.messages import Message, joined, msg
from zhengwu_ops.commands.help import Command, CommandGroup
from zhengwu_ops.commands.options import city_option, language_option, require_content
from zhengwu_ops.publish.request import city_of, find
from zhengwu_ops.review import Reviews
from zhengwu_ops.server.init import server_files
from zhengwu_ops.server.plan import ROOT, Plan
from zhengwu_ops.world.clock import now
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    from zhengwu.model.site import Site

_RELOAD = "/usr/sbin/nginx -s reload"


@click.group("server", cls=CommandGroup, help="服务器一侧的配置。")
def command() -> None:
    """Hold the commands."""


@command.command("init", cls=Command, help="写出一个网站在服务器上要用的全部文件。")
@click.argument("site", metavar="网站")
@click.option("--to", "target", default=None, help="去处的名称；只登记了一个时可以不写")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="写进这个文件夹；不写时打印"
)
@click.option("--root", default=ROOT, help="服务器上放各网站的文件夹，默认 /srv/zhengwu")
@click.option("--certificate", help="TLS 证书链的文件")
@click.option("--certificate-key", help="TLS 私钥的文件")
@click.option("--plain", is_flag=True, help="不用 TLS：由前面的网关负责")
@click.option("--no-sudo", is_flag=True, help="网站服务器就由发布用户运行，不需要 sudo")
@click.option("--reload", default=_RELOAD, help="让网站服务器重读配置的命令，默认 nginx -s reload")
@city_option
@language_option
def init(  # noqa: PLR0913 -- one parameter an option
    *,
    site: str,
    target: str | None,
    out: Path | None,
    root: str,
    certificate: str | None,
    certificate_key: str | None,
    plain: bool,
    no_sudo: bool,
    reload: str,
    city: Path | None,
    language: str,
) -> int:
    """Write or print the files."""
    content = require_content(city)
    snapshot, found, where = find(content, site, target)
    plan = Plan(
        city_of(snapshot),
        found,
        where,
        root.rstrip("/"),
        None if plain else _certificate(found, certificate, certificate_key),
        sys.executable if where.folder else "/usr/bin/python3",
        not no_sudo,
        tuple(shlex.split(reload)),
        _former_hosts(found),
    )
    reviews = Reviews.open(content, now())
    if problems := reviews.problems():
        raise UserError(problems)
    files = server_files(plan, reviews.pins())
    if out is None:
        for name, text in files.items():
            click.echo(f"==> {name} <==\n{text}")
        return 0
    for name, text in files.items():
        write_file(out / name, text)
        click.echo(msg("已写出 {file}", file=(out / name).as_posix()).text(language))
    click.echo(_next_steps(plan).text(language))
    return 0


def _certificate(site: Site, chain: str | None, key: str | None) -> tuple[str, str]:
    folder = "/etc/zhengwu/tls"
    return chain or f"{folder}/{site.domain}.pem", key or f"{folder}/{site.domain}.key"


def _former_hosts(site: Site) -> tuple[str, ...]:
    left = [event.was.domain for event in site.lifecycle if event.was and event.was.domain]
    return tuple(dict.fromkeys(host for host in left if host != site.domain))


def _next_steps(plan: Plan) -> Message:
    steps = [msg("1. 把这个文件夹复制到服务器，以 root 运行 sh install.sh")]
    if plan.site.path == "/":
        steps.append(
            msg(
                "2. 把 nginx-common.conf（每台服务器一份）和 nginx-{site}.conf 放进"
                " /etc/nginx/conf.d/，运行 nginx -t 后重新加载",
                site=plan.site.id,
            )
        )
    else:
        steps.append(
            msg(
                "2. 把 nginx-{site}-maps.conf 放进 /etc/nginx/conf.d/，把 nginx-{site}-town.conf"
                " 放进门户网站文件夹下的 towns/，运行 nginx -t 后重新加载",
                site=plan.site.id,
            )
        )
    if not plan.target.folder:
        steps.append(
            msg("3. 把 sshd.conf 放进 /etc/ssh/sshd_config.d/{site}.conf", site=plan.site.id)
        )
        if plan.sudo:
            steps.append(msg("4. 把 sudoers 放进 /etc/sudoers.d/zhengwu-{site}", site=plan.site.id))
    lines = joined(steps, "\n")
    return msg("接着：\n{steps}\n人员变动后，重新运行这个命令和 install.sh", steps=lines)
