"""Pages made of the forms that editors write: every form has a name, every word is its own."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final


class Words:
    """Gives out words, no two alike and none a part of another: four Han each."""

    def __init__(self) -> None:
        """Begin anew for a page."""
        self._given = 0

    def __call__(self) -> str:
        """Return a new word."""
        self._given += 1
        first, second = divmod(self._given, 10)
        return f"甲{_HAN_DIGITS[first % 10]}{_HAN_DIGITS[second]}乙"

    def latin(self) -> str:
        """Return a new word of letters."""
        self._given += 1
        return f"w{self._given}x"


_HAN_DIGITS: Final = "子丑寅卯辰巳午未申酉"
Form = Callable[[Words], str]
FORMS: Final[dict[str, Form]] = {
    "paragraph": lambda w: f"{w()}，{w()}。",
    "wrapped paragraph": lambda w: f"{w()}{w()}\n{w()}，\n{w()} {w.latin()}\n{w.latin()} {w()}",
    "hard break": lambda w: f"{w()}\\\n{w()}  \n{w()}",
    "indented paragraphs": lambda w: f"　　{w()}\n　　{w()}",
    "four blanks": lambda w: f"    {w()}，{w()}。\n    {w()}",
    "bold beside punctuation": lambda w: f"**（一）{w()}。**{w()}**《{w()}》**{w()}",
    "bold of quotes": lambda w: f"{w()}**“{w()}”**{w()}**30%**{w()}",
    "unpaired bold": lambda w: f"**{w()}。{w()}",
    "hidden names": lambda w: f"{w()}：张**、李**、王*明、{w()}",
    "multiplication": lambda w: f"{w()}3*4*5米，{w()}20毫米*30毫米",
    "words times words": lambda w: f"{w()}长*宽*高{w()}",
    "strikethrough": lambda w: f"{w()}~~{w()}~~，5~8元，{w()}",
    "underscores": lambda w: f"{w()}_{w()}_{w()} a_{w.latin()}_b",
    "code in line": lambda w: f"{w()}`{w()} {w.latin()}`{w()}",
    "escapes and entities": lambda w: f"{w()}\\*{w()}&nbsp;{w()}&lt;{w()}\\|",
    "link": lambda w: f"{w()}[{w()}](a.md){w()}",
    "link with blank": lambda w: f"[{w()}](files/申请 表.docx){w()}",
    "link in wide brackets": lambda w: f"[{w()}]（files/a.xlsx）{w()}",
    "link after blank": lambda w: f"[{w()}] (a.md){w()}",
    "link with quotes": lambda w: f'[{w()}](a.md "带"引号""){w()}',
    "brackets": lambda w: f"[{w()}] {w()}〔2026〕[{w()}]{w()}",
    "defined link": lambda w: f"[{w()}][lx]、{w()}\n\n[lx]: a.md",
    "unused link": lambda w: f"{w()}\n\n[{w()}]: files/b.pdf",
    "attachment lines": lambda w: f"[附件1]: {w()}\n[附件2]: {w()}\n\n{w()}",
    "wiki link": lambda w: f"{w()}[[{w()}]]",
    "address": lambda w: f"{w()}<https://www.gov.cn/{w.latin()}>{w()}",
    "picture": lambda w: f"![{w()}](a.png){w()}",
    "video": lambda w: f'![{w()}](a.mp4){{poster="a.jpg" captions="a.vtt"}}\n\n{w()}',
    "footnote": lambda w: f"{w()}[^{(k := w.latin())}]。\n\n[^{k}]: {w()}\n    {w()}",
    "unused footnote": lambda w: f"{w()}。\n\n[^{w.latin()}]: {w()}\n\n    {w()}",
    "footnote twice": lambda w: (
        f"{w()}[^{(k := w.latin())}]。\n\n[^{k}]: {w()}\n\n[^{k}]: {w()}\n\n{w()}"
    ),
    "undefined footnote": lambda w: f"{w()}[^9]，{w()}",
    "footnote with wide colon": lambda w: f"{w()}[^{(k := w.latin())}]。\n\n[^{k}]：{w()}",
    "heading": lambda w: f"## {w()} {w()}",
    "heading without blank": lambda w: f"##{w()}",
    "heading with wide blank": lambda w: f"###　{w()}",
    "one hash": lambda w: f"#{w()}",
    "seven hashes": lambda w: f"####### {w()}",
    "underlined heading": lambda w: f"{w()}\n---\n\n{w()}\n===",
    "list": lambda w: f"- {w()}\n- {w()}\n    - {w()}\n\n  {w()}",
    "numbered list": lambda w: f"1. {w()}\n2. {w()}\n   - {w()}\n3. {w()}",
    "odd numbers": lambda w: f"1. {w()}\n3. {w()}\n5. {w()}",
    "lazy numbers": lambda w: f"1. {w()}\n1. {w()}\n1. {w()}",
    "tasks": lambda w: f"- [x] {w()}\n- [ ] {w()}",
    "items": lambda w: f"1、{w()}\n2、{w()}\n3、{w()}",
    "outline": lambda w: f"一、{w()}\n（一）{w()}\n1.{w()}\n（1）{w()}\n①{w()}",
    "bullets": lambda w: f"· {w()}\n· {w()}",
    "quote": lambda w: f"> {w()}\n> {w()}\n{w()}",
    "rule": lambda w: f"{w()}\n\n***\n\n{w()}",
    "table": lambda w: f"| {w()} | {w()} |\n|:--|--:|\n| {w()} | {w()} |\n| {w()} | |",
    "surplus cell": lambda w: f"| {w()} | {w()} |\n|---|---|\n| {w()} | {w()} | {w()} |",
    "narrow rule": lambda w: f"| {w()} | {w()} | {w()} |\n|---|---|\n| {w()} | {w()} | {w()} |",
    "wide table": lambda w: f"｜{w()}｜{w()}｜\n｜——｜——｜\n｜{w()}｜{w()}｜",
    "table with gaps": lambda w: f"| {w()} | {w()} |\n|---|---|\n\n| {w()} | {w()} |\n\n{w()}",
    "table with caption": lambda w: f"表1　{w()}\n| {w()} |\n|---|\n| {w()} |\n注：{w()}",
    "merged cells": lambda w: (
        f"| | {w()} | << |\n| ^^ | {w()} | {w()} |\n|---|---|---|\n"
        f"| {w()} | {w()} | << |\n| ^^ | {w()} | {w()} |"
    ),
    "crooked merge": lambda w: f"| {w()} | {w()} |\n|---|---|\n| {w()} | << |\n| ^^ | {w()} |",
    "bars without rule": lambda w: f"| {w()} | {w()} |\n| {w()} | {w()} |",
    "bars in cells": lambda w: f"| {w()}\\|{w()} | `{w()}\\|{w()}` |\n|---|---|",
    "raw table": lambda w: (
        f'    <table>\n    <caption>{w()}</caption>\n    <tr><td rowspan="2">{w()}</td></tr>\n\n'
        f"    <tr><td>{w()}</td></tr>\n    </table>"
    ),
    "code": lambda w: f"```text\n{w()}\n    {w.latin()} <b>\n```\n{w()}",
    "code of tildes": lambda w: f"~~~\n{w()}\n```\n{w()}\n~~~",
    "note": lambda w: f'!!! note "{w()}"\n    {w()}\n\n    {w()}',
    "definition": lambda w: f"{w()}\n:   {w()}\n\n:   {w()}",
    "details": lambda w: f"<details><summary>{w()}</summary>\n\n{w()}\n\n</details>",
    "listed tags": lambda w: f"{w()}<sup>{w()}</sup><br>{w()}<u>{w()}</u>",
    "refused tags": lambda w: f'{w()}<b style="color:red">{w()}</b>{w()}',
    "refused block": lambda w: f"<div>\n{w()} *{w()}*\n</div>\n\n{w()}",
    "formula": lambda w: f"{w()}<math><mi>{w.latin()}</mi><mo>=</mo><mn>2</mn></math>{w()}",
    "attributes": lambda w: f"{{.center}}\n{w()}",
    "order in braces": lambda w: f"{{% {w()} %}}\n\n{w()}{{{{ {w()} }}}}",
    "words in braces": lambda w: f"{{{w()}：{w()}}}",
    "contents mark": lambda w: f"[TOC]\n\n{w()}",
    "comment": lambda w: f"{w()}\n\n<!-- {w()} -->\n\n{w()}",
    "comment in line": lambda w: f"{w()}<!-- {w()}\n{w()} -->{w()}",
    "comment before text": lambda w: f"<!-- {w()} -->{w()}**{w()}**",
    "comment with gaps": lambda w: f"<!-- {w()}\n\n{w()} -->\n\n{w()}",
    "comment with tail": lambda w: f"<!-- {w()}\n{w()} -->{w()}\n{w()}",
    "broken comment": lambda w: f"{w()}<!-- {w()}：\n\n{w()} -->\n\n{w()}",
    "indented comment": lambda w: f"{w()}\n\n    <!-- {w()} -->\n\n{w()}",
    "comment over rows": lambda w: (
        f"| {w()} | {w()} |\n|---|---|\n| {w()} | {w()} <!-- {w()} |\n| {w()} --> {w()} | {w()} |"
    ),
    "early end": lambda w: f"<!-- {w()} --!> {w()} -->\n\n{w()}",
    "early end at once": lambda w: f"<!--> {w()} -->\n\n{w()}",
    "conflict": lambda w: f"<<<<<<< HEAD\n{w()}\n=======\n{w()}\n>>>>>>> {w.latin()}",
}
# What reaches to the end of the page, whatever follows.
LAST: Final[dict[str, Form]] = {
    "open comment": lambda w: f"{w()}\n\n<!-- {w()}\n\n{w()}\n\n{w()}",
    "open comment in line": lambda w: f"{w()}<!-- {w()}\n\n{w()}",
    "open fence": lambda w: f"```\n{w()}\n\n{w()}",
}
_FEWEST, _MOST = 3, 6
_HELD, _ENDLESS = 0.2, 0.1  # how often a form stands in a quote or a list, or goes on to the end
_GAPS: Final = ("\n\n", "\n\n", "\n\n\n", "\n")
_HOLDERS: Final = (("> ", "> "), ("- ", "  "), ("1. ", "   "))


def page(number: int) -> str:
    """Return a page of at least three forms; the same for the same number."""
    chance = random.Random(number)
    words = Words()
    blocks: list[str] = []
    for name in chance.sample(sorted(FORMS), chance.randint(_FEWEST, _MOST)):
        text = FORMS[name](words)
        if chance.random() < _HELD:
            first, others = chance.choice(_HOLDERS)
            text = _held(text, first, others)
        blocks.append(text)
    if chance.random() < _ENDLESS:
        blocks.append(LAST[chance.choice(sorted(LAST))](words))
    return "".join(block + chance.choice(_GAPS) for block in blocks)


def _held(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    held = [f"{others}{line}".rstrip() if line else others.rstrip() for line in lines[1:]]
    return "\n".join([f"{first}{lines[0]}", *held])
