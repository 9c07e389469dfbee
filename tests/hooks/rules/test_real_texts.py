"""The lint on real texts: the scraped regulation and the laws beside this checkout."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.cities import article
from tests.corpus import LAWS, REGULATION, needs_laws, needs_regulation
from tests.hooks.rules.judging import BODY_LINE, judge_article, judge_file, of_rule
from zhengwu_lint.sources.text.traditional import traditional_in

if TYPE_CHECKING:
    from zhengwu.problem import Problem

GLOSS = re.compile(r"[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+\)")
DOUBLED = re.compile(r",[,、。;]")
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff》）”][,;:][\u4e00-\u9fff《“]|[\u4e00-\u9fff》]\([^()]*[\u4e00-\u9fff]"
)
# What the laws were typed with, and what a careful reader agrees is wrong.
SLIPS = {"half-width-punctuation", "zero-width-character"}


@needs_regulation
def test_the_scraped_regulation() -> None:
    text = REGULATION.read_text("utf-8")
    findings = judge_article(text)
    lines = text.split("\n")

    def rest(finding: Problem) -> str:
        """Return the line of the regulation from where the finding is."""
        return lines[finding.line - BODY_LINE][finding.column - 1 :]

    assert Counter(finding.code for finding in findings) == {
        "foreign-host-in-text": 1,
        "unmarked-list": 1,  # its articles stand in lines, not in paragraphs
        "half-width-punctuation": sum(bool(HALF_WIDTH.search(line)) for line in lines),
        "traditional-character": sum(bool(traditional_in(line)) for line in lines),
        "pinyin-residue": sum(bool(GLOSS.search(line)) for line in lines),
        "doubled-punctuation": sum(bool(DOUBLED.search(line)) for line in lines),
        "repeated-pinyin-residue": 1,
        "traditional-text": 1,
    }
    (spam,) = of_rule(findings, "foreign-host-in-text")
    assert rest(spam).startswith(spam.snippet)
    assert lines[spam.line - BODY_LINE].startswith("新開通網(wǎng)站")
    for rule in ("pinyin-residue", "doubled-punctuation"):
        assert all(rest(finding).startswith(finding.snippet) for finding in of_rule(findings, rule))


@needs_laws
def test_laws_are_clean_but_for_slips() -> None:
    path = "content/portal/gk/law.md"
    found = {}
    for law in sorted(LAWS.glob("*.md")):
        text = article(law.read_text("utf-8"), title=law.stem.split("(")[0])
        findings = [f for f in judge_file(path, {path: text}) if f.code not in SLIPS]
        if findings:
            found[law.name] = [(f.line, f.code, f.message.text()) for f in findings]
    assert found == {}
