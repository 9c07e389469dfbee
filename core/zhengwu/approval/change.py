"""A change of the officers' register: what two supervisors sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from zhengwu.model.base import Model
from zhengwu.model.minute import Minute
from zhengwu.model.officer import Officer, OfficerId

if TYPE_CHECKING:
    from zhengwu.approval.seal import Arrival

FOLDER = "officers"
NOTHING = "-"


class Change(Model):
    """A change of the register, as the supervisors sign it: `officers/0001.change.yml`."""

    city: str = Field(description="行政区划代码")
    number: int = Field(description="第几次变更", ge=1)
    previous: str = Field(description="上一次变更文件的 SHA-256；第一次写 -")
    act: Literal["found", "add", "revoke", "replace"] = Field(
        description="found 建立名册，add 增加，revoke 作废，replace 更换"
    )
    officers: dict[OfficerId, Officer] = Field(description="变更后的完整登记", min_length=1)
    reason: str = Field(description="原因")
    prepared: Minute = Field(description="拟稿时间")


@dataclass(frozen=True, slots=True)
class Signature:
    """A supervisor's signature on a change.

    Attributes:
        officer: id of who is said to have signed, from the file's name.
        signer: fingerprint of the key whose signature is good; None if it is not.
        arrival: when it reached the protected branch; None if it has not.
    """

    officer: str
    signer: str | None
    arrival: Arrival | None


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """A change as it was found.

    Attributes:
        change: what it says.
        file: where it stands.
        id: digest of its file.
        signatures: those beside it.
        arrival: when its file reached the protected branch; None if it has not.
        edited: its file was changed after it had reached the branch.
    """

    change: Change
    file: str
    id: str
    signatures: tuple[Signature, ...]
    arrival: Arrival | None
    edited: bool = False


def change_path(number: int) -> str:
    """Return where the file of a change stands, beside the folder of the content."""
    return f"{FOLDER}/{number:04d}.change.yml"


def signature_path(number: int, officer: str) -> str:
    """Return where a supervisor's signature on a change stands."""
    return f"{FOLDER}/{number:04d}.{officer}.sig"


def namespace(region: str) -> str:
    """Return the signature namespace of a city's changes."""
    return f"zhengwu-officer@{region}"
