"""The demo city as a signed and sealed repository, whose sites are published to folders."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tests.ops.publish.servers import program, python
from zhengwu_ops.publish.request import Order, city_of, find
from zhengwu_ops.review.demo import KEYS, Demo, make_demo
from zhengwu_ops.server.init import server_files
from zhengwu_ops.server.plan import Plan
from zhengwu_ops.world.openssh import Signatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parents[3]
NOW = dt.datetime(2026, 11, 24, 10, 0)
OPERATOR, EDITOR = "huang-xinzhi", "luo-yiheng"


@dataclass
class Repository:
    """A copy of the city to do things to.

    Attributes:
        demo: the repository.
        signatures: remembers which were checked, beside it.
    """

    demo: Demo
    signatures: Signatures

    @property
    def content(self) -> Path:
        return self.demo.content

    def path(self, file: str) -> Path:
        """Return a file of the content."""
        return self.content / file

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file's text in one place."""
        path = self.path(file)
        text = path.read_text("utf-8")
        assert old in text, file
        path.write_text(text.replace(old, new, 1), "utf-8")

    def add(self, file: str, text: str) -> None:
        """Add to a file's end."""
        path = self.path(file)
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    def commit(self) -> str:
        """Commit everything."""
        return self.demo.commit("A change", EDITOR, NOW)

    def seal(self, *sites: str) -> None:
        """Seal and commit whatever of the sites waits for it."""
        self.demo.seal(sites, NOW, self.signatures)

    def copy(self, folder: Path) -> Repository:
        """Return a copy in another folder."""
        shutil.copytree(self.demo.root, folder, symlinks=True)
        return Repository(Demo(folder, folder / KEYS), self.signatures)

    def clone(self, folder: Path, *options: str) -> Repository:
        """Return a clone in another folder; it has the keys too."""
        command = [program("git"), "clone", "-q", *options, f"file://{self.demo.root}"]
        subprocess.run([*command, str(folder)], check=True, capture_output=True)
        shutil.copytree(self.demo.keys, folder / KEYS)
        return Repository(Demo(folder, folder / KEYS), self.signatures)

    def order(self, site: str = "fgj", *, key: str = OPERATOR, **more: object) -> Order:
        """Return the order to publish a site to its only target."""
        moment = more.pop("moment", NOW)
        snapshot, found, target = find(self.content, site, None, moment)  # type: ignore[arg-type]
        settings = {
            "wait": 10.0,
            "probed": False,
            "notice": False,
            "say": lambda _: None,
            **more,
        }
        return Order(self.content, snapshot, found, target, self.demo.key(key), **settings)  # type: ignore[arg-type]


def found_city(folder: Path, targets: Mapping[str, dict[str, str]]) -> Repository:
    """Make the repository, each site with its target; nothing is sealed yet."""
    demo = make_demo(ROOT / "content", folder, NOW, seal=False)
    repository = Repository(demo, Signatures(None))
    for site, target in targets.items():
        repository.add(f"{site}/site.yml", dump({"targets": [{"name": "production", **target}]}))
    repository.commit()
    return repository


def dump(data: Mapping[str, object]) -> str:
    return "\n" + yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)


def lay_out(repository: Repository, sites: Iterable[str], pins: Mapping[str, object]) -> None:
    """Prepare the local folders that the sites are published to; nobody serves them."""

    for site_id in sites:
        snapshot, site, target = find(repository.content, site_id, None)
        plan = Plan(city_of(snapshot), site, target, "", None, python(), sudo=False, reload=())
        out = repository.demo.root.parent / f"files-{site_id}"
        out.mkdir()
        for name, text in server_files(plan, pins).items():
            (out / name).write_text(text, "utf-8")
        settings = json.loads((out / "receiver.json").read_text("utf-8"))
        (out / "receiver.json").write_text(json.dumps({**settings, "apply": []}), "utf-8")
        subprocess.run(["sh", str(out / "install.sh")], check=True)
