"""Where a site is published to: how it is written, and how it is told what is wrong."""

from __future__ import annotations

import pytest

from tests.cities import city_tree
from zhengwu.model.target import Target
from zhengwu.register.load import load_register

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHZ6TLGEfzbTOkqk7fLcSHdWcyEBW0Qx1hxGJbGZqQmB"


def target(**fields: str) -> Target | list[str]:
    register = load_register(city_tree(portal={"targets": [{"name": "production", **fields}]}))
    if register.city and "portal" in register.city.sites:
        return register.city.sites["portal"].targets[0]
    return [mistake.text() for mistake in register.mistakes]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("ssh://zw@10.44.1.5:2222", ("zw", "10.44.1.5", 2222, "")),
        ("ssh://zw@web-1.zs.gov.cn", ("zw", "web-1.zs.gov.cn", 22, "")),
        ("ssh://zw@[2001:db8::1]:2222", ("zw", "2001:db8::1", 2222, "")),
        ("local:/srv/zhengwu/fgj", ("", "", 22, "/srv/zhengwu/fgj")),
    ],
)
def test_a_place(to: str, expected: tuple[str, str, int, str]) -> None:
    found = target(to=to, host_key=f"{KEY} root@web")
    assert isinstance(found, Target)
    assert (found.user, found.host, found.port, found.folder) == expected
    assert found.host_key == KEY


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"to": "web.zs.gov.cn", "host_key": KEY}, "不是发布的去处"),
        ({"to": "ssh://-oProxyCommand=x@web", "host_key": KEY}, "不是发布的去处"),
        ({"to": "ssh://zw@-oProxyCommand=x", "host_key": KEY}, "不是发布的去处"),
        ({"to": "ssh://zw@web:99999999", "host_key": KEY}, "不是发布的去处"),
        ({"to": "local:srv", "host_key": KEY}, "不是发布的去处"),
        ({"to": "ssh://zw@web"}, "没有登记服务器的公钥"),
        ({"to": "ssh://zw@web", "host_key": "SHA256:abc"}, "不是服务器的公钥"),
        ({"to": "local:/srv", "probe": "web"}, "不是网址"),
        ({"to": "local:/srv", "name": "生产"}, "不是目标的名称"),
    ],
)
def test_what_is_wrong_is_told(fields: dict[str, str], said: str) -> None:
    found = target(**fields)
    assert isinstance(found, list)
    assert any(said in text and "怎么办" in text for text in found), found
