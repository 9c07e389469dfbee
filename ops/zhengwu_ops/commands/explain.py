"""`zhengwu explain RULE`: the rule's manual page."""

from __future__ import annotations

import difflib

import click

from zhengwu.clauses import cite, known_clauses
from zhengwu.errors import UserError
from zhengwu.messages import msg, translate
from zhengwu_lint.manual import HEADINGS, manual
from zhengwu_lint.rules import RULES
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import language_option


@click.command("explain", cls=Command, help="解释一条规则：为什么有它，什么不通过，怎么改。")
@click.argument("name", metavar="规则")
@language_option
def command(name: str, language: str) -> int:
    """Print the manual page of the rule called `name`."""
    rules = {rule.id: rule for rule in RULES}
    if name not in rules:
        near = difflib.get_close_matches(name, rules, n=1)
        hint = msg("是不是 {near}？", near=near[0]) if near else msg("")
        raise UserError(
            msg("没有规则“{name}”。{hint}全部规则：zhengwu rules", name=name, hint=hint)
        )
    rule = rules[name]
    page = manual(rule)
    click.echo(f"{rule.id}: {translate(page.summary, language)}\n")
    basis = "、".join(cite(rule.basis, known_clauses()))
    waivable = msg("可以豁免") if rule.waivable else msg("不可豁免")
    click.echo(f"{rule.severity} · {waivable.text(language)} · {basis}\n")
    for heading, text in page.markdown(language).items():
        click.echo(f"{HEADINGS[heading].text(language)}\n\n{text}\n")
    return 0
