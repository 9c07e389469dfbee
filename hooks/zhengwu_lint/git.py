"""Git, asked so that nothing decides the answer but the objects themselves.

Neither replaced objects, grafts and the commit graph's cache, nor attributes, hooks and a person's
or a system's settings have a say; nothing is fetched, locked or shown page by page. Trees are read
by `ls-tree`, `ls-files` and `cat-file`, which know no attributes, and what comes is held against
its name. Git trusts the repository that was opened, whoever owns it, and no other.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SHA1 = 40
AT_ONCE = 60  # as many ids as fit into the smallest pipe (4 KB), or both sides would wait
_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "none",  # for git before 2.39.4, which knows no GIT_NO_LAZY_FETCH
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# What the repository's own configuration could say otherwise.
_SETTINGS = (
    "advice.graftFileDeprecated=false",
    "blame.ignoreRevsFile=",
    "color.diff=never",
    "color.ui=never",
    f"core.attributesFile={os.devnull}",
    "core.commitGraph=false",  # a file beside the objects that could name other parents
    f"core.excludesFile={os.devnull}",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "core.useReplaceRefs=false",
    "diff.renameLimit=0",
    "log.diffMerges=separate",
    "log.follow=false",
    "log.showRoot=true",
    "log.showSignature=false",
)
_ALWAYS = frozenset({"GIT_EXEC_PATH"})  # where a git that was moved finds its own programs
# By these git tells a hook where it is and what is being committed.
_OF_HOOK = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_QUARANTINE_PATH",
        "GIT_WORK_TREE",
    }
)


def git(
    folder: Path, *arguments: str, stdin: bytes = b"", variables: Mapping[str, str] | None = None
) -> bytes:
    """Run git once in a repository's `folder` and return what it prints; see `Repository.git`."""
    return Repository.open(folder).git(*arguments, stdin=stdin, variables=variables)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, opened in one of its folders.

    Attributes:
        folder: where git is run; paths are told from here.
        top: the top of the working tree.
        directory: the repository itself, mostly `.git`.
        hook: it is the one whose hook this process is: what git says of the commit that is being
            made (`GIT_INDEX_FILE`: `git commit -a`, `git commit PATH`) holds.
    """

    folder: Path
    top: Path
    directory: Path
    hook: bool = False

    @classmethod
    def open(cls, folder: Path, *, hook: bool = False) -> Repository:
        """Return the repository around `folder`.

        Raises:
            UserError: there is none.
        """
        folder = folder.resolve()
        if hook and "GIT_DIR" in os.environ:
            asked = ("rev-parse", "--absolute-git-dir", "--show-toplevel")
            said = _run(asked, folder, _environment(hook=True), b"")
            places = said.decode("utf-8", "surrogateescape").splitlines()
            return cls(folder, Path(places[1]), Path(places[0]), hook=True)
        for top in (folder, *folder.parents):
            if (top / ".git").is_file() or (top / ".git" / "HEAD").is_file():
                return cls(folder, top, top / ".git", hook)
        raise UserError(
            msg("这里不是 git 仓库：{folder}", folder=str(folder)), msg("在仓库的文件夹里运行")
        )

    @classmethod
    def make(cls, folder: Path, branch: str) -> Repository:
        """Make a repository in `folder` whose first branch is `branch`."""
        folder = folder.resolve()
        repository = cls(folder, folder, folder / ".git")
        repository.git("init", "--quiet", "--initial-branch", branch)
        return repository

    def git(
        self, *arguments: str, stdin: bytes = b"", variables: Mapping[str, str] | None = None
    ) -> bytes:
        """Run git and return what it prints.

        Args:
            arguments: the command and what belongs to it.
            stdin: what it reads.
            variables: environment variables to set beside those there are.

        Raises:
            UserError: git is missing or refuses.
        """
        environment = {**self.environment, **(variables or {})}
        return _run((*self._trusting, *arguments), self.folder, environment, stdin)

    def command(self, *arguments: str) -> list[str]:
        """Return how git is called; to be run in `folder` with `environment`."""
        return _command((*self._trusting, *arguments))

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which git is run.

        The repository is named: git looks for no other, and versions before 2.38, which do not
        hear `-c safe.directory`, trust it as well.
        """
        return {
            **_environment(hook=self.hook),
            "GIT_CEILING_DIRECTORIES": str(self.top.parent),
            "GIT_DIR": str(self.directory),
            "GIT_WORK_TREE": str(self.top),
        }

    @property
    def _trusting(self) -> tuple[str, ...]:
        # To git a last part `*` means every folder beside it.
        return () if self.top.name == "*" else ("-c", f"safe.directory={self.top.as_posix()}")

    def commit(self, revision: str) -> str:
        """Return the full id of the commit that `revision` names.

        Raises:
            UserError: there is none.
        """
        if not revision.startswith("-"):
            try:
                asked = ("--quiet", "--verify", f"{revision}^{{commit}}")
                return self.git("rev-parse", *asked).decode("ascii").strip()
            except UserError:
                self.require_history()
        raise UserError(
            msg("git 里没有“{revision}”这个提交", revision=revision),
            msg("写一个提交的编号、分支或标签"),
        )

    @property
    def unborn(self) -> bool:
        """Whether nothing has been committed yet."""
        try:
            self.git("rev-parse", "--quiet", "--verify", "HEAD")
        except UserError:
            return True
        return False

    @property
    def shallow(self) -> bool:
        """Whether the history has been cut off."""
        return self.git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def require_history(self) -> None:
        """Make sure that the whole history is there.

        Raises:
            UserError: it is a shallow clone.
        """
        if self.shallow:
            raise UserError(
                msg("这份仓库不是完整历史（浅克隆），无法核对以前的内容"),
                msg("运行 git fetch --unshallow；CI 里把 fetch-depth 设为 0"),
            )


def _environment(*, hook: bool) -> dict[str, str]:
    kept = _ALWAYS | _OF_HOOK if hook else _ALWAYS
    own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in kept}
    return {**own, **_VARIABLES}


def _command(arguments: tuple[str, ...]) -> list[str]:
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    return ["git", "--no-pager", *settings, *arguments]


def _run(
    arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], stdin: bytes
) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed program, arguments in a list
            _command(arguments),
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UserError(msg("没有找到 git；请先安装 git")) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        words = iter(arguments)
        command = next(word for word in words if word != "-c" or not next(words))
        raise UserError(msg("git {command} 没有成功：{said}", command=command, said=said))
    return done.stdout


def blob_ids(data: bytes, like: str) -> tuple[str, str]:
    """Return the ids that git gives to a file as it is, and with the line ends of Unix.

    Args:
        data: the file's bytes.
        like: an id of the kind that the repository uses.
    """
    return _id(b"blob", data, like), _id(b"blob", data.replace(b"\r\n", b"\n"), like)


def _id(kind: bytes, data: bytes, like: str) -> str:
    algorithm = "sha1" if len(like) == _SHA1 else "sha256"
    head = b"%s %d\0" % (kind, len(data))
    return hashlib.new(algorithm, head + data, usedforsecurity=False).hexdigest()


class Objects:
    """The objects of a repository, read through one `git cat-file --batch`."""

    def __init__(self, repository: Repository) -> None:
        """Start nothing yet."""
        self._repository = repository
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._starter = 0

    def read(self, name: str) -> bytes:
        """Return an object as git stores it.

        Raises:
            UserError: it is not here, or not what its id says.
        """
        return next(self.read_all([name]))

    def read_all(self, names: Sequence[str]) -> Iterator[bytes]:
        """Yield objects as git stores them; quicker than one by one.

        Raises:
            UserError: one is not here, or not what its id says.
        """
        for first in range(0, len(names), AT_ONCE):
            asked = names[first : first + AT_ONCE]
            for name, found in zip(asked, self._ask(asked), strict=True):
                if found is None:
                    raise _missing(name)
                yield found

    def find(self, name: str) -> bytes | None:
        """Return the object that `name` (an id, or `commit:path` from the top) means, or None.

        Raises:
            UserError: it is not what its id says, or git gave up over it.
        """
        # No name in this protocol has a line's end.
        return None if "\n" in name else self._ask([name])[0]

    def _ask(self, names: Sequence[str]) -> list[bytes | None]:
        with self._lock:
            stdin, stdout = self._pipes()
            lines = "".join(f"{name}\n" for name in names)
            stdin.write(lines.encode("utf-8", "surrogateescape"))
            stdin.flush()
            return [self._answer(name, stdout) for name in names]

    def _answer(self, name: str, stdout: IO[bytes]) -> bytes | None:
        head = stdout.readline()
        if not head.endswith(b"\n"):  # so git ends where it would have to fetch
            self._process = None
            raise _missing(name)
        own, *facts = head.rstrip(b"\n").rsplit(b" ", 2)
        if len(facts) < 2 or not facts[1].isdigit():  # noqa: PLR2004 -- kind and size
            return None
        data = stdout.read(int(facts[1]))
        stdout.read(1)
        if _id(facts[0], data, own.decode("ascii")) != own.decode("ascii"):
            self._process = None  # what stands in the pipe belongs to nobody any more
            raise UserError(
                msg("git 仓库损坏：{name} 的内容和它的编号不符", name=name),
                msg("运行 git fsck，重新做一次克隆"),
            )
        return data

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process
        if process is None or self._starter != os.getpid():
            process = self._start()
        if process.stdin is None or process.stdout is None:
            message = "both ends were asked for"
            raise AssertionError(message)
        return process.stdin, process.stdout

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(  # noqa: S603 -- a fixed program, arguments in a list
                self._repository.command("cat-file", "--batch"),
                cwd=self._repository.folder,
                env=self._repository.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise UserError(msg("没有找到 git；请先安装 git")) from error
        weakref.finalize(self, _end, process)
        self._process, self._starter = process, os.getpid()
        return process


def _missing(name: str) -> UserError:
    return UserError(
        msg("git 仓库里缺少对象 {name}", name=name),
        msg("运行 git fsck；如果是部分克隆，重新做一次完整的克隆"),
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()
