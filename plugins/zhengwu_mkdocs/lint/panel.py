"""The panel that shows an editor the findings of a page, on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from zhengwu.clauses import cite
from zhengwu.messages import msg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zhengwu.problem import Problem

_END = "</body>"


def add_panel(html: str, findings: Sequence[Problem], titles: Mapping[str, str]) -> str:
    """Return `html` with a panel of `findings` at its end; unchanged if there is none."""
    if not findings:
        return html
    panel = _panel(findings, titles)
    head, end, tail = html.rpartition(_END)
    return f"{head}{panel}{end}{tail}" if end else html + panel


def _panel(findings: Sequence[Problem], titles: Mapping[str, str]) -> Markup:
    items = Markup("").join(
        Markup(
            '<li class="zw-finding zw-finding--{severity}"><p><strong>{message}</strong></p>'
            "<p>{fix}</p><p><small>{place} · {rule} · {basis}</small></p></li>"
        ).format(
            severity=finding.severity,
            message=finding.message.text(),
            fix=finding.fix.text(),
            place=_place(finding),
            rule=finding.code,
            basis="、".join(cite(finding.basis, titles)),
        )
        for finding in findings
    )
    title = msg("本页有 {count} 个问题（只在预览里显示）", count=len(findings)).text()
    return Markup(
        '<aside class="zw-findings" aria-label="{title}"><details open>'
        "<summary>{title}</summary><ol>{items}</ol></details></aside>"
    ).format(title=title, items=items)


def _place(finding: Problem) -> str:
    line = msg("第 {line} 行", line=finding.line).text() if finding.line else ""
    return f"{finding.file} {line}".strip()
