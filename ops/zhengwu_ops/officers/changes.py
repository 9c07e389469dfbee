"""Changes of the officers' register: drafted here, signed by two supervisors (Arts. 30, 32)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from zhengwu.approval.change import (
    NOTHING,
    Change,
    change_path,
    namespace,
    signature_path,
)
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.model.city import CityFacts
from zhengwu.model.officer import Officer, OfficerId
from zhengwu.packaged import read_data
from zhengwu.register.emit import block_lines
from zhengwu.register.load import CITY_FILE, load_register
from zhengwu.tree import FolderTree
from zhengwu_ops.officers.report import report_path, report_text
from zhengwu_ops.officers.trust import read_change, read_changes
from zhengwu_ops.register.files import read_file, write_register
from zhengwu_ops.register.officers import entry_of, put_officer
from zhengwu_ops.world.files import write_file
from zhengwu_ops.world.openssh import Signatures

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from zhengwu.approval.change import PlacedChange
    from zhengwu.model.city import City
    from zhengwu.register.emit import Value
    from zhengwu_ops.world.openssh import Signer


def city_of(content: Path) -> City:
    """Return the city in the folder `content`.

    Raises:
        UserError: its register does not load.
    """
    register = load_register(FolderTree(content.parent), content.name)
    if register.city is None:
        raise UserError(register.mistakes)
    return register.city


def changes_of(content: Path) -> list[PlacedChange]:
    """Return the changes that stand beside the content, signed or not, arrived or not."""
    region = city_of(content).facts.region
    return read_changes(FolderTree(content.parent), region, Signatures(None), None)


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """Who a new officer is; needed where `city.yml` does not know the id yet."""

    name: str
    unit: str
    roles: tuple[str, ...]


def add_key(
    content: Path,
    officer: str,
    key: str,
    valid_from: dt.date,
    valid_until: dt.date | None = None,
    new: NewOfficer | None = None,
) -> Officer:
    """Write a key into an officer's entry in `city.yml`, and return the entry.

    It counts for nothing yet: see `draft_change` and `found`.

    Raises:
        UserError: the officer is unknown, or it is no key.
    """
    city = city_of(content)
    entry = city.facts.officers.get(officer)
    data = {
        "key": " ".join(key.split()[:2]),
        "valid_from": valid_from.isoformat(),
        "valid_until": valid_until.isoformat() if valid_until else "",
    }
    known = [old.model_dump(mode="json", exclude_none=True) for old in entry.keys] if entry else []
    if entry is not None:
        own = entry.model_dump(mode="json", exclude_none=True)
    elif new is not None:
        own = {"name": new.name, "unit": new.unit, "roles": list(new.roles)}
    else:
        raise _unknown(officer, city)
    return _put(content, officer, {**own, "keys": [*map(_plain, known), data]})


def revoke(content: Path, officer: str, prints: tuple[str, ...], at: dt.datetime) -> Officer:
    """Mark keys of an officer in `city.yml` as revoked, and return the entry.

    Args:
        content: the folder of `city.yml`.
        officer: the officer's id.
        prints: fingerprints of the keys; all living ones if empty.
        at: from when on they do not count.

    Raises:
        UserError: the officer or a key is unknown.
    """
    city = city_of(content)
    entry = city.facts.officers.get(officer)
    if entry is None:
        raise _unknown(officer, city)
    wanted = set(prints) or {key.fingerprint for key in entry.keys if not key.revoked_at}
    if not wanted or not wanted <= {key.fingerprint for key in entry.keys}:
        raise UserError(msg("“{officer}”没有这把公钥，或都已作废", officer=officer))
    keys = [
        key.model_copy(update={"revoked_at": key.revoked_at or at})
        if key.fingerprint in wanted
        else key
        for key in entry.keys
    ]
    new = entry.model_copy(update={"keys": tuple(keys)})
    _write(content, officer, new)
    return new


def _put(content: Path, officer: str, data: Mapping[str, object]) -> Officer:
    """Write an entry after the model has read it as it will stand in the file."""
    try:
        entry = TypeAdapter(dict[OfficerId, Officer]).validate_python({officer: data})[officer]
    except ValueError as error:
        raise UserError(
            msg("“{officer}”的登记不对：{why}", officer=officer, why=_first_line(error))
        ) from error
    _write(content, officer, entry)
    return entry


def _write(content: Path, officer: str, entry: Officer) -> None:
    file, name = content / CITY_FILE, f"{content.name}/{CITY_FILE}"
    new = put_officer(read_file(file, name), name, officer, entry)
    write_register(file, name, new, CityFacts)


def _first_line(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        detail = error.errors()[0]
        told = detail.get("ctx", {}).get("message", detail["msg"])
        return str(told)
    return str(error)


def _plain(key: Mapping[str, object]) -> dict[str, object]:
    """Write a key's minute as the register does."""
    revoked = key.get("revoked_at")
    return {**key, **({"revoked_at": str(revoked).replace("T", " ")[:16]} if revoked else {})}


def _unknown(officer: str, city: City) -> UserError:
    return UserError(
        msg("{file} 里没有人员“{officer}”", file=city.file, officer=officer),
        msg("核对代号；新人员要写 --name、--unit 和 --role"),
    )


def found(content: Path, reason: str, now: dt.datetime) -> Change:
    """Draft the change that founds the register: everyone in `city.yml` who has a key.

    Raises:
        UserError: there is a register already, or there are too few supervisors with keys.
    """
    if changes_of(content):
        raise UserError(msg("已有人员名册，用 zhengwu officer add、revoke 或 replace 变更"))
    city = city_of(content)
    with_keys = {o: entry for o, entry in city.facts.officers.items() if entry.keys}
    supervisors = [o for o, entry in with_keys.items() if "supervisor" in entry.roles]
    wanted = read_data("reviewing.yml")["supervisors"]
    if len(supervisors) < wanted:
        raise UserError(
            msg(
                "有公钥的主管只有 {number} 名，要 {wanted} 名",
                number=len(supervisors),
                wanted=wanted,
            ),
            msg("先用 zhengwu officer add 登记主管的公钥"),
        )
    return _draft(content, "found", with_keys, reason, now)


def draft_change(
    content: Path, act: str, officer: str, entry: Officer, reason: str, now: dt.datetime
) -> Change | None:
    """Draft the change of one officer's entry; None while there is no register to be changed."""
    if not changes_of(content):
        return None
    return _draft(content, act, {officer: entry}, reason, now)


def _draft(
    content: Path, act: str, officers: Mapping[str, Officer], reason: str, now: dt.datetime
) -> Change:
    before = changes_of(content)
    number = len(before) + 1
    facts: dict[str, Value] = {
        "city": city_of(content).facts.region,
        "number": number,
        "previous": before[-1].id if before else NOTHING,
        "act": act,
        "officers": {o: entry_of(_signed(entry)) for o, entry in officers.items()},
        "reason": reason,
        "prepared": now,
    }
    text = "\n".join(block_lines(facts)) + "\n"
    change = read_change(text, change_path(number))
    root = content.parent
    write_file(root / change_path(number), text)
    report = report_text(city_of(content), change)
    write_file(root / report_path(number), report)
    return change


def _signed(entry: Officer) -> Officer:
    """Leave out what supervisors do not sign."""
    return entry.model_copy(update={"account": None})


def sign_change(content: Path, number: int, signer: Signer) -> Path:
    """Sign a change with a supervisor's key and return the signature's file.

    Raises:
        UserError: there is no such change, or the key is no supervisor's.
    """
    city = city_of(content)
    file = content.parent / change_path(number)
    if not file.is_file():
        raise UserError(msg("没有第 {number} 次人员变更", number=number))
    owner = next(
        (
            officer
            for officer, entry in city.facts.officers.items()
            if signer.fingerprint in {key.fingerprint for key in entry.keys}
            and "supervisor" in entry.roles
        ),
        None,
    )
    if owner is None:
        raise UserError(
            msg("这把密钥不是主管的"),
            msg("请 city.yml 里角色为 supervisor 的人员，用自己的密钥签署"),
        )
    text = file.read_text("utf-8")
    read_change(text, change_path(number))
    armor = signer.sign(text.encode(), namespace(city.facts.region))
    out = content.parent / signature_path(number, owner)
    write_file(out, armor)
    return out
