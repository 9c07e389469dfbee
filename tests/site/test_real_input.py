"""Real official texts: one that was garbled on its way, and a whole seal_files of laws."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.corpus import LAWS, REGULATION, needs_laws, needs_regulation
from tests.site.conftest import DAY, copy_city
from zhengwu.pages.schedule import end_of
from zhengwu_ops.build.sites import build_sites
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FRONT = """---
title: {title}
published_at: 2026-11-20 09:00
source: 本网
---
"""


@needs_regulation
def test_the_scraped_regulation_is_refused_at_the_right_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy_city(tmp_path))
    front = FRONT.format(title="政府网站及政务新媒体管理办法")
    page = tmp_path / "regulation.md"
    text = front + REGULATION.read_text("utf-8")
    page.write_text(text, "utf-8")
    assert main(["lint", str(page), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["checked"] == 1
    assert report["unchecked"] == []
    found: dict[str, set[int]] = defaultdict(set)
    for finding in report["findings"]:
        found[finding["rule"]].add(finding["line"])
    lines = list(enumerate(text.split("\n"), start=1))
    spam = {n for n, line in lines if re.search(r"[a-z]+\.com", line)}
    assert found["foreign-host-in-text"] == spam
    doubled = {n for n, line in lines if re.search(r"[,，][,，、。;；:]", line)}
    assert found["doubled-punctuation"] == doubled
    residue = re.compile(r"[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+\)")
    glossed = {n for n, line in lines if residue.search(line)}
    assert found["pinyin-residue"] == glossed
    assert found["traditional-character"] <= {n for n, _ in lines if n > 5}
    assert len(found["traditional-character"]) > 30
    assert len(spam) == 1
    assert len(doubled) > 30


@needs_laws
def test_the_laws_build_as_a_column_and_are_judged(tmp_path: Path) -> None:
    folder = copy_city(tmp_path)
    column = folder / "content/fgj/zcwj"
    laws = sorted(LAWS.glob("*.md"))
    assert len(laws) > 200
    for number, law in enumerate(laws):
        front = FRONT.format(title=law.stem) + "kind: article\n"
        front = front.replace("---\nkind: article\n", "kind: article\n---\n")
        (column / f"law-{number:03}.md").write_text(front + law.read_text("utf-8"), "utf-8")
    outcome = build_sites(
        folder / "content", ("fgj",), end_of(DAY), strict=False, say=lambda _: None
    )
    assert [f for f in outcome.report.findings if f.severity == "error"] == []
    assert outcome.failures == ()
    assert outcome.done
    built = list((folder / "public/fgj/zcwj").glob("law-*/index.html"))
    assert len(built) == len(laws)
