"""Real commits in a real repository, for tests of what a hook lets pass."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.hooks.ondisk import CLEAN, FOREIGN, PAGE, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# How a commit is made: what is said to git, and whether it takes the text of the folder rather
# than the one that was added.
WAYS: dict[str, tuple[tuple[str, ...], bool]] = {
    "what was added": (("commit", "-m", "x"), False),
    "everything, -a": (("commit", "-a", "-m", "x"), True),
    "one path": (("commit", "-m", "x", PAGE), True),
    "one path besides, -i": (("commit", "-m", "x", "-i", PAGE), True),
    "amended": (("commit", "--amend", "--no-edit"), False),
    "amended with everything": (("commit", "--amend", "--no-edit", "-a"), True),
}


def outer_environment(folder: Path) -> dict[str, str]:
    """Return an environment without what an outer hook or a person's settings would bring in."""
    leaking = ("GIT_", "PYTHON", "PRE_COMMIT", "VIRTUAL_ENV", "ZHENGWU_")
    config = folder / "gitconfig"
    config.write_text("[user]\n\tname = 林若澄\n\temail = lin@zhongshan.example\n", "utf-8")
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(leaking)},
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONUTF8": "1",
    }


@dataclass(frozen=True)
class Repository:
    """A repository, or a linked worktree of one.

    Attributes:
        folder: its top folder.
        environment: of every program that is run in it.
    """

    folder: Path
    environment: Mapping[str, str]

    def run(self, *command: str, folder: str = ".") -> subprocess.CompletedProcess[str]:
        """Run a program and return what came of it."""
        return subprocess.run(
            command,
            cwd=self.folder / folder,
            env=dict(self.environment),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed, and return what it prints."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def add(self, files: Mapping[str, str | bytes]) -> None:
        """Write files and add them to the index."""
        write(self.folder, files)
        self.git("add", "--", *files)

    def commit(self, *arguments: str, folder: str = ".") -> str | None:
        """Try to commit; return what the hook said if it refused, None if it passed."""
        before = self.head
        done = self.run("git", *(arguments or ("commit", "-m", "x")), folder=folder)
        passed = done.returncode == 0
        assert passed == (self.head != before), done.stderr
        return None if passed else done.stdout + done.stderr

    @property
    def head(self) -> str:
        """The commit that stands at HEAD; "" before the first."""
        return self.run("git", "rev-parse", "--quiet", "--verify", "HEAD").stdout.strip()

    def worktree(self, folder: Path) -> Repository:
        """Return a new linked worktree."""
        self.git("worktree", "add", "--quiet", "-b", folder.name, str(folder))
        return Repository(folder, self.environment)


def commit_differing(repository: Repository, way: str, *, added_is_bad: bool) -> None:
    """Add one text, leave another in the folder, commit, and see that the right one was judged."""
    arguments, takes_folder = WAYS[way]
    added, in_folder = (FOREIGN, CLEAN) if added_is_bad else (CLEAN, FOREIGN)
    repository.add({PAGE: f"{added}\n"})
    write(repository.folder, {PAGE: f"{in_folder}\n"})
    said = repository.commit(*arguments)
    if added_is_bad != takes_folder:
        assert said is not None
        assert f"{PAGE}:6:2" in said
        assert "www.shop-demo.com" in said
    else:
        assert said is None
        assert repository.git("show", f"HEAD:{PAGE}") == CLEAN.strip()
