"""A server on this machine: real sshd and nginx, each on a free port, in a folder of its own.

As root, publishers arrive at an account of their own without any rights; otherwise at one's own.
"""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from tests.ports import Ports, ports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ACCOUNT = "zhengwu-test"
PATIENCE = 60
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def program(name: str) -> str:
    """Return the full name of a program; those of administrators are often not on the PATH."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found, f"{name} is not installed: scripts/setup test"
    return found


def python() -> str:
    """Return a Python that any account can run."""
    return "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable


def account() -> str:
    """Return the account at which publishers arrive, made if need be."""
    if os.geteuid() != 0:
        return getpass.getuser()
    with FileLock(Path(tempfile.gettempdir()) / f"{ACCOUNT}.lock"):
        try:
            pwd.getpwnam(ACCOUNT)
        except KeyError:
            add = ["--system", "--create-home", "--shell", "/bin/sh", ACCOUNT]
            subprocess.run([program("useradd"), *add], check=True, capture_output=True)
            unlock = ["-p", "*", ACCOUNT]
            subprocess.run([program("usermod"), *unlock], check=True, capture_output=True)
    return ACCOUNT


def make_key(file: Path) -> str:
    """Make a key pair and return the public half, `KIND BASE64`."""
    options = ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(file)]
    subprocess.run([program("ssh-keygen"), *options], check=True)
    return " ".join(file.with_name(f"{file.name}.pub").read_text("utf-8").split()[:2])


@dataclass
class Server:
    """A server.

    Attributes:
        folder: everything of it; other accounts can look in.
        ports: where it gets its ports from.
        account: at which publishers arrive.
        host_key: its public key.
        ssh_port: of sshd.
        web_port: of nginx.
    """

    folder: Path
    ports: Ports
    account: str = field(default_factory=account)
    host_key: str = ""
    ssh_port: int = 0
    web_port: int = 0
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _starts: dict[str, Callable[[], None]] = field(default_factory=dict)

    @property
    def sites(self) -> Path:
        """The folder of all sites."""
        return self.folder / "srv"

    @property
    def nginx_file(self) -> Path:
        """The configuration of nginx."""
        return self.folder / "nginx.conf"

    @property
    def temporary(self) -> str:
        """The lines of a configuration that name where nginx keeps what it receives."""
        return "".join(f"{name}_temp_path {self.folder}/nginx/{name};\n" for name in _TEMPORARY)

    @property
    def reload(self) -> list[str]:
        """The command by which nginx reads its configuration again."""
        return [program("nginx"), "-c", str(self.nginx_file), "-s", "reload"]

    @property
    def to(self) -> str:
        """The server as a target."""
        return f"ssh://{self.account}@127.0.0.1:{self.ssh_port}"

    def live(self, site: str) -> Path:
        """The publisher's folder of a site."""
        return self.sites / site / "live"

    def prepare(self) -> None:
        """Make what does not depend on any site."""
        self.ssh_port, self.web_port = self.ports.take(), self.ports.take()
        self.sites.mkdir()
        self.host_key = make_key(self.folder / "host_key")
        for name in ("nginx", "run"):
            (self.folder / name).mkdir()
            self.own(self.folder / name)

    def own(self, path: Path) -> None:
        """Give a path and all below it to the publisher's account."""
        if os.geteuid() == 0:
            for each in (path, *path.rglob("*")):
                shutil.chown(each, self.account, pwd.getpwnam(self.account).pw_gid)

    def start_again(self) -> None:
        """Start all services as they were started before."""
        for start in list(self._starts.values()):
            start()

    def start_ssh(self, keys: Path, port: int = 0, name: str = "sshd") -> None:
        """Start an sshd for the keys that a file authorizes."""
        port = port or self.ssh_port
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        config = self.folder / f"{name}_config"
        config.write_text(
            f"""\
Port {port}
ListenAddress 127.0.0.1
HostKey {self.folder}/host_key
PidFile {self.folder}/{name}.pid
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 100
AuthorizedKeysFile {keys}
ClientAliveInterval 2
ClientAliveCountMax 2
DisableForwarding yes
PermitTTY no
""",
            "utf-8",
        )
        command = [program("sshd"), "-D", "-e", "-f", str(config)]
        self._starts[name] = partial(self._start, name, command, port)
        self._starts[name]()

    def start_web(self, includes: list[Path]) -> None:
        """Start nginx, as the publisher's account, with the files of the sites."""
        included = "".join(f"include {path};\n" for path in includes)
        self.nginx_file.write_text(
            f"""\
pid {self.folder}/run/nginx.pid;
error_log {self.folder}/run/error.log;
worker_processes 1;
daemon off;
events {{ worker_connections 128; }}
http {{
include /etc/nginx/mime.types;
default_type application/octet-stream;
access_log off;
{self.temporary}{included}}}
""",
            "utf-8",
        )
        log = str(self.folder / "run/error.log")
        command = [program("nginx"), "-e", log, "-c", str(self.nginx_file)]
        self._starts["nginx"] = partial(self._start, "nginx", command, self.web_port, self.account)
        self._starts["nginx"]()

    def _start(self, name: str, command: list[str], port: int, user: str | None = None) -> None:
        as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid} if user else {}
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **(as_user if os.geteuid() == 0 else {}),  # type: ignore[call-overload]
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._running[name].poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.05)
        log_text = (self.folder / f"{name}.log").read_text("utf-8", "replace")
        raise AssertionError(f"{name} did not start:\n{log_text}")

    def stop(self, name: str) -> None:
        """Kill a service at once with everything that it started."""
        process = self._running.pop(name)
        family = _descendants(process.pid)
        for sign in (signal.SIGSTOP, signal.SIGKILL):  # nobody lives to see another die
            for pid in family:
                with suppress(ProcessLookupError):
                    os.kill(pid, sign)
        process.wait(PATIENCE)

    def stop_all(self) -> None:
        for name in list(self._running):
            self.stop(name)


def _descendants(pid: int) -> list[int]:
    """Return a process and all below it; sshd gives each session a group of its own."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [pid]
    for each in found:
        found += parents.get(each, [])
    return found


def _quick() -> str | None:
    """Return a folder in memory where there is one; every file that arrives is synced to disk."""
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and not os.statvfs(memory).f_flag & os.ST_NOEXEC:
        return str(memory)
    return None


@contextmanager
def server() -> Iterator[Server]:
    """Yield a server without services; they are started with the sites' own files."""
    # pytest's own folders are closed to the publisher's account.
    folder = Path(tempfile.mkdtemp(prefix="zhengwu-server-", dir=_quick()))
    folder.chmod(0o755)
    with ports() as taken:
        made = Server(folder, taken)
        try:
            made.prepare()
            yield made
        finally:
            made.stop_all()
            shutil.rmtree(folder, ignore_errors=True)
