"""Officers: who they are, what they may do, and the SSH keys with which they sign (Arts. 23-33)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from zhengwu.messages import Message, msg
from zhengwu.model.base import Model, refuse
from zhengwu.model.minute import Minute
from zhengwu.packaged import read_data

Role = Literal["editor", "first", "second", "final", "secrecy", "operator", "supervisor"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _officer_id(value: str) -> str:
    # The id is part of file names.
    if not _ID.fullmatch(value):
        raise refuse(
            msg("“{value}”不是人员代号", value=value),
            msg("用小写英文字母、数字和连字符，如 zhang-san"),
        )
    return value


def _public_key(value: str) -> str:
    """Keep kind and key, drop the comment, which proves nothing."""
    kind, _, rest = value.partition(" ")
    encoded = rest.strip().partition(" ")[0]
    if kind not in read_data("reviewing.yml")["key_types"] or not _holds(encoded, kind):
        raise refuse(
            msg("“{value}”不是可用的 SSH 公钥", value=value[:40]),
            msg("用 ssh-keygen -t ed25519 生成，把 .pub 文件里的那一行整行写上"),
        )
    return f"{kind} {encoded}"


def _holds(encoded: str, kind: str) -> bool:
    """Whether the Base64 text begins with its own kind, as all public keys do (RFC 4253, 6.6)."""
    try:
        blob = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    return blob[4 : 4 + len(kind)] == kind.encode() and blob[:4] == len(kind).to_bytes(4, "big")


OfficerId = Annotated[str, AfterValidator(_officer_id)]
PublicKey = Annotated[str, AfterValidator(_public_key)]


class OfficerKey(Model):
    """An officer's SSH key and when it holds."""

    key: PublicKey = Field(description="SSH 公钥，.pub 文件里的那一行")
    valid_from: date = Field(description="从哪一天起有效")
    valid_until: date | None = Field(None, description="到哪一天为止（含当天）；不写就一直有效")
    revoked_at: Minute | None = Field(
        None, description="从这一刻起作废，如 2026-11-20 09:30；之后的签名都不算"
    )

    @field_validator("valid_until")
    @classmethod
    def _not_before_it_began(cls, until: date | None, info: ValidationInfo) -> date | None:
        begun = info.data.get("valid_from")
        if until and begun and until < begun:
            raise refuse(msg("valid_until 早于 valid_from"), msg("核对这两个日期"))
        return until

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint as OpenSSH writes it: `SHA256:` and Base64 without padding."""
        return fingerprint(self.key)


class Officer(Model):
    """A person with a role (Arts. 23, 30, 32)."""

    name: str = Field(description="姓名")
    unit: str = Field(description="单位代号")
    roles: tuple[Role, ...] = Field(description="角色")
    keys: tuple[OfficerKey, ...] = Field(
        (), description="SSH 公钥；由 zhengwu officer 写入，两名主管签署后才有效"
    )
    account: str | None = Field(None, description="代码平台上的账号；不写就与代号相同")


def fingerprint(key: str) -> str:
    """Return the fingerprint of an OpenSSH public key `KIND BASE64` as OpenSSH writes it."""
    blob = base64.b64decode(key.split(" ")[1])
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode("ascii")
    return f"SHA256:{digest.rstrip('=')}"


def role_name(role: str) -> Message:
    """Return what people call a role."""
    return Message(read_data("reviewing.yml")["roles"][role]["name"])
