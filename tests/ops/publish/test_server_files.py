"""What `zhengwu server init` writes: that it is understood, and that it gives nothing away."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.cities import PORTAL, city_tree
from tests.ops.publish.servers import Server, program, python
from zhengwu.register.load import load_register
from zhengwu_ops.server import RECEIVER
from zhengwu_ops.server.init import server_files
from zhengwu_ops.server.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ops.publish.officers import Officers

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHZ6TLGEfzbTOkqk7fLcSHdWcyEBW0Qx1hxGJbGZqQmB"
TARGET = {"name": "production", "to": "ssh://zw-portal@10.44.1.5", "host_key": KEY}


def plan(root: str = "/srv/zhengwu", *, town: bool = False, secure: bool = True) -> Plan:
    site = {
        **PORTAL,
        "name": "中山市小榄镇人民政府网站",
        "kind": "town",
        "path": "/xiaolan/",
        "unit": "zfb",
    }
    files = {"content/xiaolan/site.yml": json.dumps({**site, "targets": [TARGET]})}
    city = load_register(city_tree(files, portal={"targets": [TARGET]})).city
    assert city is not None
    found = city.sites["xiaolan" if town else "portal"]
    certificate = (f"{root}/chain.pem", f"{root}/key.pem") if secure else None
    reload = ("/usr/sbin/nginx", "-s", "reload")
    former = ("old.zhongshan.example",)
    return Plan(
        city,
        found,
        found.targets[0],
        root,
        certificate,
        python(),
        sudo=True,
        reload=reload,
        former=former,
    )


@pytest.fixture
def files(officers: Officers) -> dict[str, str]:
    return server_files(plan(), officers.pins())


def test_the_receiver_is_one_file_of_the_standard_library_for_older_pythons() -> None:
    text = RECEIVER.read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 9))
    imported = {
        (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert "zhengwu" not in imported
    done = subprocess.run([python(), "-I", str(RECEIVER)], capture_output=True, check=False)
    assert b"ModuleNotFoundError" not in done.stderr


def test_operators_may_run_the_receiver_and_others_nothing(files: dict[str, str]) -> None:
    lines = files["authorized_keys"].splitlines()
    assert len(lines) == 1
    command = f"{python()} -I /srv/zhengwu/portal/receiver.py /srv/zhengwu/portal"
    assert lines[0].startswith(f'restrict,command="{command}" ssh-ed25519 ')
    assert lines[0].endswith(" yun")


def test_a_key_that_ends_is_let_in_no_longer(officers: Officers) -> None:
    pins = officers.pins()
    pins["officers"]["yun"]["keys"][0]["until"] = "2026-12-31"
    assert (
        'restrict,expiry-time="202612312359",command='
        in (server_files(plan(), pins)["authorized_keys"])
    )
    pins["officers"]["yun"]["keys"][0]["revoked"] = "2026-11-01T00:00:00"
    assert server_files(plan(), pins)["authorized_keys"] == ""


def test_the_rights_of_root_are_for_one_command(files: dict[str, str]) -> None:
    settings = json.loads(files["receiver.json"])
    granted = files["sudoers"].partition("NOPASSWD: ")[2].strip()
    assert settings["apply"] == ["/usr/bin/sudo", "-n", *granted.split(" ")]
    assert granted.endswith(" /srv/zhengwu/portal --apply")
    assert "sudoers" not in server_files(
        replace(plan(), sudo=False), {"officers": {}, "namespaces": {}}
    )


def test_only_the_folder_of_releases_is_the_publisher_s(files: dict[str, str]) -> None:
    owned = [line for line in files["install.sh"].splitlines() if "-o zw-portal" in line]
    assert len(owned) == 1
    places = owned[0].partition("-g zw-portal ")[2].split()
    live = "/srv/zhengwu/portal/live"
    assert places == [live, f"{live}/releases", f"{live}/incoming"]


@pytest.mark.parametrize("secure", [True, False], ids=["tls", "plain"])
def test_nginx_understands_its_configuration(
    machine: Server, officers: Officers, *, secure: bool
) -> None:
    folder = machine.folder
    root = str(machine.sites)
    portal, town = (
        server_files(plan(root, town=town, secure=secure), officers.pins())
        for town in (False, True)
    )
    names = ["req", "-x509", "-newkey", "rsa:2048", "-noenc", "-subj", "/CN=x", "-days", "2"]
    out = ["-keyout", f"{root}/key.pem", "-out", f"{root}/chain.pem"]
    subprocess.run([program("openssl"), *names, *out], check=True, capture_output=True)
    for name, text in {**portal, **town}.items():
        # Testing a configuration opens its ports, which is for root alone below 1024.
        opened = re.sub(r"(listen (?:\[::\]:)?)(80|443)\b", r"\g<1>20\2", text)
        (folder / name).write_text(opened, "utf-8")
    (machine.sites / "portal/towns").mkdir(parents=True)
    shutil.copy(folder / "nginx-xiaolan-town.conf", machine.sites / "portal/towns/x.conf")
    parts = ("nginx-common.conf", "nginx-portal.conf", "nginx-xiaolan-maps.conf")
    includes = "".join(f"include {folder}/{name};\n" for name in parts)
    config = folder / "test.conf"
    config.write_text(
        f"pid {folder}/test.pid;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{machine.temporary}{includes}}}\n",
        encoding="utf-8",
    )
    log = str(folder / "test.log")
    done = subprocess.run(
        [program("nginx"), "-t", "-e", log, "-c", str(config)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    text = portal["nginx-portal.conf"]
    port = "443 ssl http2" if secure else "80"
    assert f"listen {port};" in text
    assert f"listen [::]:{port};" in text
    assert ("return 301 https://$host$request_uri;" in text) is secure
    assert "server_name www.zhongshan.example old.zhongshan.example;" in text


def test_the_installer_may_run_twice(machine: Server, officers: Officers, tmp_path: Path) -> None:
    target = {"name": "here", "to": f"local:{machine.sites}/portal"}
    city = load_register(city_tree(portal={"targets": [target]})).city
    assert city is not None
    site = city.sites["portal"]
    made = Plan(city, site, site.targets[0], "", None, python(), sudo=False, reload=())
    for name, text in server_files(made, officers.pins()).items():
        (tmp_path / name).write_text(text, "utf-8")
    for _ in range(2):
        subprocess.run(["sh", str(tmp_path / "install.sh")], check=True)
    found = {p.name for p in (machine.sites / "portal").iterdir()}
    assert found == {"live", "maps", "pins.json", "receiver.json", "receiver.py", "towns"}
