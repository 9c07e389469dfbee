"""Gather the handbook: its pages from docs/handbook, its references from the code itself.

    python scripts/handbook.py FOLDER

`make docs` builds the result. Rules, commands and fields are written from what the program knows,
so that they cannot differ from it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.model.page import META_OF
from zhengwu.schema import page_schema
from zhengwu_lint.manual import HEADINGS, manual
from zhengwu_lint.rules import RULES
from zhengwu_ops.cli import COMMANDS, zhengwu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs/handbook"
SEVERITIES = {"error": "错误", "warning": "提醒"}
KINDS = {
    "home": "首页",
    "column": "栏目首页",
    "page": "普通页面",
    "article": "文章",
    "policy": "政策文件",
    "interpretation": "解读",
    "service": "办事指南",
}


def main(arguments: list[str]) -> int:
    """Write the handbook's sources into the folder named."""
    folder = Path(arguments[0])
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PAGES, folder)
    (folder / "rules").mkdir()
    (folder / "rules/index.md").write_text("\n".join(rule_list()), "utf-8")
    for rule in RULES:
        (folder / f"rules/{rule.id}.md").write_text("\n".join(rule_page(rule)), "utf-8")
    fill(folder / "operators/commands.md", "\n".join(commands()))
    fill(folder / "editors/front-matter.md", "\n".join(fields()))
    return 0


def fill(page: Path, text: str) -> None:
    """Put `text` in place of the page's line `<!-- generated -->`."""
    before, mark, after = page.read_text("utf-8").partition("<!-- generated -->")
    if not mark:
        message = f"{page} has no line <!-- generated -->"
        raise ValueError(message)
    page.write_text(before + text + after, "utf-8")


def rule_list() -> Iterator[str]:
    """Yield the lines of the list of rules."""
    yield "# 全部规则\n"
    yield f"共 {len(RULES)} 条。“错误”不改正就不能发布；“提醒”不阻止发布，但在检查中会扣分。"
    yield "“可豁免”的规则可以由负责人写明理由和期限，暂时放行；其余任何人都不能放行。\n"
    yield "| 规则 | 说的是 | 轻重 | 可豁免 | 依据 |"
    yield "|---|---|---|---|---|"
    for rule in RULES:
        waivable = "可" if rule.waivable else "不可"
        summary = manual(rule).summary
        row = (f"[{rule.id}]({rule.id}.md)", summary, SEVERITIES[rule.severity], waivable)
        yield f"| {' | '.join(row)} | {'；'.join(rule.basis)} |"


def rule_page(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's page."""
    page = manual(rule)
    waivable = "可豁免" if rule.waivable else "不可豁免"
    yield f"# {rule.id}\n"
    yield f"{page.summary}\n"
    yield f"{SEVERITIES[rule.severity]} · {waivable} · {'；'.join(rule.basis)}\n"
    for heading, text in page.markdown("zh").items():
        yield f"## {HEADINGS[heading].text()}\n\n{text}\n"


def commands() -> Iterator[str]:
    """Yield the lines of the reference of commands."""
    context = click.Context(zhengwu, info_name="zhengwu", obj={"language": "zh"})
    for name, summary in COMMANDS.items():
        command = zhengwu.get_command(context, name)
        yield f"## zhengwu {name}\n\n{summary.text()}\n"
        if command:
            yield from help_of(command, name, context)


def help_of(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    """Yield a command's help, and that of the commands below it."""
    context = click.Context(command, info_name=name, parent=above)
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            if found := command.get_command(context, below):
                yield f"### zhengwu {name} {below}\n"
                yield from help_of(found, below, context)


def fields() -> Iterator[str]:
    """Yield the lines of the reference of front matter, by kind of page."""
    described = page_schema("zh")["properties"]
    for kind, meta in META_OF.items():
        if kind in {"home", "column"}:
            continue
        yield f"## {KINDS[kind]} `{kind}`\n"
        yield "| 名称 | 意思 | 必填 |"
        yield "|---|---|---|"
        for name, field in meta.model_fields.items():
            key = field.alias or name
            required = "是" if field.is_required() else ""
            yield f"| `{key}` | {described[key].get('description', '')} | {required} |"
        yield ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
