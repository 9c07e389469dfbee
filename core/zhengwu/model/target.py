"""Where a site is published to: an entry of `targets:` in `site.yml`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from zhengwu.messages import msg
from zhengwu.model.base import Model, refuse
from zhengwu.model.types import WebAddress

SSH_PORT = 22

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_SSH = re.compile(
    r"ssh://(?P<user>[a-z_][a-z0-9_-]*)@"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)"
    r"(:(?P<port>[1-9][0-9]{0,4}))?/?"
)
_LOCAL = re.compile(r"local:(?P<folder>/[^\x00-\x1f]*)")
_HOST_KEY = re.compile(r"(?P<key>(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,3})( .*)?")


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise refuse(
            msg("“{value}”不是目标的名称", value=value), msg("只用小写英文字母、数字和连字符")
        )
    return value


def _place(value: str) -> str:
    if not (_SSH.fullmatch(value) or _LOCAL.fullmatch(value)):
        raise refuse(
            msg("“{value}”不是发布的去处", value=value),
            msg("写成 ssh://用户@主机:端口 或 local:/文件夹"),
        )
    return value


def _host_key(value: str) -> str:
    match = _HOST_KEY.fullmatch(value)
    if not match:
        raise refuse(
            msg("“{value}”不是服务器的公钥", value=value[:40]),
            msg("从服务器的 /etc/ssh/ssh_host_ed25519_key.pub 里抄一整行"),
        )
    return match["key"]


class Target(Model):
    """A server, or a folder of this machine, that a site is published to.

    The server's key stands here and not in anybody's `known_hosts`: who is sent to another machine
    notices, and nobody is ever asked whether to go on.
    """

    name: Annotated[str, AfterValidator(_name)] = Field(description="名称，如 production")
    to: Annotated[str, AfterValidator(_place)] = Field(
        description="去处：ssh://用户@主机:端口，或本机的 local:/文件夹"
    )
    host_key: Annotated[str, AfterValidator(_host_key)] | None = Field(
        None, description="服务器的 SSH 公钥，一整行；ssh 的去处必填", validate_default=True
    )
    probe: WebAddress | None = Field(
        None, description="发布后从哪里验证，如 https://10.44.1.5:443；不写就是去处的主机"
    )

    @field_validator("host_key")
    @classmethod
    def _known_server(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and str(info.data.get("to", "")).startswith("ssh:"):
            raise refuse(
                msg("没有登记服务器的公钥，发布时认不出是不是那台服务器"),
                msg("从服务器的 /etc/ssh/ssh_host_ed25519_key.pub 里抄一整行，写成 host_key"),
            )
        return value

    @property
    def folder(self) -> str:
        """The folder of a target on this machine; "" for a server."""
        match = _LOCAL.fullmatch(self.to)
        return match["folder"] if match else ""

    @property
    def user(self) -> str:
        """The account on the server; "" on this machine."""
        match = _SSH.fullmatch(self.to)
        return match["user"] if match else ""

    @property
    def host(self) -> str:
        """The server's name or address; "" on this machine."""
        match = _SSH.fullmatch(self.to)
        return match["host"].strip("[]") if match else ""

    @property
    def port(self) -> int:
        """The port of SSH on the server."""
        match = _SSH.fullmatch(self.to)
        return int(match["port"] or SSH_PORT) if match else SSH_PORT
