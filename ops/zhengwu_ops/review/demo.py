"""A demonstration: a repository of its own with the city's content, demo keys, and every seal.

The keys are made when they are first wanted, into a folder that git ignores; only their public
halves are committed, and only in the demonstration's own repository. Nothing is judged more mildly
there: the commits are signed, two supervisors found the register, three reviewers seal each page.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.register.load import CITY_FILE, load_register
from zhengwu.tree import FolderTree
from zhengwu_lint.git import Repository, git
from zhengwu_ops.officers.changes import add_key, found, sign_change
from zhengwu_ops.review.pending import able
from zhengwu_ops.review.reviews import Reviews
from zhengwu_ops.review.sealing import draft, put
from zhengwu_ops.review.verdicts import verdict_of
from zhengwu_ops.world.openssh import Signatures, read_signer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from zhengwu.approval.seal import Stage
    from zhengwu.model.city import City

KEYS = ".zhengwu/demo-keys"
_COPIED = ("mkdocs.yml",)
_IGNORED = "/.zhengwu/\n/public/\n"
_STAGES: tuple[Stage, ...] = ("first", "second", "final", "secrecy")


@dataclass(frozen=True, slots=True)
class Demo:
    """A demonstration repository.

    Attributes:
        root: its folder, which holds the content.
        keys: the folder of the officers' private keys, each named by the officer's id.
    """

    root: Path
    keys: Path

    @property
    def content(self) -> Path:
        """The folder of `city.yml`."""
        return self.root / "content"

    def key(self, officer: str) -> Path:
        """Return the private key of an officer."""
        return self.keys / officer

    def commit(self, message: str, officer: str, at: dt.datetime) -> str:
        """Commit everything, signed by an officer's key, and return the commit's id.

        Args:
            message: the commit's message.
            officer: who commits.
            at: when, in the city's time.
        """
        git(self.root, "add", "--all")
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={self.key(officer)}")
        person = ("-c", f"user.name={officer}", "-c", f"user.email={officer}@zhongshan.example")
        quiet = ("--quiet", "--no-verify", "--gpg-sign", "--message", message)
        when = f"{at.isoformat(timespec='seconds')}+08:00"
        dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
        git(self.root, *signing, *person, "commit", *quiet, variables=dates)
        return git(self.root, "rev-parse", "HEAD").decode("ascii").strip()

    def seal(
        self, sites: Iterable[str], now: dt.datetime, signatures: Signatures | None = None
    ) -> int:
        """Seal every page of `sites` that waits, stage by stage, and return how many seals.

        Each stage is committed by itself, as it would arrive in life.
        """
        number = 0
        for stage in _STAGES:
            officers = self._seal_stage(tuple(sites), stage, now, signatures)
            number += len(officers)
            if officers:
                self.commit(f"Seals: {stage}", officers[0], now)
        return number

    def _seal_stage(
        self, sites: tuple[str, ...], stage: Stage, now: dt.datetime, signatures: Signatures | None
    ) -> list[str]:
        """Seal a stage where it waits, and return who sealed each time."""
        reviews = Reviews.open(self.content, now, signatures)
        officers: list[str] = []
        for site in sites:
            for page in reviews.pages(site, due=False):
                if stage in verdict_of(reviews, site, page).waiting:
                    officer = _officer_for(reviews, site, page, stage)
                    signer = read_signer(self.key(officer))
                    put(self.root, draft(reviews, site, page, stage, signer.fingerprint), signer)
                    officers.append(officer)
        return officers


def _officer_for(reviews: Reviews, site: str, page: str, stage: Stage) -> str:
    """Return who seals: of those who may, who has the fewest roles, of the site's unit first."""
    unit, known = reviews.site(site).unit, reviews.trust.officers
    found = able(reviews, site, page, stage)
    if not found:
        raise UserError(
            msg("网站 {site} 没有人能对 {page} 做“{stage}”", site=site, page=page, stage=stage)
        )
    return min(found, key=lambda who: (len(known[who].roles), known[who].unit != unit))


def make_demo(content: Path, folder: Path, now: dt.datetime, *, seal: bool = True) -> Demo:
    """Copy a demonstration city into a repository of its own, with keys, register and seals.

    Args:
        content: the folder of the city's `city.yml`; the city must be a demonstration.
        folder: a folder that does not exist yet, or is empty.
        now: the minute, in the city's time.
        seal: seal every page.

    Raises:
        UserError: the city is a real one, or the folder is in use.
    """
    city = _demo_city(content)
    if folder.exists() and any(folder.iterdir()):
        raise UserError(msg("{folder} 已有内容", folder=str(folder)), msg("换一个新文件夹的名字"))
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    demo = Demo(root, root / KEYS)
    shutil.copytree(content, demo.content, symlinks=True)
    for name in _COPIED:
        if (content.parent / name).is_file():
            shutil.copy(content.parent / name, root / name)
    (root / ".gitignore").write_text(_IGNORED, "utf-8")
    Repository.make(root, city.facts.protected_branch)
    make_keys(demo.keys, city.facts.officers)
    for officer in city.facts.officers:
        key = (demo.keys / f"{officer}.pub").read_text("utf-8")
        add_key(demo.content, officer, key, now.date())
    change = found(demo.content, msg("演示").text(), now)
    supervisors = [o for o, entry in city.facts.officers.items() if "supervisor" in entry.roles]
    for officer in supervisors[:2]:
        sign_change(demo.content, change.number, read_signer(demo.key(officer)))
    editors = [o for o, entry in city.facts.officers.items() if "editor" in entry.roles]
    demo.commit("The demonstration city", editors[0], now)
    if seal:
        demo.seal(city.sites, now)
    return demo


def make_keys(folder: Path, officers: Iterable[str]) -> None:
    """Make an SSH key without a passphrase for each officer who has none in `folder`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for officer in officers:
        file = folder / officer
        if not file.exists():
            options = ["-q", "-t", "ed25519", "-N", "", "-C", f"demo {officer}", "-f", str(file)]
            subprocess.run(["ssh-keygen", *options], check=True)  # noqa: S603, S607 -- fixed, by PATH


def _demo_city(content: Path) -> City:
    register = load_register(FolderTree(content.parent), content.name)
    if register.city is None:
        raise UserError(register.mistakes)
    if not register.city.demo:
        raise UserError(
            msg("{file} 不是演示城市，不能用演示密钥", file=CITY_FILE),
            msg("正式的公钥用 zhengwu officer 登记"),
        )
    return register.city
