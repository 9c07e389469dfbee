"""The officers' register of a city, read from its signed changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.approval.change import FOLDER, Change, PlacedChange, Signature, namespace
from zhengwu.approval.digest import sha256
from zhengwu.approval.trust import Trust, compare, replay
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.model.base import validate
from zhengwu.pages.schedule import MINUTE_FORMAT
from zhengwu.problem import Problem
from zhengwu.register.yaml import read_yaml
from zhengwu.textfile import read_text
from zhengwu_ops.world.openssh import Signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu.approval import Arrival
    from zhengwu.model.city import City
    from zhengwu.tree import Tree
    from zhengwu_ops.world.history import History
    from zhengwu_ops.world.openssh import Signatures

_CHANGE = re.compile(rf"{FOLDER}/\d{{4,}}\.change\.yml")
_SIGNATURE = re.compile(rf"{FOLDER}/(?P<number>\d{{4,}})\.(?P<officer>[a-z0-9-]+)\.sig")


def read_trust(tree: Tree, city: City, signatures: Signatures, history: History | None) -> Trust:
    """Return the register as far as it is signed and has reached the protected branch.

    Args:
        tree: the folder that holds the content.
        city: the city, whose `city.yml` is compared with what is signed.
        signatures: checks them.
        history: tells when files arrived.

    Raises:
        UserError: a change cannot be read.
    """
    changes = read_changes(tree, city.facts.region, signatures, history)
    return compare(replay(changes, city.facts.region), city.facts.officers, city.file)


def read_changes(
    tree: Tree, region: str, signatures: Signatures, history: History | None
) -> list[PlacedChange]:
    """Return the changes with their signatures, by number; without a history none has arrived."""
    files = list(tree.files(FOLDER))
    texts = {path: _text(tree, path) for path in files if _CHANGE.fullmatch(path)}
    found = [match for path in files if (match := _SIGNATURE.fullmatch(path))]
    signed = [
        Signed(
            texts.get(f"{FOLDER}/{match['number']}.change.yml", "").encode(),
            _text(tree, match[0]),
            namespace(region),
        )
        for match in found
    ]
    signers = signatures.signers(signed)
    beside: dict[str, list[Signature]] = {}
    for match, signer in zip(found, signers, strict=True):
        arrival = history.arrival(match[0], tree.read(match[0])) if history else None
        beside.setdefault(match["number"], []).append(Signature(match["officer"], signer, arrival))
    return [
        PlacedChange(
            read_change(text, path),
            path,
            sha256(text.encode()),
            tuple(beside.get(path.removeprefix(f"{FOLDER}/").partition(".")[0], ())),
            history.arrival(path, tree.read(path)) if history else None,
            edited=history.edited(path) if history else False,
        )
        for path, text in texts.items()
    ]


def read_change(text: str, file: str) -> Change:
    """Read a change's file.

    Raises:
        UserError: it is not one.
    """
    change, mistakes = validate(Change, read_yaml(text, file), file)
    if change is None:
        raise UserError(mistakes)
    return change


def pins(trust: Trust, region: str) -> Mapping[str, object]:
    """Return what a publishing server pins: the root of trust, and everyone's roles and keys."""
    return {
        "city": region,
        "root": trust.root,
        "change": trust.last,
        "namespaces": {"seal": f"zhengwu-seal@{region}", "manifest": f"zhengwu-manifest@{region}"},
        "officers": {
            officer: {
                "unit": entry.unit,
                "roles": list(entry.roles),
                "keys": [
                    {
                        "key": key.key,
                        "fingerprint": key.fingerprint,
                        "from": key.valid_from.isoformat(),
                        "until": key.valid_until.isoformat() if key.valid_until else None,
                        "revoked": key.revoked_at.isoformat() if key.revoked_at else None,
                    }
                    for key in entry.keys
                ],
            }
            for officer, entry in sorted(trust.officers.items())
        },
    }


def no_register(file: str) -> Problem:
    """Say that there is no register at all."""
    return Problem.of(
        "no-register",
        msg("还没有人员名册，任何审签都不算数"),
        msg("登记公钥后运行 zhengwu officer found，由两名主管签署并提交"),
        file,
    )


def dated_ahead(arrival: Arrival) -> Problem:
    """Say that a commit claims to be from the future."""
    return Problem.of(
        "dated-ahead",
        msg(
            "主分支上的提交 {commit} 写着将来的时间 {time}，审签的时间无法核对",
            commit=arrival.commit[:12],
            time=arrival.time.strftime(MINUTE_FORMAT),
        ),
        msg("核对电脑的时钟；提交的时间有误的，由代码平台的记录更正（见手册“审签”）"),
    )


def _text(tree: Tree, path: str) -> str:
    text = read_text(tree.read(path))
    if isinstance(text, Problem):
        raise UserError(text.placed(path))
    return text
