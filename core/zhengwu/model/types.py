"""The kinds of values that register files hold: hosts, addresses, networks, regions, terms."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from zhengwu.messages import msg
from zhengwu.model.base import refuse
from zhengwu.urls import read_reference

_HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?")


def _host(value: str) -> str:
    if not _HOST.fullmatch(value) or "." not in value.removeprefix("*."):
        raise refuse(
            msg("“{value}”不是主机名", value=value),
            msg("写成 www.example.gov.cn 或 *.gov.cn 这样，小写，不带 https:// 和路径"),
        )
    return value


def _web_address(value: str) -> str:
    reference = read_reference(value)
    if reference.scheme not in {"http", "https"} or not reference.host:
        raise refuse(msg("“{value}”不是网址", value=value), msg("写成 https://…… 这样的完整网址"))
    return value


def _network(value: str) -> str:
    try:
        ipaddress.ip_network(value)
    except ValueError as error:
        raise refuse(msg("“{value}”不是网段", value=value), msg("写成 10.0.0.0/8 这样")) from error
    return value


def _region(value: str) -> str:
    if not re.fullmatch(r"[0-9]{6}", value):
        raise refuse(msg("“{value}”不是行政区划代码", value=value), msg("写六位数字"))
    return value


def _hours(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"([1-9]\d{0,3})\s*(小时|天)", value)
    if not match:
        raise refuse(msg("“{value}”不是时限", value=value), msg("写成 24小时 或 2天 这样"))
    return int(match[1]) * (24 if match[2] == "天" else 1)


Host = Annotated[str, AfterValidator(_host)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Network = Annotated[str, AfterValidator(_network)]
Region = Annotated[str, AfterValidator(_region)]
Hours = Annotated[int | None, BeforeValidator(_hours, json_schema_input_type=str)]
