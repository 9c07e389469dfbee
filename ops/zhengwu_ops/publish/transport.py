"""How a receiver is reached, and the conversation with it: a line of JSON each way.

On another machine by SSH, on this one by starting the same receiver; what is said is the same.
"""

from __future__ import annotations

import json
import select
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Self

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu_ops.publish.refusals import ServerRefusedError
from zhengwu_ops.server import RECEIVER
from zhengwu_ops.server.receiver import SESSION

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from zhengwu.model.target import Target

# The name under which the one pinned key is known; no name of the network means anything to SSH.
HOST = "zhengwu-target"
# Nothing of the user's own configuration: a proxy or another host's key may stand there.
_STRICT = (
    "-F none",
    "-o BatchMode=yes",
    "-o IdentitiesOnly=yes",
    "-o StrictHostKeyChecking=yes",
    "-o GlobalKnownHostsFile=/dev/null",
    "-o UpdateHostKeys=no",
    "-o CheckHostIP=no",
    "-o ForwardAgent=no",
    "-o ClearAllForwardings=yes",
    "-o PreferredAuthentications=publickey",
    "-o ConnectTimeout=15",
    "-o ServerAliveInterval=10",
    "-o ServerAliveCountMax=3",
    "-o LogLevel=ERROR",
)
_STDERR = 2  # the output is for programs
_RSYNC_TIMEOUT = 60  # seconds without a byte
_ANSWER_TIMEOUT = 3600  # seconds; the longest answer is the hashing of a whole site
_FAREWELL = 30  # seconds in which the other side undoes what was not confirmed
# By what ssh says on its way out.
_TROUBLES: tuple[tuple[str, Problem], ...] = (
    (
        "host key",
        Problem.unplaced(
            msg("服务器出示的公钥与登记的不同，可能连到了别的机器，没有发布"),
            msg("不要继续；请服务器管理员核对 targets 里的 host_key"),
        ),
    ),
    (
        "permission denied",
        Problem.unplaced(
            msg("服务器不接受这把 SSH 密钥"),
            msg("确认 --key 是登记过的运维密钥，并请管理员核对服务器上的 authorized_keys"),
        ),
    ),
    (
        "zhengwu:",
        Problem.unplaced(
            msg("服务器上的接收程序没有工作：{said}"), msg("请服务器管理员检查接收程序的配置")
        ),
    ),
)
_CUT = Problem.unplaced(
    msg("与服务器的连接断了：{said}"), msg("网络恢复后再发布一次；线上仍是完整的版本")
)


@dataclass(frozen=True, slots=True)
class Transport:
    """A way to a receiver: the command that hands over what comes after it."""

    command: tuple[str, ...]

    def rsync(self, folder: Path, token: str, *, progress: bool) -> None:
        """Send the files of `folder`.

        Args:
            folder: the staged site.
            token: under which the receiver expects them.
            progress: show a progress bar.

        Raises:
            UserError: they did not arrive.
        """
        *shell, host = self.command
        shown = ["--info=progress2"] if progress else []
        arguments = ["-rc", f"--timeout={_RSYNC_TIMEOUT}", *shown, "-e", shlex.join(shell)]
        try:
            done = subprocess.run(  # noqa: S603 -- a fixed program, arguments in a list
                ["rsync", *arguments, f"{folder}/", f"{host}:{token}"],  # noqa: S607 -- by PATH
                stdin=subprocess.DEVNULL,
                stdout=_STDERR if progress else subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
            )
        except FileNotFoundError as error:
            raise UserError(msg("没有找到 rsync"), msg("安装 rsync 再发布")) from error
        if done.returncode:
            raise _trouble(
                done.stderr.decode("utf-8", "replace"),
                Problem.unplaced(
                    msg("文件没有传完：{said}"), msg("再发布一次；线上仍是原来的版本")
                ),
            )


def local_link(target: Target) -> Transport:
    """Return the link to a folder of this machine."""
    return Transport((sys.executable, "-I", str(RECEIVER), target.folder, "--rsh", HOST))


def ssh_link(target: Target, address: str, key: Path, scratch: Path) -> Transport:
    """Return the link to a server.

    Args:
        target: the target.
        address: the one address that is connected to.
        key: the private key, or the public one whose other half an agent holds.
        scratch: a folder of ours for the server's key.
    """
    known = scratch / "known_hosts"
    known.write_text(f"{HOST} {target.host_key}\n", "utf-8")
    options = shlex.split(" ".join(_STRICT))
    given = (
        f"HostName={address}",
        f"HostKeyAlias={HOST}",
        f'UserKnownHostsFile="{known}"',
        f"HostKeyAlgorithms={_algorithms(target.host_key or '')}",
    )
    for option in given:
        options += ["-o", option]
    where = ("-p", str(target.port), "-l", target.user, "-i", str(key))
    return Transport(("ssh", *options, *where, HOST))


def _algorithms(host_key: str) -> str:
    kind = host_key.split(" ", maxsplit=1)[0]
    return "rsa-sha2-512,rsa-sha2-256" if kind == "ssh-rsa" else kind


class Conversation:
    """A conversation with a receiver; what is not confirmed when it ends is undone."""

    def __init__(self, link: Transport) -> None:
        """Take the link; nothing is connected yet."""
        self._link = link
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Connect."""
        self._errors = tempfile.TemporaryFile()
        self._process = subprocess.Popen(  # noqa: S603 -- a program of our own choice
            [*self._link.command, SESSION],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say goodbye and wait until the other side has undone what was not confirmed."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return
        try:
            process.stdin.close()
        except OSError:
            process.kill()
        try:
            process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        if self._errors:
            self._errors.close()

    def ask(self, what: str, **facts: object) -> dict[str, Any]:
        """Ask the receiver to do something and return its answer.

        Raises:
            ServerRefusedError: it does not.
            UserError: the connection ended.
        """
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            message = "the conversation has not begun"
            raise RuntimeError(message)
        line = json.dumps({"do": what, **facts}, ensure_ascii=False)
        try:
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
            answered = select.select([process.stdout], [], [], _ANSWER_TIMEOUT)[0]
            answer = process.stdout.readline() if answered else b""
        except OSError:
            answer = b""
        if not answer:
            raise self._cut()
        reply: dict[str, Any] = json.loads(answer)
        if not reply["ok"]:
            raise ServerRefusedError(reply)
        return reply

    def _cut(self) -> UserError:
        if self._process:
            self._process.kill()
            self._process.wait()
        said = b""
        if self._errors:
            self._errors.seek(0)
            said = self._errors.read()
        return _trouble(said.decode("utf-8", "replace"), _CUT)


def _trouble(said: str, otherwise: Problem) -> UserError:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    found = ((sign, what) for sign, what in _TROUBLES if sign in said.lower())
    sign, what = next(found, ("", otherwise))
    told = [line for line in lines if sign in line.lower()]
    values = {"said": told[-1] if told else msg("没有说明原因")}
    return UserError(what.filled(values))
