"""What the lint finds in the suite's cases, asked through the command line."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.adversary.cases import SUITE, Case, File, Found, Judging, read_judging
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence

# Not named `content`, so that no check of this repository takes it for one of its cities.
CITY = SUITE / "city"
EXIT_CANNOT_WORK = 2
# What a case states of a file that the lint refuses to judge; not a rule.
NOT_JUDGED = "not-judged"


@dataclass(frozen=True, order=True)
class Told:
    """A finding with what the lint says of it."""

    found: Found
    severity: str
    message: str


def judge(cases: Sequence[Case]) -> dict[str, dict[str, list[Told]]]:
    """Return what is found, by case's name and file's path.

    Cases of one file share a city; a case with more files has one of its own.
    """
    judging = read_judging()
    together = [case for case in cases if len(case.files) == 1]
    result: dict[str, dict[str, list[Told]]] = {}
    for group in ([together] if together else []) + [[c] for c in cases if len(c.files) > 1]:
        found = _lint([file for case in group for file in case.files], judging)
        for case in group:
            result[case.name] = {file.path: found[file.path] for file in case.files}
    return result


def difference(case: Case, told: dict[str, list[Told]]) -> str:
    """Return what is wrong with what was found in a case; "" if all is as it states."""
    lines: list[str] = []
    for file in case.files:
        found = told[file.path]
        stated, real = Counter(file.expected), Counter(entry.found for entry in found)
        missing, extra = stated - real, real - stated
        if not missing and not extra:
            continue
        if len(case.files) > 1:
            lines.append(f"  in {file.path}")
        says = {entry.found: f"{entry.severity}: {entry.message}" for entry in found}
        lines += [f"  expected, not found:  {entry}" for entry in missing.elements()]
        lines += [f"  found, not expected:  {entry}   {says[entry]}" for entry in extra.elements()]
        lines += [f"  as expected:          {entry}" for entry in (stated & real).elements()]
    expected = [entry for file in case.files for entry in file.expected]
    if case.hostile and not expected:
        lines.append("  a hostile case states at least one finding")
    errors = [entry for found in told.values() for entry in found if entry.severity == "error"]
    if not case.hostile:
        lines += [f"  an error in an honest case: {entry.found}" for entry in errors]
    if not lines:
        return ""
    kind = "hostile" if case.hostile else "honest"
    return "\n".join((f"{case.place}: {kind} {case.name}", *lines))


def _lint(files: list[File], judging: Judging) -> dict[str, list[Told]]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "city")
        shutil.copytree(CITY, root / "content")
        for file in files:
            path = root / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
        output = Path(folder, "found.json")
        named = {str(root / file.path): file for file in files}
        city = str(root / "content")
        code = main(["lint", f"--format=json={output}", "--city", city, *named])
        if code == EXIT_CANNOT_WORK:
            message = "the lint could not work; what it says stands above"
            raise RuntimeError(message)
        report = json.loads(output.read_text("utf-8"))
    told: dict[str, list[Told]] = {file.path: [] for file in files}
    given = {file.path: file.given for file in files}
    for entry in report["unchecked"]:
        path = entry["file"].removeprefix(f"{root.as_posix()}/")
        told[path].append(Told(Found(0, 0, NOT_JUDGED), "note", entry["why"]))
    for entry in report["findings"]:
        path = entry["file"].removeprefix(f"{root.as_posix()}/")
        if path not in told:
            message = f"{path}, which no case names: {entry['rule']}: {entry['message']}"
            raise RuntimeError(message)
        if entry["rule"] in judging.not_asked.get(Path(path).suffix, ()):
            continue
        line = entry["line"] - given[path] if entry["line"] else 0
        found = Found(line, entry["column"], entry["rule"])
        told[path].append(Told(found, entry["severity"], entry["message"]))
    return {path: sorted(entries) for path, entries in told.items()}
