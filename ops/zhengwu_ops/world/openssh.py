"""OpenSSH's signatures: made and checked by `ssh-keygen -Y`.

A check answers one question that no register and no clock changes: which key, if any, signed
exactly these bytes for this purpose. Whose key that is, and whether it counts, is judged by
`zhengwu.approval`. The answers are therefore kept: a city of thousands of pages asks once a seal.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from zhengwu.approval.digest import sha256
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.model.officer import fingerprint
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

_GOOD = re.compile(r'Good "(?P<namespace>[^"]+)" signature with \S+ key (?P<key>SHA256:\S+)')
_AT_ONCE = 4
_MANY = 100  # checks of which people want to see the progress
_PUBLIC = ".pub"


class Signed(NamedTuple):
    """Bytes with the signature that is said to be theirs."""

    payload: bytes
    armor: str
    namespace: str

    @property
    def id(self) -> str:
        """What the answer is kept under."""
        parts = (self.namespace.encode(), self.armor.encode(), self.payload)
        return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts))


@dataclass
class Signatures:
    """Checks signatures, and remembers the answers.

    Attributes:
        file: where they are kept; None to keep nothing. Not below the content: who can write it can
            claim any signature.
    """

    file: Path | None
    _known: dict[str, str | None] = field(default_factory=dict, init=False)
    _new: bool = field(default=False, init=False)

    @classmethod
    def of_user(cls) -> Signatures:
        """Keep the answers in the user's own cache folder."""
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        found = cls(Path(base) / "zhengwu" / "signatures.json")
        found._read()
        return found

    def _read(self) -> None:
        try:
            known = json.loads(self.file.read_text("utf-8")) if self.file else {}
        except (OSError, ValueError):
            return
        self._known = known if isinstance(known, dict) else {}

    def signers(self, signed: Sequence[Signed]) -> list[str | None]:
        """Return for each the fingerprint of the key that signed it; None where none did."""
        unknown = {one.id: one for one in signed if one.id not in self._known}
        if unknown:
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                found = pool.map(_signer, unknown.values())
                with _progress(found, len(unknown)) as shown:
                    self._known.update(zip(unknown, shown, strict=True))
            self._keep()
        return [self._known[one.id] for one in signed]

    def _keep(self) -> None:
        if self.file is None:
            return
        with suppress(OSError, UserError):  # what cannot be kept is asked again
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(self.file, json.dumps(self._known), private=True)


def _progress(
    found: Iterator[str | None], number: int
) -> AbstractContextManager[Iterable[str | None]]:
    """Show how far a long check is, on a terminal only."""
    return click.progressbar(
        found,
        length=number,
        label=msg("核对签名").text(),
        file=sys.stderr,
        hidden=number < _MANY or not sys.stderr.isatty(),
    )


def _signer(signed: Signed) -> str | None:
    """Ask ssh-keygen which key signed; it answers for any key, registered or not."""
    with tempfile.TemporaryDirectory(prefix="zhengwu-") as folder:
        file = Path(folder) / "sig"
        file.write_text(signed.armor, "ascii", errors="replace", newline="\n")
        done = _keygen(
            ["-Y", "check-novalidate", "-n", signed.namespace, "-s", str(file)], signed.payload
        )
    match = _GOOD.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode or match is None or match["namespace"] != signed.namespace:
        return None
    return match["key"]


@dataclass(frozen=True, slots=True)
class Signer:
    """A key with which this person can sign.

    Attributes:
        file: the private key's file, or the public one's where an agent or a token holds the other.
        key: the public key, `KIND BASE64`.
    """

    file: Path
    key: str

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint."""
        return fingerprint(self.key)

    def sign(self, payload: bytes, namespace: str) -> str:
        """Return the signature over `payload`; a passphrase is asked for by ssh-keygen itself.

        Raises:
            UserError: the key does not open, or the agent refuses.
        """
        done = _keygen(["-Y", "sign", "-n", namespace, "-f", str(self.file)], payload)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UserError(
                msg("签名没有成功：{said}", said=said[-1] if said else ""),
                msg("确认密钥文件和口令，或确认 ssh-agent 里有这把密钥"),
            )
        return done.stdout.decode("ascii")


def read_signer(file: Path) -> Signer:
    """Return the signer of a key file, private or public.

    Raises:
        UserError: it is none.
    """
    public = file if file.suffix == _PUBLIC else file.with_name(file.name + _PUBLIC)
    try:
        text = public.read_text("utf-8")
    except (OSError, ValueError):
        done = _keygen(["-y", "-f", str(file)], b"") if file.is_file() else None
        text = done.stdout.decode("utf-8", "replace") if done and not done.returncode else ""
    key = " ".join(text.split()[:2])
    if not re.fullmatch(r"[a-z0-9@.-]+ [A-Za-z0-9+/=]+", key):
        raise UserError(
            msg("{file} 不是 SSH 密钥", file=str(file)),
            msg("用 ssh-keygen -t ed25519 生成一对，--key 写私钥的文件名"),
        )
    private = file.with_suffix("") if file.suffix == _PUBLIC else file
    return Signer(private if private.is_file() else public, key)


def agent_keys() -> Iterator[str]:
    """Yield the public keys, `KIND BASE64`, that the running ssh-agent holds."""
    try:
        done = subprocess.run(["ssh-add", "-L"], capture_output=True, check=False)  # noqa: S607 -- found by PATH
    except FileNotFoundError:
        return
    for line in done.stdout.decode("utf-8", "replace").splitlines() if not done.returncode else ():
        parts = line.split()
        if len(parts) > 1:
            yield " ".join(parts[:2])


def choose_signer(key: Path | None, known: Iterable[str], folder: Path) -> Signer:
    """Return the key to sign with: the named one, else the agent's that is registered.

    Args:
        key: the option's value.
        known: fingerprints of the registered keys.
        folder: where the public half of an agent's key is written for ssh-keygen.

    Raises:
        UserError: there is none.
    """
    if key is not None:
        return read_signer(key.expanduser())
    fitting = [held for held in agent_keys() if fingerprint(held) in set(known)]
    if not fitting:
        raise UserError(
            msg("没有可用的密钥"),
            msg("用 --key 写明密钥文件，或先用 ssh-add 把登记过的密钥交给 ssh-agent"),
        )
    file = folder / "agent.pub"
    file.write_text(f"{fitting[0]}\n", "utf-8")
    return Signer(file, fitting[0])


def _keygen(arguments: list[str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 -- a fixed program, arguments in a list
            ["ssh-keygen", *arguments],  # noqa: S607 -- found by PATH on every system
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UserError(
            msg("没有找到 ssh-keygen"),
            msg("安装 OpenSSH（Debian：apt-get install openssh-client）"),
        ) from error
