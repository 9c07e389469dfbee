"""`zhengwu suppressions`: every suppression of a city, with its age and who answers for it."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.pages.schedule import city_minute
from zhengwu.tree import FolderTree
from zhengwu_lint.git import Repository
from zhengwu_lint.git_trees import CommitTree
from zhengwu_lint.workspace import Workspace, open_workspace
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import (
    city_option,
    content_folder,
    date_option,
    language_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.suppressions import Suppression

_WRITTEN = re.compile(rb"^author-time (\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A suppression with what the city and its history say of it."""

    entry: Suppression
    officer: str
    age: int | None

    def as_json(self, language: str) -> dict[str, Any]:
        """Return it for programs; `age_days` is null where history does not tell."""
        entry = self.entry
        return {
            "file": entry.file,
            "line": entry.line,
            "rule": entry.rule,
            "whole_file": entry.whole_file,
            "until": entry.until.isoformat() if entry.until else None,
            "by": entry.by,
            "officer": self.officer,
            "reason": entry.reason,
            "age_days": self.age,
            "valid": entry.flaw is None,
            "flaw": entry.flaw.text(language) if entry.flaw else None,
        }

    def as_text(self, language: str) -> str:
        """Return it for people, in three lines."""
        entry = self.entry
        age = msg("不知写了多久") if self.age is None else msg("已写了 {days} 天", days=self.age)
        state = entry.flaw or msg("到 {until} 为止", until=entry.until)
        who = msg("{name}（{by}）", name=self.officer, by=entry.by) if self.officer else entry.by
        return "\n".join(
            [
                f"{entry.file}:{entry.line}: {entry.rule}",
                "    "
                + msg("{state}，{age}，负责人 {who}", state=state, age=age, who=who).text(language),
                "    " + msg("原因：{reason}", reason=entry.reason).text(language),
            ]
        )


@click.command(
    "suppressions", cls=Command, help="列出全市的豁免：哪条规则、到哪天、谁负责、多久了。"
)
@click.option("--json", "as_json", is_flag=True, help="按 JSON 输出，供程序读取")
@city_option
@date_option
@language_option
def command(*, as_json: bool, city: Path | None, moment: dt.datetime | None, language: str) -> int:
    """Print every suppression, those that are no longer valid included."""
    content = content_folder(city, (Path.cwd(),))
    if content is None:
        raise UserError(msg("这里没有 content/city.yml；请在城市的文件夹里运行，或用 --city 指明"))
    workspace = open_workspace(FolderTree(content.parent), content.name, moment)
    if workspace.register.city is None:
        raise UserError(workspace.register.mistakes)
    rows = list(_rows(workspace, content.parent))
    if as_json:
        data = [row.as_json(language) for row in rows]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        click.echo(row.as_text(language))
    valid = sum(row.entry.flaw is None for row in rows)
    what = msg("共 {count} 处豁免，{valid} 处有效。", count=len(rows), valid=valid)
    click.echo(what.text(language))
    return 0


def _rows(workspace: Workspace, root: Path) -> Iterator[_Row]:
    city = workspace.register.city
    today = workspace.moment.date()
    written = _Written.of(root)
    for file in sorted(_files(workspace)):
        for entry in workspace.allowed(file):
            officer = city.facts.officers.get(entry.by) if city else None
            age = written.age(entry, today) if written else None
            yield _Row(entry, officer.name if officer else "", age)


def _files(workspace: Workspace) -> Iterator[str]:
    yield from workspace.register.files
    yield from workspace.snapshot.city_sets.files
    for site in workspace.register.city.sites.values() if workspace.register.city else ():
        for page in workspace.pages(site).pages.values():
            if page.source:
                yield page.source.file


@dataclass(frozen=True, slots=True)
class _Written:
    """Knows when a line was committed.

    The line is looked for in the last commit and not in the folder: for that git would run what
    attributes and settings name as filters.
    """

    root: Path
    tree: CommitTree

    @classmethod
    def of(cls, root: Path) -> _Written | None:
        """Return what git knows; None where it has no commit, or a shallow clone would lie."""
        try:
            repository = Repository.open(root)
            if repository.unborn or repository.shallow:
                return None
            return cls(root, CommitTree(repository, repository.commit("HEAD")))
        except UserError:
            return None

    def age(self, entry: Suppression, today: dt.date) -> int | None:
        """Return the days since the line was committed; None where it was not yet."""
        line = self._committed_line(entry)
        if line is None:
            return None
        arguments = ("--porcelain", "--no-textconv", "-L", f"{line},{line}", self.tree.commit)
        said = self.tree.repository.git("blame", *arguments, "--", entry.file)
        match = _WRITTEN.search(said)
        if not match:
            return None
        written = city_minute(dt.datetime.fromtimestamp(int(match[1]), dt.UTC)).date()
        return max((today - written).days, 0)

    def _committed_line(self, entry: Suppression) -> int | None:
        """Return the line's number in the last commit; None if it is not there."""
        if not self.tree.exists(entry.file):
            return None
        now = (self.root / entry.file).read_bytes().splitlines()
        then = self.tree.read(entry.file).splitlines()
        for first, second, size in SequenceMatcher(
            a=now, b=then, autojunk=False
        ).get_matching_blocks():
            if first < entry.line <= first + size:
                return entry.line - first + second
        return None
