"""A small city in a real repository, with a signed register and keys for everybody.

A test says when something reaches the branch: commits carry the dates that it gives.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.cities import article, city_tree
from zhengwu.approval.seal import NOTHING, Seal, Stage, namespace, seal_id, write_seal
from zhengwu_lint.git import git
from zhengwu_ops.review import Reviews
from zhengwu_ops.review.demo import Demo, make_demo
from zhengwu_ops.review.verdicts import verdict_of
from zhengwu_ops.world.openssh import Signatures, read_signer

if TYPE_CHECKING:
    from pathlib import Path

    from zhengwu.approval import Verdict

NOW = dt.datetime(2026, 11, 24, 10, 0)
PAGE = "tzgg/a.md"
OTHER = "tzgg/b.md"
TEXT = article(
    "\n见[附件](files/a.csv)。",
    attachments="[{name: 名单, file: files/a.csv}]",
)
OFFICERS = {
    "lin": {"name": "林若澄", "unit": "zfb", "roles": ["editor"]},
    "lu": {"name": "陆一鸣", "unit": "zfb", "roles": ["editor", "first", "final"]},
    "chen": {"name": "陈知远", "unit": "zfb", "roles": ["first"]},
    "he": {"name": "何清和", "unit": "zfb", "roles": ["second"]},
    "liang": {"name": "梁明越", "unit": "zfb", "roles": ["final"]},
    "su": {"name": "苏砚宁", "unit": "zfb", "roles": ["secrecy"]},
    "fang": {
        "name": "方能",
        "unit": "zfb",
        "roles": ["first", "second", "final", "secrecy"],
    },
    "jian": {"name": "简书田", "unit": "fgj", "roles": ["final"]},
    "huang": {"name": "黄信之", "unit": "zfb", "roles": ["operator"]},
    "zhou": {"name": "周正则", "unit": "zfb", "roles": ["supervisor"]},
    "xu": {"name": "许公行", "unit": "zfb", "roles": ["supervisor"]},
}
PEOPLE: dict[Stage, str] = {"first": "chen", "second": "he", "final": "liang", "secrecy": "su"}


def day(number: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    """Return a minute of November 2026."""
    return dt.datetime(2026, 11, number, hour, minute)


def found_world(folder: Path) -> Demo:
    """Make the repository that the tests copy: the register is founded on 2 November."""
    tree = city_tree(
        {
            f"content/portal/{PAGE}": TEXT,
            f"content/portal/{OTHER}": article("另一篇。", title="关于乙事的公告"),
            "content/portal/tzgg/files/a.csv": "姓名\n甲\n",
            f"content/fgj/{PAGE}": TEXT,
            "content/fgj/tzgg/files/a.csv": "姓名\n甲\n",
        },
        city={"officers": OFFICERS},
    )
    source = folder / "source"
    for path in tree.files():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(tree.read(path))
    return make_demo(source / "content", folder / "city", day(2), seal=False)


@dataclass
class World:
    """A copy of the repository for one test.

    Attributes:
        demo: the repository and its keys.
        today: when the next commit reaches the branch.
    """

    demo: Demo
    today: dt.datetime = field(default_factory=lambda: day(3))

    @property
    def root(self) -> Path:
        return self.demo.root

    @property
    def content(self) -> Path:
        return self.demo.content

    def write(self, path: str, text: str) -> None:
        """Write a file of the content."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def edit(self, old: str, new: str, path: str = f"portal/{PAGE}") -> None:
        """Change the text of a page."""
        text = (self.content / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def commit(self, officer: str = "lin", at: dt.datetime | None = None) -> str:
        """Commit everything with an officer's signature; the clock goes on by an hour."""
        commit = self.demo.commit("A commit", officer, at or self.today)
        self.today += dt.timedelta(hours=1)
        return commit

    def reviews(self, now: dt.datetime = NOW) -> Reviews:
        return Reviews.open(self.content, now, Signatures(None))

    def verdict(self, page: str = PAGE, site: str = "portal", now: dt.datetime = NOW) -> Verdict:
        return verdict_of(self.reviews(now), site, page)

    def codes(self, page: str = PAGE, site: str = "portal", now: dt.datetime = NOW) -> set[str]:
        """Return the codes of the reasons why a page may not be published."""
        return {reason.code for reason in self.verdict(page, site, now).reasons}

    def seal(
        self,
        stage: Stage,
        officer: str,
        previous: str = NOTHING,
        page: str = PAGE,
        site: str = "portal",
        *,
        key: str = "",
        signed: dt.datetime | None = None,
        reason: str = NOTHING,
        region: str = "442000",
    ) -> str:
        """Write a seal, entitled or not, and return the digest by which later ones name it."""
        signer = read_signer(self.demo.key(key or officer))
        digest = replace(self.reviews().digest(site, page), city=region)
        seal = Seal(
            digest, "标题", stage, officer, signer.fingerprint, previous, signed or day(3), reason
        )
        text = write_seal(seal, signer.sign(seal.payload().encode(), namespace(region)))
        file = self.root / seal.path()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return seal_id(text)

    def seal_all(self, page: str = PAGE, site: str = "portal", **people: str) -> dict[str, str]:
        """Seal every stage in order, a commit each; return the seals' digests by stage."""
        found: dict[str, str] = {}
        previous = NOTHING
        for stage, officer in PEOPLE.items():
            who = people.get(stage, officer)
            chained = NOTHING if stage in {"first", "secrecy"} else previous
            found[stage] = previous = self.seal(stage, who, chained, page, site)
            self.commit(who)
        return found

    def log(self) -> str:
        return git(self.root, "log", "--format=%s").decode("utf-8")
