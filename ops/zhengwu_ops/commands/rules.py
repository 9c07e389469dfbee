"""`zhengwu rules`: all rules, a line each."""

from __future__ import annotations

import json

import click

from zhengwu.clauses import cite, known_clauses
from zhengwu.messages import translate
from zhengwu_lint.manual import manual
from zhengwu_lint.rules import RULES
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import language_option


@click.command("rules", cls=Command, help="列出全部检查规则。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="格式")
@language_option
def command(form: str, language: str) -> int:
    """Print the rules."""
    if form == "json":
        rows = [
            {
                "id": rule.id,
                "summary": translate(manual(rule).summary, language),
                "severity": str(rule.severity),
                "basis": list(cite(rule.basis, known_clauses())),
                "waivable": rule.waivable,
                "indicator": rule.indicator,
                "reads": rule.reads.__name__,
            }
            for rule in RULES
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    width = max(len(rule.id) for rule in RULES)
    for rule in RULES:
        summary = translate(manual(rule).summary, language)
        click.echo(f"{rule.id:<{width}}  {rule.severity!s:<7}  {summary}")
    return 0
