"""Gather the handbook: its pages from docs/handbook, its references from the code itself.

    python scripts/handbook.py FOLDER

`make docs` builds the result. Rules, commands, fields and tables are written from what the program
knows, so that they cannot differ from it: each stands where a page says `<!-- generated: NAME -->`.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhengwu.clauses import cite, known_clauses
from zhengwu.lifecycle import EVENT_NAMES, limits
from zhengwu.lifecycle.checklists import CHECKLISTS, By
from zhengwu.model.base import Model
from zhengwu.model.city import CityFacts
from zhengwu.model.page import META_OF
from zhengwu.model.site import SiteFacts
from zhengwu.packaged import column_types, read_data
from zhengwu.register.schema import page_schema
from zhengwu.rulebook import RulebookFacts, current_rulebook
from zhengwu_lint.manual import HEADINGS, manual
from zhengwu_lint.rules import RULES
from zhengwu_ops.cli import COMMANDS, zhengwu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengwu_lint.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs/handbook"
# The rows of the standards, each with its rule or the reason why it has none.
COVERAGE = ROOT / "docs/indicators.md"
MARK = re.compile(r"<!-- generated: (?P<name>[a-z-]+) -->")
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
PARTS = {"veto": "单项否决", "deduction": "扣分", "bonus": "加分"}
REASONS = {"planned": "本单位申请的", "force-majeure": "不可抗力的", "ordered": "被责令关停的"}
TERMS = {
    "suspension_days": "临时下线每次最多（天，含头尾）",
    "suspensions_a_year": "临时下线每年最多（次）",
    "migration_notice_days": "永久下线前迁移公告至少挂（天，含头尾）",
    "change_workdays": "变更后办完备案和信息变更（工作日）",
    "deregistration_workdays": "永久下线后注销标识、证书、域名和备案（工作日）",
    "assessment_months": "等级测评的间隔（级别：月）",
}
RELATIVE_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")


def main(arguments: list[str]) -> int:
    """Write the handbook's sources into the folder named."""
    folder = Path(arguments[0])
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PAGES, folder)
    (folder / "rules").mkdir()
    (folder / "rules/index.md").write_text("\n".join(rule_list()), "utf-8")
    for rule in RULES:
        (folder / f"rules/{rule.id}.md").write_text("\n".join(rule_page(rule)), "utf-8")
    filled: list[str] = []
    for page in sorted(folder.rglob("*.md")):
        text = page.read_text("utf-8")
        filled += (match["name"] for match in MARK.finditer(text))
        page.write_text(
            MARK.sub(lambda match: "\n".join(GENERATED[match["name"]]()), text), "utf-8"
        )
    if missing := GENERATED.keys() - set(filled):
        message = f"no page has a mark for {', '.join(sorted(missing))}"
        raise ValueError(message)
    return 0


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the lines of a table."""
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('*', chr(92) + '*') for cell in row)} |"
    yield ""


def rule_list() -> Iterator[str]:
    """Yield the lines of the list of rules."""
    yield "# 全部规则\n"
    yield f"共 {len(RULES)} 条。“错误”不改正就不能发布；“提醒”不阻止发布，但在检查中会扣分。"
    yield "“可豁免”的规则可以由负责人写明理由和期限，暂时放行；其余任何人都不能放行。\n"
    yield from table(
        ("规则", "说的是", "轻重", "可豁免", "依据"),
        (
            (
                f"[{rule.id}]({rule.id}.md)",
                manual(rule).summary,
                SEVERITIES[rule.severity],
                "可" if rule.waivable else "不可",
                "；".join(cite(rule.basis, known_clauses())),
            )
            for rule in RULES
        ),
    )


def rule_page(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's page."""
    page = manual(rule)
    waivable = "可豁免" if rule.waivable else "不可豁免"
    yield f"# {rule.id}\n"
    yield f"{page.summary}\n"
    basis = "；".join(cite(rule.basis, known_clauses()))
    yield f"{SEVERITIES[rule.severity]} · {waivable} · {basis}\n"
    for heading, text in page.markdown("zh").items():
        yield f"## {HEADINGS[heading].text()}\n\n{text}\n"


def commands() -> Iterator[str]:
    """Yield the lines of the reference of commands."""
    context = click.Context(zhengwu, info_name="zhengwu", obj={"language": "zh"})
    for name, summary in COMMANDS.items():
        command = zhengwu.get_command(context, name)
        yield f"## zhengwu {name}\n\n{summary.text()}。\n"
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


def page_fields() -> Iterator[str]:
    """Yield the lines of the reference of front matter, by kind of page."""
    described = page_schema("zh")["properties"]
    for kind, meta in META_OF.items():
        if kind in {"home", "column"}:
            continue
        yield f"## {KINDS[kind]} `{kind}`\n"
        rows = []
        for name, field in meta.model_fields.items():
            key = field.alias or name
            required = "是" if field.is_required() else ""
            rows.append((f"`{key}`", described[key].get("description", ""), required))
        yield from table(("名称", "意思", "必填"), rows)


def model_fields(model: type[Model], above: str = "") -> Iterator[str]:
    """Yield a table of the fields of `model`, and one for each model below it."""
    nested: dict[type[Model], list[str]] = {}
    rows = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        rows.append((f"`{key}`", field.description or "", "是" if field.is_required() else ""))
        if below := model_in(field.annotation):
            nested.setdefault(below, []).append(key)
    yield from table(("名称", "意思", "必填"), rows)
    for below, keys in nested.items():
        path = f"{above}{keys[0]}" if len(keys) == 1 else above.rstrip(".")
        yield f"#### {path} 的各项\n" if len(keys) == 1 else f"#### {path} 下每一项里的\n"
        yield from model_fields(below, f"{path}.")


def model_in(annotation: Any) -> type[Model] | None:  # noqa: ANN401 -- any annotation
    """Return the model that a field holds, alone or in a collection."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := model_in(part):
            return found
    return None


def html_elements() -> Iterator[str]:
    """Yield the raw HTML that a page may use."""
    data = read_data("html.yml")
    rows = (
        (f"`<{name}>`", "、".join(f"`{attribute}`" for attribute in own) or "无")
        for name, own in data["elements"].items()
    )
    yield from table(("标签", "可以带的属性"), rows)
    everywhere = "、".join(f"`{name}`" for name in data["global_attributes"])
    yield f"每个标签都可以带 {everywhere}。"


def types_of_columns() -> Iterator[str]:
    """Yield the types of columns and the kind of page that each holds."""
    yield from table(
        ("类型", "里面的页面"),
        ((name, f"{KINDS[kind]} `{kind}`") for name, kind in column_types().items()),
    )


def checklists() -> Iterator[str]:
    """Yield what each event of a site's lifecycle needs."""
    times = {
        By.START: "事件的日期以前",
        By.CHANGE: f"变更后 {limits().change_workdays} 个工作日内",
        By.END: "最后一天以前",
        By.DEREGISTRATION: f"最后一天之后 {limits().deregistration_workdays} 个工作日内",
    }
    for event, items in CHECKLISTS.items():
        yield f"### {EVENT_NAMES[event].text()} `{event}`\n"
        rows = []
        for item in items:
            only = "、".join(REASONS[reason] for reason in sorted(item.reasons)) or "都要"
            rows.append(
                (
                    item.name.text(),
                    f"`{item.step}`",
                    times[item.by],
                    only,
                    "；".join(cite(item.basis, known_clauses())),
                )
            )
        yield from table(("手续", "`done` 下的名称", "什么时候", "哪些要办", "依据"), rows)


def terms() -> Iterator[str]:
    """Yield the terms of the lifecycle with their sources."""
    rows = []
    for name, entry in read_data("lifecycle.yml").items():
        value = entry["value"]
        if isinstance(value, dict):
            value = "；".join(f"{key} 级：{months}" for key, months in value.items())
        rows.append((TERMS[name], value, entry["source"], "是" if entry["verified"] else "未核对"))
    yield from table(("期限", "数值", "依据", "核对过"), rows)


def rulebook() -> Iterator[str]:
    """Yield the national indicators in force."""
    rows = []
    for entry in current_rulebook().indicators.values():
        values = "；".join(f"`{name}` {value}" for name, value in entry.values.items())
        points = "" if entry.points is None else f"{entry.points:g}"
        checked = "是" if entry.verified else "未核对"
        rows.append(
            (f"{entry.name} `{entry.id}`", PARTS[entry.part], values, points, entry.source, checked)
        )
    yield f"这套指标的代号是 `{current_rulebook().id}`。\n"
    yield from table(("指标", "类别", "数值", "分值", "依据", "核对过"), rows)


def clauses() -> Iterator[str]:
    """Yield the clauses of the Measures with their ids and the rules that rest on them."""
    rows = []
    for clause, title in known_clauses().items():
        if clause.startswith("measures-"):
            rules = (f"[{r.id}](../rules/{r.id}.md)" for r in RULES if clause in r.basis)
            rows.append((title, f"`{clause}`", "、".join(rules)))
    yield from table(("条款", "编号", "规则"), rows)


def coverage() -> Iterator[str]:
    """Yield `docs/indicators.md`, one level down; its links lead about the repository, not here."""
    for line in COVERAGE.read_text("utf-8").splitlines() if COVERAGE.is_file() else ():
        yield RELATIVE_LINK.sub(r"\1", f"#{line}" if line.startswith("#") else line)


GENERATED: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "fields": page_fields,
    "html": html_elements,
    "city": lambda: model_fields(CityFacts),
    "site": lambda: model_fields(SiteFacts),
    "column-types": types_of_columns,
    "checklists": checklists,
    "terms": terms,
    "rulebook-fields": lambda: model_fields(RulebookFacts),
    "rulebook": rulebook,
    "clauses": clauses,
    "coverage": coverage,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
