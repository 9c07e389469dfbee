"""The seal file: a header that people can read, and an OpenSSH signature over exactly that header.

    zhengwu seal 1
    city 442000
    site portal
    page tzgg/a.md
    meta 5f2e…            SHA-256 of the front matter
    text 81b0…            SHA-256 of the text
    file 77c1… tzgg/a.pdf SHA-256 of each attachment
    digest 0c4d…          SHA-256 of the lines from `city` to here
    title 关于……的公告     for the reader; part of `meta`
    stage second
    officer he-qinghe
    key SHA256:…          fingerprint of the key
    previous 99ab…        SHA-256 of the seal file before; `-` where there is none
    signed 2026-11-24 10:00   the signer's own claim; nothing is judged by it
    reason -              why it is urgent; only for an emergency
    -----BEGIN SSH SIGNATURE-----
    …
    -----END SSH SIGNATURE-----

A file that is not written exactly so is refused: there is one way to write a seal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from zhengwu.approval.digest import PageDigest, is_digest, sha256
from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu.pages.schedule import MINUTE_FORMAT

Stage = Literal["first", "second", "final", "secrecy", "emergency"]
STAGES: tuple[Stage, ...] = ("first", "second", "final", "secrecy", "emergency")
REVIEWS = "reviews"
SUFFIX = ".seal"
NOTHING = "-"
_TITLE = "zhengwu seal 1"
_ARMOR = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END SSH SIGNATURE-----\n"
)
_SHOWN = 16  # digits of the digest in a file's name
_PART = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class Seal:
    """What an officer signed.

    Attributes:
        digest: the text that is approved.
        title: its title, on one line.
        stage: the stage of the review.
        officer: id of who signs.
        key: fingerprint of the key.
        previous: digest of the seal file on which this one builds; "-" if none.
        signed: when, by the signer's own clock; a claim.
        reason: why it is urgent; "-" unless the stage is `emergency`.
    """

    digest: PageDigest
    title: str
    stage: Stage
    officer: str
    key: str
    previous: str
    signed: datetime
    reason: str = NOTHING

    def payload(self) -> str:
        """Return the text that is signed."""
        lines = (
            _TITLE,
            *self.digest.lines(),
            f"digest {self.digest.value}",
            f"title {self.title}",
            f"stage {self.stage}",
            f"officer {self.officer}",
            f"key {self.key}",
            f"previous {self.previous}",
            f"signed {self.signed.strftime(MINUTE_FORMAT)}",
            f"reason {self.reason}",
        )
        return "".join(f"{line}\n" for line in lines)

    def path(self) -> str:
        """Return where its file stands, beside the folder of the content.

        Raises:
            ValueError: the site, the page or the officer would lead out of the folder.
        """
        name = f"{self.stage}.{self.digest.value[:_SHOWN]}.{self.officer}{SUFFIX}"
        path = f"{folder_of(self.digest.site, self.digest.page)}/{name}"
        if not is_safe(path) or "/" in self.officer:
            message = f"not a safe path: {path!r}"
            raise ValueError(message)
        return path


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """When something first reached the protected branch.

    Attributes:
        order: the place of the commit on the branch's first-parent line, from 0.
        time: of that commit, in the city's time; never earlier than that of the commit before.
        commit: its id.
    """

    order: int
    time: datetime
    commit: str


@dataclass(frozen=True, slots=True)
class PlacedSeal:
    """A seal as it was found.

    Attributes:
        seal: what it says.
        file: where it stands.
        id: digest of its file, by which later seals name it.
        signer: fingerprint of the key whose signature is good; None if it is not.
        arrival: when it reached the protected branch; None if it has not.
    """

    seal: Seal
    file: str
    id: str
    signer: str | None = None
    arrival: Arrival | None = None


def namespace(region: str) -> str:
    """Return the signature namespace of a city's seals: another city's never fits."""
    return f"zhengwu-seal@{region}"


def stage_name(stage: str) -> Message:
    """Return what people call a stage."""
    return Message(read_data("reviewing.yml")["stages"][stage]["name"])


def folder_of(site: str, page: str) -> str:
    """Return the folder of a page's seals."""
    return f"{REVIEWS}/{site}/{page}"


def is_safe(path: str) -> bool:
    """Whether a relative path stays below its root on every system."""
    parts = path.split("/")
    return all(_PART.fullmatch(part) and part not in {".", ".."} for part in parts)


def one_line(text: str) -> str:
    """Return `text` on one line, `-` if it is empty."""
    return " ".join(text.split()) or NOTHING


def write_seal(seal: Seal, armor: str) -> str:
    """Return the text of a seal's file."""
    return seal.payload() + armor.replace("\r\n", "\n")


def seal_id(text: str) -> str:
    """Return the digest by which later seals name the seal whose file holds `text`."""
    return sha256(text.encode())


def read_seal(text: str) -> tuple[Seal, str] | Message:
    """Read a seal's file: what it says and its signature, or why it cannot be read."""
    payload, mark, rest = text.partition("-----BEGIN SSH SIGNATURE-----")
    armor = mark + rest
    if not _ARMOR.fullmatch(armor):
        return msg("没有完整的签名")
    try:
        seal = _read_header(payload)
    except (ValueError, LookupError, StopIteration):
        return msg("格式不对")
    # There is one way to write a seal: what differs from it was not written by this program.
    return (seal, armor) if seal.payload() == payload else msg("格式不对")


def _read_header(payload: str) -> Seal:
    title, *lines = payload.split("\n")[:-1]
    pairs = [line.partition(" ")[::2] for line in lines]
    files = tuple(_file(value) for name, value in pairs if name == "file")
    values = {name: value for name, value in pairs if name != "file"}
    if title != _TITLE or len(values) + len(files) != len(pairs):
        raise ValueError(title)
    digest = PageDigest(
        values["city"], values["site"], values["page"], values["meta"], values["text"], files
    )
    if not all(is_digest(part) for part in (digest.meta, digest.text, *dict(files).values())):
        raise ValueError(values["page"])
    return Seal(
        digest,
        values["title"],
        _stage(values["stage"]),
        values["officer"],
        values["key"],
        values["previous"],
        datetime.strptime(values["signed"], MINUTE_FORMAT),  # noqa: DTZ007 -- the city's own time
        values["reason"],
    )


def _stage(name: str) -> Stage:
    return next(stage for stage in STAGES if stage == name)


def _file(value: str) -> tuple[str, str]:
    digest, _, path = value.partition(" ")
    return path, digest
