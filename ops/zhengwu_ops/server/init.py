"""Everything that an administrator puts on a server for one site, as files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from zhengwu_ops.server import RECEIVER, nginx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu_ops.server.plan import Plan

PINS = "pins.json"
INSTALL = "install.sh"
_KEEP = 5


def server_files(plan: Plan, pins: Mapping[str, Any]) -> dict[str, str]:
    """Return the files by their name.

    Args:
        plan: the site's place on the server.
        pins: the officers' keys and roles that the server will believe, and none besides.
    """
    files = {
        "receiver.py": RECEIVER.read_text("utf-8"),
        "receiver.json": _json(receiver_settings(plan)),
        PINS: _json(pins),
        "nginx-common.conf": nginx.common(),
        INSTALL: _install(plan),
    }
    if plan.site.path == "/":
        files[f"nginx-{plan.site.id}.conf"] = nginx.site(plan)
    else:
        files[f"nginx-{plan.site.id}-maps.conf"] = nginx.maps(plan)
        files[f"nginx-{plan.site.id}-town.conf"] = nginx.town(plan)
    if not plan.target.folder:
        files["authorized_keys"] = authorized_keys(plan, pins)
        files["sshd.conf"] = _sshd(plan)
        if plan.sudo:
            files["sudoers"] = f"{plan.target.user} ALL=(root) NOPASSWD: {_apply_line(plan)}\n"
    return files


def receiver_settings(plan: Plan) -> dict[str, Any]:
    """Return the receiver's settings."""
    prefix = ["/usr/bin/sudo", "-n"] if plan.sudo and not plan.target.folder else []
    return {
        "city": plan.city.facts.region,
        "site": plan.site.id,
        "folder": str(plan.live),
        "pins": str(plan.home / PINS),
        "stages": ["first", "second", "final", "secrecy"],
        "keep": _KEEP,
        "maps": str(plan.maps),
        "apply": [*prefix, *_apply(plan)],
        "reload": list(plan.reload),
    }


def authorized_keys(plan: Plan, pins: Mapping[str, Any]) -> str:
    """Return a line for every operator's key: it can run the receiver and nothing else."""
    command = f"{plan.python} -I {plan.receiver} {plan.home}"
    return "".join(
        f'restrict,{_until(key)}command="{command}" {key["key"]} {officer}\n'
        for officer, facts in pins["officers"].items()
        if "operator" in facts["roles"]
        for key in facts["keys"]
        if not key["revoked"]
    )


def _until(key: Mapping[str, Any]) -> str:
    return f'expiry-time="{key["until"].replace("-", "")}2359",' if key["until"] else ""


def _apply(plan: Plan) -> list[str]:
    return [plan.python, "-I", str(plan.receiver), str(plan.home), "--apply"]


def _apply_line(plan: Plan) -> str:
    return " ".join(_apply(plan))


def _sshd(plan: Plan) -> str:
    """Return what sshd must know of the account; it ends the block that it begins."""
    return f"""\
Match User {plan.target.user}
    AuthorizedKeysFile {plan.home}/authorized_keys
    AuthenticationMethods publickey
    PermitTTY no
    DisableForwarding yes
    PermitUserRC no
    ClientAliveInterval 15
    ClientAliveCountMax 3
Match all
"""


def _install(plan: Plan) -> str:
    """Return a script that lays out the folders; run again, it renews what has changed.

    Only `live` is the publisher's; settings, pinned keys and redirects are the administrator's.
    """
    local = bool(plan.target.folder)
    owner = "" if local else f"-o {plan.target.user} -g {plan.target.user} "
    maps_owner = "" if local or plan.sudo else owner
    live = " ".join(str(plan.live / name) for name in ("releases", "incoming"))
    lines = [
        "#!/bin/sh",
        f"# Lay out the folder of the site {plan.site.id}. May be run again at any time.",
        "set -eu",
        'cd "$(dirname "$0")"',
    ]
    if not local:
        lines += [
            f"if ! id {plan.target.user} >/dev/null 2>&1; then",
            f"    useradd --system --create-home --shell /bin/sh {plan.target.user}",
            f"    usermod -p '*' {plan.target.user}  # no password, and not locked either",
            "fi",
        ]
    lines += [
        f"install -d -m 755 {plan.home}",
        f"install -d -m 755 {owner}{plan.live} {live}",
        f"install -d -m 755 {maps_owner}{plan.maps}",
        f"install -m 644 receiver.json {PINS} {plan.home}",
        f"install -m 755 receiver.py {plan.home}",
    ]
    lines += [] if local else [f"install -m 644 authorized_keys {plan.home}"]
    lines += [f"install -d -m 755 {plan.home}/towns"] if plan.site.kind == "portal" else []
    for link, target in plan.mounts:
        lines += [f"install -d -m 755 {link.parent}", f"ln -sfn {target} {link}"]
    return "\n".join(lines) + "\n"


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
