#!/usr/bin/python3 -I
"""The server's side of a publication: one file, Python's standard library and nothing else.

It runs as the forced command of the publishers' SSH keys and knows one site's folder:

    receiver.json  pins.json  maps/     the administrator's: what is pinned here is not negotiable
    live/releases/ID/                   manifest.json, manifest.sig, public/
    live/incoming/TOKEN/                a release on its way
    live/current, live/previous         symbolic links that the web server follows
    live/state.json                     what was live, in order
    live/pending.json                   a switch that nobody has confirmed yet

A publisher may say two things: `zhengwu-session`, a conversation in lines of JSON, and
`rsync --server`, whose options are chosen here. Whoever holds the lock is alone; the lock ends with
the connection, so a publisher that dies leaves nothing to clean up: what was half sent is removed,
what was switched and not confirmed is switched back.

Nothing that arrives is believed. The manifest carries a signature by a signer who is pinned here,
names this site, follows what is live and is newer than everything that ever was; every page has its
seals, signed by officers who are pinned here too; every file has its hash, and there is no file
besides. It runs on Python 3.9 and later; it is longer than other files because it is copied to
servers as it is.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json = dict[str, Any]

FORMAT = "zhengwu release 1"
SESSION = "zhengwu-session"
MANIFEST, SIGNATURE, PUBLIC = "manifest.json", "manifest.sig", "public"
CITY_TIME = 8 * 60 * 60  # seconds; one time holds in the whole country
LONGEST_LINE = 256 * 1024 * 1024
DEFAULTS: Json = {
    "stages": ["first", "second", "final", "secrecy"],
    "keep": 5,
    "idle": 900,
    "rsync": "/usr/bin/rsync",
    "ssh_keygen": "/usr/bin/ssh-keygen",
    "maps": "",
    "apply": [],
    "reload": [],
}
_RELEASE = re.compile(r"[0-9a-f]{12}-[0-9a-f]{12}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# `-r`, `-c`, and behind `e` what the other rsync is capable of.
_RSYNC = re.compile(
    r"rsync --server (-[rc]+e[0-9]*\.[A-Za-z]*)(?: (--timeout=[0-9]+))? \. ([0-9a-f]{32})/?"
)
_PART = re.compile(r"(?!\.)[^\x00-\x1f\x7f/\\]{1,255}")
_HOST = re.compile(r"[a-z0-9.-]+")
# What may stand between quotation marks in a map of nginx without a meaning of its own.
_PLAIN = re.compile(r"[^\x00-\x20\x7f\"'\\$;{}]+")
_GOOD = re.compile(r"Good \"[^\"]+\" signature with \S+ key (?P<key>SHA256:\S+)")
_TARGET = re.compile(r"(https?://|/(?!/))[^\x00-\x20\x7f\"'\\$;{}]*")


class RefusedError(Exception):
    """Something that is not done, and why: a code for programs, facts for people."""

    def __init__(self, code: str, **facts: object) -> None:
        """Take the code, which the publisher's side puts into words, and what it is about."""
        super().__init__(code)
        self.code = code
        self.facts = facts


class Folder:
    """The folder `live` of one site.

    Attributes:
        config: the administrator's settings.
        root: the folder.
    """

    def __init__(self, config: Json) -> None:
        """Take the administrator's settings; nothing is touched yet."""
        self.config = config
        self.root = Path(config["folder"])

    def release(self, name: str) -> Path:
        """Return the folder of the release called `name`."""
        return self.root / "releases" / name

    def pointed(self, link: str) -> str:
        """Return the name of the release to which `current` or `previous` leads; "" if none."""
        try:
            return (self.root / link).readlink().name
        except OSError:
            return ""

    def point(self, link: str, name: str) -> None:
        """Let `link` lead to the release `name`, in one step; "" takes the link away."""
        if not name:
            with suppress(FileNotFoundError):
                (self.root / link).unlink()
            return
        new = self.root / f"{link}.new"
        with suppress(FileNotFoundError):
            new.unlink()
        new.symlink_to(Path("releases", name))
        new.replace(self.root / link)
        _sync(self.root)

    def read(self, name: str) -> Json:
        """Return what a file of the folder says; nothing if it does not exist."""
        try:
            found: Json = json.loads((self.root / name).read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return found

    def write(self, name: str, data: Json) -> None:
        """Replace a file of the folder in one step."""
        new = self.root / f"{name}.new"
        with new.open("w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.root / name)
        _sync(self.root)

    def manifest(self, name: str) -> Json:
        """Return the manifest of a release."""
        if not _RELEASE.fullmatch(name) or not self.release(name).is_dir():
            raise RefusedError("unknown-release", release=name)
        found: Json = json.loads((self.release(name) / MANIFEST).read_text("utf-8"))
        return found

    def status(self) -> Json:
        """Return what is live, what else is kept, and who is at work."""
        state = self.read("state.json")
        kept = sorted(p.name for p in (self.root / "releases").iterdir())
        releases = []
        for name in kept:
            manifest = self.manifest(name)
            facts = {key: manifest[key] for key in ("release", "sequence", "moment", "commit")}
            releases.append({**facts, "files": len(manifest["files"])})
        return {
            "site": self.config["site"],
            "live": self.pointed("current"),
            "previous": self.pointed("previous"),
            "unconfirmed": (self.root / "pending.json").exists(),
            "highest": state.get("highest", 0),
            "history": state.get("history", []),
            "releases": sorted(releases, key=lambda r: int(r["sequence"]), reverse=True),
        }


class Lock:
    """The lock of a folder: whoever holds it is alone, until the process ends."""

    def __init__(self, folder: Folder) -> None:
        """Open the lock's file without taking the lock."""
        self._path = folder.root / "lock"
        self._file = self._path.open("a+", encoding="utf-8")
        self.held = False

    def take(self, who: str, wait: float) -> None:
        """Take the lock, waiting `wait` seconds at most."""
        until = time.monotonic() + wait
        while not self.held:
            self.held = _locked(self._file.fileno(), fcntl.LOCK_EX)
            if not self.held and time.monotonic() >= until:
                raise RefusedError("busy", holder=self._path.read_text("utf-8", errors="replace"))
            if not self.held:
                time.sleep(0.1)
        self._file.truncate(0)
        self._file.write(f"{who} {time.strftime('%Y-%m-%d %H:%M:%S')}")
        self._file.flush()

    def free(self) -> bool:
        """Whether nobody holds the lock."""
        return _locked(self._file.fileno(), fcntl.LOCK_SH)


class Session:
    """One conversation with a publisher.

    Attributes:
        folder: the site's folder.
    """

    def __init__(self, folder: Folder) -> None:
        """Begin without the lock."""
        self.folder = folder
        self._lock = Lock(folder)
        self._incoming: Path | None = None
        self._gate = -1
        self._manifest: Json = {}
        self._switched = False

    def answer(self, request: Json) -> Json:
        """Do what `request` asks for and return what came of it."""
        deeds: dict[str, Callable[[Json], Json]] = {
            "status": lambda _: self.folder.status(),
            "manifest": self._read_manifest,
            "lock": self._take_lock,
            "begin": self._begin,
            "verify": self._verify,
            "switch": self._switch,
            "rollback": self._rollback,
            "confirm": self._confirm,
        }
        deed = deeds.get(str(request.get("do")))
        if deed is None:
            raise RefusedError("unknown-request")
        if request["do"] not in {"status", "manifest", "lock"} and not self._lock.held:
            raise RefusedError("not-locked")
        return deed(request)

    def end(self) -> None:
        """Undo what was not confirmed."""
        if self._lock.held:
            recover(self.folder)

    def _read_manifest(self, request: Json) -> Json:
        return {"manifest": self.folder.manifest(str(request.get("release")))}

    def _take_lock(self, request: Json) -> Json:
        self._lock.take(_short(request.get("who")), min(float(request.get("wait", 0)), 600))
        recover(self.folder)
        return self.folder.status()

    def _begin(self, request: Json) -> Json:
        if self._incoming is not None or self._manifest:
            raise RefusedError("one-at-a-time")
        text, signature = str(request.get("manifest")), str(request.get("signature"))
        signer = signer_of(self.folder.config, text.encode(), signature)
        manifest = read_manifest(text, self.folder.config)
        self._in_order(manifest)
        live = self.folder.pointed("current")
        known = self.folder.manifest(live)["pages"] if live else {}
        check_seals(manifest, known, list(request.get("seals", [])), self.folder.config)
        self._room(manifest)
        token = secrets.token_hex(16)
        incoming = self.folder.root / "incoming" / token
        (incoming / PUBLIC).mkdir(parents=True)
        (incoming / MANIFEST).write_text(text, "utf-8")
        (incoming / SIGNATURE).write_text(signature, "utf-8")
        (incoming / "gate").touch()
        self._incoming, self._manifest = incoming, manifest
        return {"token": token, "signer": signer}

    def _in_order(self, manifest: Json) -> None:
        """Refuse what is not newer than everything before, or not made for what is live now."""
        live, highest = self.folder.pointed("current"), self.folder.read("state.json")
        if manifest["sequence"] <= highest.get("highest", 0):
            raise RefusedError("older-manifest", release=manifest["release"])
        if manifest["release"] == live:
            raise RefusedError("already-live", release=live)
        if manifest["follows"] != live:
            raise RefusedError("moved-on", live=live, follows=manifest["follows"])

    def _room(self, manifest: Json) -> None:
        live = self.folder.pointed("current")
        known = self.folder.manifest(live)["files"] if live else {}
        needed = sum(f[0] for path, f in manifest["files"].items() if known.get(path) != f)
        disk = os.statvfs(self.folder.root)
        if needed > disk.f_bavail * disk.f_frsize:
            raise RefusedError("no-space", needed=needed, free=disk.f_bavail * disk.f_frsize)

    def _verify(self, _: Json) -> Json:
        incoming = self._incoming
        if incoming is None:
            raise RefusedError("nothing-sent")
        if self._gate < 0:
            # Held to the end: no rsync is at work on what is hashed here, and none can start.
            gate = os.open(incoming / "gate", os.O_RDWR)
            if not _locked(gate, fcntl.LOCK_EX):
                os.close(gate)
                raise RefusedError("still-sending")
            self._gate = gate
        check_files(incoming / PUBLIC, self._manifest)
        (incoming / "gate").unlink()
        target = self.folder.release(self._manifest["release"])
        if target.exists():
            target.replace(self.folder.root / "incoming" / f"old-{secrets.token_hex(8)}")
        incoming.replace(target)
        _sync(target.parent)
        self._incoming = None
        return {"files": len(self._manifest["files"])}

    def _switch(self, _: Json) -> Json:
        if not self._manifest or self._incoming is not None or self._switched:
            raise RefusedError("nothing-verified")
        return self._make_live(self._manifest["release"])

    def _rollback(self, request: Json) -> Json:
        name = str(request.get("release"))
        manifest = self.folder.manifest(name)
        if self._switched or name == self.folder.pointed("current"):
            raise RefusedError("already-live", release=name)
        check_files(self.folder.release(name) / PUBLIC, manifest)
        self._manifest = manifest
        return self._make_live(name)

    def _make_live(self, name: str) -> Json:
        folder = self.folder
        before = {"from": folder.pointed("current"), "previous": folder.pointed("previous")}
        folder.write("pending.json", {**before, "to": name})
        self._switched = True
        folder.point("previous", before["from"])
        folder.point("current", name)
        try:
            run_apply(folder.config)
        except RefusedError:
            recover(folder)
            self._switched = False
            raise
        return {"live": name, **before}

    def _confirm(self, request: Json) -> Json:
        if not self._switched:
            raise RefusedError("nothing-switched")
        folder, manifest = self.folder, self._manifest
        state = folder.read("state.json")
        entry = {
            "release": manifest["release"],
            "sequence": manifest["sequence"],
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "who": _short(request.get("who")),
        }
        folder.write(
            "state.json",
            {
                "highest": max(state.get("highest", 0), manifest["sequence"]),
                "history": [*state.get("history", []), entry][-1000:],
            },
        )
        (folder.root / "pending.json").unlink()
        _sync(folder.root)
        self._switched = False
        prune(folder)
        return folder.status()


def recover(folder: Folder) -> None:
    """Undo a switch that nobody confirmed, and remove what was half sent."""
    for left in (*(folder.root / "incoming").iterdir(), *folder.root.glob("*.new")):
        _remove(left)  # first of all: the disk may be full
    pending = folder.read("pending.json")
    if pending:
        folder.point("current", pending["from"])
        folder.point("previous", pending["previous"])
        with suppress(RefusedError):  # the old release stands, whatever becomes of its redirects
            run_apply(folder.config)
        (folder.root / "pending.json").unlink()
    confirmed = {entry["release"] for entry in folder.read("state.json").get("history", [])}
    _keep(folder, confirmed | {folder.pointed("current"), folder.pointed("previous")})


def prune(folder: Folder) -> None:
    """Keep the newest releases, what is live and what was live before it."""
    kept = {folder.pointed("current"), folder.pointed("previous")}
    for entry in reversed(folder.read("state.json").get("history", [])):
        if len(kept - {""}) < folder.config["keep"]:
            kept.add(entry["release"])
    _keep(folder, kept)


def _keep(folder: Folder, names: set[str]) -> None:
    for release in (folder.root / "releases").iterdir():
        if release.name not in names:
            _remove(release)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()


def signer_of(config: Json, message: bytes, signature: str, moment: str = "") -> str:
    """Return the pinned operator whose key signed `message`; it must hold at `moment`, or now."""
    pins = _pins(config)
    key = _key_of(config, message, signature, pins["namespaces"]["manifest"])
    today = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + CITY_TIME))
    now = moment.replace(" ", "T") or today
    for officer, facts in pins["officers"].items():
        if "operator" in facts["roles"]:
            for held in facts["keys"]:
                ends = f"{held['until']}T24" if held["until"] else now
                holds = held["from"] <= now <= ends and (held["revoked"] or "9") > now
                if held["fingerprint"] == key and holds:
                    return str(officer)
    raise RefusedError("unpinned-signer", key=key)


def _pins(config: Json) -> Json:
    found: Json = json.loads(Path(config["pins"]).read_text("utf-8"))
    return found


def _key_of(config: Json, message: bytes, signature: str, namespace: str) -> str:
    """Return the fingerprint of the key that signed `message`; "" if none did."""
    with tempfile.NamedTemporaryFile("w", suffix=".sig", encoding="utf-8") as file:
        file.write(signature)
        file.flush()
        done = subprocess.run(  # noqa: S603 -- a program named by the administrator
            [config["ssh_keygen"], "-Y", "check-novalidate", "-n", namespace, "-s", file.name],
            input=message,
            capture_output=True,
            check=False,
        )
    match = _GOOD.search(done.stdout.decode("utf-8", "replace"))
    return match["key"] if match and done.returncode == 0 else ""


def check_seals(manifest: Json, known: Json, texts: list[str], config: Json) -> None:
    """Refuse seals that are not what the manifest says.

    Args:
        manifest: the release on its way.
        known: the pages of the live release, whose seals were checked when it came.
        texts: the files of all other seals.
        config: the administrator's settings.
    """
    sent = {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
    asked = []
    for path, page in manifest["pages"].items():
        old = known.get(path, {})
        before = old.get("seals", []) if old.get("digest") == page["digest"] else []
        for seal in page["seals"]:
            if seal not in before:
                if seal["id"] not in sent:
                    raise RefusedError("seal-missing", page=path, stages=[seal["stage"]])
                asked.append((path, page["digest"], seal, sent[seal["id"]]))
    pins = _pins(config)

    def check(one: tuple[str, str, Json, str]) -> None:
        _check_seal(one, config, pins)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(check, asked))


def _check_seal(one: tuple[str, str, Json, str], config: Json, pins: Json) -> None:
    path, digest, mark, text = one
    payload, begin, rest = text.partition("-----BEGIN SSH SIGNATURE-----")
    lines = payload.split("\n")[:-1]
    said = dict(line.partition(" ")[::2] for line in lines)
    end = next((i for i, line in enumerate(lines) if line.startswith("digest ")), 0)
    covered = "".join(f"{line}\n" for line in lines[1:end]).encode()
    expected = {
        "city": config["city"],
        "site": config["site"],
        "page": path,
        "digest": digest,
        "stage": mark["stage"],
        "officer": mark["officer"],
    }
    right = all(said.get(name) == value for name, value in expected.items())
    if (
        lines[:1] != ["zhengwu seal 1"]
        or hashlib.sha256(covered).hexdigest() != digest
        or not right
    ):
        raise RefusedError("seal-wrong", page=path, stage=mark["stage"])
    officer = pins["officers"].get(mark["officer"], {"roles": [], "keys": []})
    key = _key_of(config, payload.encode(), begin + rest, pins["namespaces"]["seal"])
    role = "final" if mark["stage"] == "emergency" else mark["stage"]
    if role not in officer["roles"] or key not in [held["fingerprint"] for held in officer["keys"]]:
        raise RefusedError("seal-unpinned", page=path, stage=mark["stage"], who=mark["officer"])


def read_manifest(text: str, config: Json) -> Json:
    """Return the manifest if it is one of this site and complete in itself."""
    try:
        manifest: Json = json.loads(text)
        if manifest["format"] != FORMAT:
            raise RefusedError("other-format", format=str(manifest["format"]))
        for name in ("city", "site"):
            if manifest[name] != config[name]:
                raise RefusedError("other-site", here=config[name], there=str(manifest[name]))
        _check_table(manifest)
        _check_seals(manifest["pages"], config["stages"])
        _check_addresses(manifest)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise RefusedError("malformed-manifest", why=repr(error)[:200]) from error
    return manifest


def _check_table(manifest: Json) -> None:
    if not isinstance(manifest["sequence"], int) or not _RELEASE.fullmatch(manifest["release"]):
        raise ValueError(manifest["release"])
    if not _MOMENT.fullmatch(manifest["moment"]):
        raise ValueError(manifest["moment"])
    for path, (size, digest) in manifest["files"].items():
        parts = path.split("/")
        well_known = parts[0] == ".well-known"
        if not all(_PART.fullmatch(part) for part in parts[well_known:]) or parts == [""]:
            raise RefusedError("unsafe-path", path=path)
        if not isinstance(size, int) or size < 0 or not _DIGEST.fullmatch(digest):
            raise ValueError(path)


def _check_seals(pages: Json, stages: list[str]) -> None:
    """Refuse a page without its seals: by different people, unless one of them published alone."""
    for path, page in pages.items():
        by_stage = {seal["stage"]: seal["officer"] for seal in page["seals"]}
        if not all(_DIGEST.fullmatch(seal["id"]) for seal in page["seals"]):
            raise ValueError(path)
        if "emergency" in by_stage:
            continue
        missing = [stage for stage in stages if stage not in by_stage]
        if missing:
            raise RefusedError("seal-missing", page=path, stages=missing)
        readers = [by_stage[stage] for stage in stages if stage != "secrecy"]
        if len(set(readers)) < len(readers):
            raise RefusedError("seal-twice", page=path)


def _check_addresses(manifest: Json) -> None:
    """Refuse addresses that would mean something else in the configuration of a web server."""
    for entry in (*manifest["gone"], *manifest["redirects"]):
        safe = _HOST.fullmatch(entry["host"]) and _PLAIN.fullmatch(entry["path"])
        if not safe or not entry["path"].startswith("/"):
            raise RefusedError("unsafe-path", path=str(entry["path"]))
    for entry in manifest["redirects"]:
        if not _TARGET.fullmatch(entry["to"]):
            raise RefusedError("unsafe-path", path=str(entry["to"]))


def check_files(public: Path, manifest: Json) -> None:
    """Refuse a folder that does not hold exactly the files of its manifest."""
    expected = dict(manifest["files"])
    for path, file in _walk(public, ""):
        size, digest = expected.pop(path, (None, ""))
        if size is None:
            raise RefusedError("extra-file", path=path)
        if _digest(file) != (size, digest):
            raise RefusedError("corrupted-file", path=path)
    if expected:
        raise RefusedError("missing-file", path=min(expected))


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    for entry in os.scandir(folder):
        path = f"{prefix}{entry.name}"
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from _walk(Path(entry.path), f"{path}/")
        elif stat.S_ISREG(mode):
            yield path, Path(entry.path)
        else:
            raise RefusedError("not-a-file", path=path)


def _digest(path: Path) -> tuple[int, str]:
    total, digest = 0, hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            total += len(block)
        if os.fstat(file.fileno()).st_nlink == 1:
            os.fsync(file.fileno())  # it has just arrived
    return total, digest.hexdigest()


def run_apply(config: Json) -> None:
    """Let the administrator's command take over the redirects of what is live."""
    if config["apply"]:
        done = subprocess.run(  # noqa: S603 -- a command named by the administrator
            config["apply"], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode:
            said = (done.stderr + done.stdout).decode("utf-8", "replace")[-500:]
            raise RefusedError("not-applied", said=said)


def apply(folder: Folder) -> None:
    """Write what is gone and what has moved for the web server, and let it read that.

    It may run with more rights than the publisher has, and so believes the signature only.
    """
    config, live = folder.config, folder.pointed("current")
    manifest: Json = {"gone": [], "redirects": []}
    if live:
        text = (folder.release(live) / MANIFEST).read_text("utf-8")
        signature = (folder.release(live) / SIGNATURE).read_text("utf-8")
        manifest = read_manifest(text, config)
        # The key held when the release came; its owner may have left since.
        signer_of(config, text.encode(), signature, str(manifest["moment"]))
    maps = {
        "gone.map": [(e["host"], e["path"], "1") for e in manifest["gone"]],
        "redirects.map": [(e["host"], e["path"], e["to"]) for e in manifest["redirects"]],
    }
    changed = False
    for name, rows in maps.items():
        file, text = Path(config["maps"], name), _map(rows)
        if not file.exists() or file.read_text("utf-8") != text:
            new = file.with_suffix(".new")
            new.write_text(text, "utf-8")
            new.replace(file)
            changed = True
    if changed and config["reload"]:
        done = subprocess.run(  # noqa: S603 -- a command named by the administrator
            config["reload"], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode:
            for name in maps:  # so that the next attempt does not think that it was read
                Path(config["maps"], name).unlink()
            raise RefusedError("not-applied", said=done.stderr.decode("utf-8", "replace")[-500:])


def _map(rows: list[tuple[str, str, str]]) -> str:
    """Return a map of nginx from host and path; a folder has three names."""
    lines: dict[str, str] = {}
    for host, path, value in rows:
        names = (path, f"{path}index.html", path.rstrip("/")) if path.endswith("/") else (path,)
        for name in names:
            lines.setdefault(f'"{host}{name or "/"}"', f'"{value}";')
    return "".join(f"{key} {value}\n" for key, value in sorted(lines.items()))


def receive(folder: Folder, command: str) -> NoReturn:
    """Become the rsync that a session is waiting for."""
    match = _RSYNC.fullmatch(command)
    if not match:
        raise RefusedError("unknown-request")
    incoming = folder.root / "incoming" / match[3]
    try:
        gate = os.open(incoming / "gate", os.O_RDWR)
    except OSError as error:
        raise RefusedError("no-session") from error
    if Lock(folder).free() or not _locked(gate, fcntl.LOCK_SH):
        raise RefusedError("no-session")
    os.set_inheritable(gate, True)  # noqa: FBT003 -- the standard library's own parameter
    live = folder.pointed("current")
    options = [option for option in (match[1], match[2]) if option]
    if live:
        options.append(f"--link-dest={folder.release(live).resolve() / PUBLIC}")
    program, public = folder.config["rsync"], str(incoming / PUBLIC)
    os.execv(program, [program, "--server", *options, ".", public])  # noqa: S606 -- as above


def converse(folder: Folder) -> None:
    """Answer a publisher's requests, a line of JSON each, until the connection ends."""
    session = Session(folder)
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: sys.exit(1))
    try:
        for line in _lines(float(folder.config["idle"])):
            try:
                reply = {"ok": True, **session.answer(json.loads(line))}
            except RefusedError as refused:
                reply = {"ok": False, "code": refused.code, **refused.facts}
            except OSError as error:
                reply = {"ok": False, "code": "server-trouble", "why": str(error)}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                reply = {"ok": False, "code": "malformed-request", "why": repr(error)[:200]}
            sys.stdout.write(json.dumps(reply, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    finally:
        session.end()


def _lines(idle: float) -> Iterator[bytes]:
    """Yield the lines of the standard input; end when nothing comes for `idle` seconds."""
    buffer = b""
    while select.select([0], [], [], idle)[0]:
        block = os.read(0, 1 << 16)
        buffer += block
        if not block or len(buffer) > LONGEST_LINE:
            return
        *lines, buffer = buffer.split(b"\n")
        yield from lines


def _locked(file: int, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _short(value: object) -> str:
    return re.sub(r"[^\w .@:-]", "", str(value))[:80]


def main(arguments: list[str]) -> int:
    """Run: `receiver.py FOLDER` by SSH, `FOLDER --rsh HOST COMMAND…` here, `FOLDER --apply`."""
    os.umask(0o022)
    home, *rest = arguments
    config = {**DEFAULTS, **json.loads(Path(home, "receiver.json").read_text("utf-8"))}
    folder = Folder(config)
    command = os.environ.get("SSH_ORIGINAL_COMMAND", "")
    if rest[:1] == ["--rsh"]:
        command = " ".join(rest[2:])
    try:
        if rest == ["--apply"]:
            apply(folder)
        elif command == SESSION:
            converse(folder)
        else:
            receive(folder, command)
    except RefusedError as refused:
        sys.stderr.write(f"zhengwu: {refused.code} {refused.facts}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
