"""Measure: `make judge`. Prints recall by kind and false errors by genre, in Markdown."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.judgement.texts import Text, honest, hostile, laws

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
CORPUS = ROOT.parent / "shared/corpus/laws"
FOLDER = "content/portal/tzgg"
SEED = 1
# Rules about a page's neighbours: they say nothing of the text.
INCIDENTAL = frozenset(
    {"near-duplicate-article", "duplicate-article", "broken-link", "missing-alternative-text"}
)
FEW = 30  # cases of which no percentage is told
_HUNDRED = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the texts and print what came of it."""
    options = argparse.ArgumentParser(prog="make judge", description=__doc__)
    options.add_argument("--unread", action="store_true", help="the half that is read once")
    options.add_argument("--misses", action="store_true", help="print each wrong one")
    options.add_argument("--each", type=int, default=60, help="hostile texts of each kind")
    given = options.parse_args(arguments)
    folder = HERE / "unread" if given.unread else HERE
    texts = [*hostile(folder, Random(SEED), given.each), *honest(folder)]
    if not given.unread:
        texts += laws(CORPUS)
        if not CORPUS.is_dir():
            print("skipped: laws (no shared/corpus beside the repository)")
    found = judged(texts)
    print(table(texts, found))
    if given.misses:
        for text, rules in zip(texts, found, strict=True):
            if text.hostile != bool(rules):
                what = "missed" if text.hostile else f"stopped by {', '.join(sorted(rules))}"
                shown = text.title or text.body[:160]
                print(f"- {text.kind} ({text.where}): {what}: {shown!r}")
    return 0


def judged(texts: Sequence[Text]) -> list[frozenset[str]]:
    """Return the rules that find an error on each text's page."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copy(ROOT / "mkdocs.yml", root)
        files = [f"{FOLDER}/judge-{n:04}.md" for n in range(len(texts))]
        for n, (file, text) in enumerate(zip(files, texts, strict=True)):
            (root / file).write_text(_page(text, n), "utf-8")
        zhengwu = str(Path(sys.executable).with_name("zhengwu"))
        command = [zhengwu, "lint", "--format", "json", FOLDER]
        run = subprocess.run(command, cwd=root, capture_output=True, check=False)
        told = json.loads(run.stdout)
    by_file: dict[str, set[str]] = {}
    for finding in told["findings"]:
        if finding["severity"] == "error" and finding["rule"] not in INCIDENTAL:
            by_file.setdefault(finding["file"], set()).add(finding["rule"])
    return [frozenset(by_file.get(file, ())) for file in files]


def table(texts: Sequence[Text], found: Iterable[frozenset[str]]) -> str:
    """Return the figures as tables in Markdown."""
    total: Counter[tuple[bool, str]] = Counter()
    rejected: Counter[tuple[bool, str]] = Counter()
    for text, rules in zip(texts, found, strict=True):
        total[text.hostile, text.kind] += 1
        rejected[text.hostile, text.kind] += bool(rules)
    lines = ["| hostile | rejected | of | recall |", "|---|---:|---:|---:|"]
    hostile_ones = sum(n for (is_hostile, _), n in rejected.items() if is_hostile)
    for (is_hostile, kind), count in sorted(total.items()):
        if is_hostile:
            share = rejected[True, kind]
            told = f"{_HUNDRED * share / count:.1f} %" if count >= FEW else "–"
            lines.append(f"| {kind} | {share} | {count} | {told} |")
    lines += ["", "| honest | stopped | of |", "|---|---:|---:|"]
    stopped = sum(n for (is_hostile, _), n in rejected.items() if not is_hostile)
    for (is_hostile, kind), count in sorted(total.items()):
        if not is_hostile:
            lines.append(f"| {kind} | {rejected[False, kind]} | {count} |")
    if hostile_ones:
        precision = _HUNDRED * hostile_ones / (hostile_ones + stopped)
        lines += ["", f"Precision: {precision:.1f} % of what is rejected is hostile."]
    return "\n".join(lines)


def _page(text: Text, n: int) -> str:
    front = {
        "title": text.title or f"第{n}号事项的说明",
        "published_at": "2026-11-20 09:30",
        "source": "中山市人民政府办公室",
        "summary": text.summary or f"第{n}号事项的有关说明。",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    head = "\n".join(lines).replace('"2026-11-20 09:30"', "2026-11-20 09:30")
    return f"---\n{head}\n---\n{text.body}\n"


if __name__ == "__main__":
    sys.exit(main())
