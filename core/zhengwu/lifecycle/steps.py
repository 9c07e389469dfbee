"""The checklists of a site's events against what the register says was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.lifecycle.checklists import By, ChecklistItem, items_of, steps_of
from zhengwu.lifecycle.gaps import gap
from zhengwu.lifecycle.state import EVENT_NAMES, spells
from zhengwu.messages import Message, msg
from zhengwu.pages.schedule import NEVER, appears_at, end_of
from zhengwu.problem import DUE, ERROR, PAST, Due, Problem
from zhengwu.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import LifecycleEvent, Reason, Step
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.problem import Severity
    from zhengwu.register.yaml import Key

    Pages = Mapping[str, PageIndex]


def step_gaps(site: Site, city: City, day: date, pages: Pages) -> Iterator[Problem]:
    """Yield the steps that are missing, late or recorded where they do not belong.

    Args:
        site: the site.
        city: the register.
        day: the day by which is judged.
        pages: the pages of the sites that are known, by site; whether a notice stands is judged
            only on these.
    """
    workdays = Workdays.of(city.facts.workdays)
    reasons = _reasons(site)
    for index, event in enumerate(site.lifecycle):
        yield from _strange(index, event)
        for item in items_of(site, event, reasons[index]):
            path: Key = ("lifecycle", index, "done", item.step)
            due = item.due(event, workdays)
            step: Step | None = getattr(event.done, item.step)
            problem = _problem(item, step, site, city, day, pages)
            if problem is None:
                if step and due and step.date > due.until:
                    yield _late(item, event, step, due.until, path)
                continue
            standing: Severity = ERROR if due and _is_due(item, due.until, day) else DUE
            yield gap(
                item.matter,
                msg(
                    "{event}（{day}）：{what}",
                    event=EVENT_NAMES[event.event],
                    day=event.date,
                    what=problem.message,
                ),
                problem.fix,
                severity=standing,
                basis=item.basis,
                due=Due.on(due.until if due else None, provisional=bool(due and due.provisional)),
                path=path,
            )


def _reasons(site: Site) -> list[Reason]:
    """Return for each event the reason of the suspension that it begins or ends."""
    found: list[Reason] = [event.reason for event in site.lifecycle]
    for spell in spells(site):
        if spell.resume:
            found[_index(site, spell.resume)] = spell.event.reason
    return found


def _index(site: Site, event: LifecycleEvent) -> int:
    return next(i for i, other in enumerate(site.lifecycle) if other is event)


def _is_due(item: ChecklistItem, due: date, day: date) -> bool:
    """Whether it is too late: what comes before a day must be there when that day begins."""
    return day >= due if item.by is By.START else day > due


def _strange(index: int, event: LifecycleEvent) -> Iterator[Problem]:
    for name, step in event.done:
        if step and name not in steps_of(event.event):
            yield gap(
                "unlawful-lifecycle",
                msg("{event}没有“{step}”这一步", event=EVENT_NAMES[event.event], step=name),
                msg(
                    "删去它，或改成这里认识的：{known}",
                    known=sorted(steps_of(event.event)),
                ),
                severity=ERROR,
                basis=("measures-6-10",),
                path=("lifecycle", index, "done", name),
            )


def _problem(
    item: ChecklistItem, step: Step | None, site: Site, city: City, day: date, pages: Pages
) -> Problem | None:
    """Return what is missing of a step and what to do; None if it was done by `day`."""
    if item.notice:
        return _notice_problem(item, step, site, city, day, pages)
    if step is None:
        return Problem.unplaced(msg("还没有登记“{step}”", step=item.name), _how(item))
    if step.date > day:
        return Problem.unplaced(
            msg("“{step}”写的日期 {date} 还没有到", step=item.name, date=step.date), _how(item)
        )
    if item.step == "inspection" and not step.passed:
        return Problem.unplaced(
            msg("“{step}”没有写合格", step=item.name),
            msg("检测合格后写上 passed: true；不合格的不得上线"),
        )
    return None


def _how(item: ChecklistItem) -> Message:
    if item.step == "inspection":
        return msg("检测合格后，在这一项的 done 下写 inspection: {{date: 日期, passed: true}}")
    return msg(
        "办好后，在这一项的 done 下写 {step}: {{date: 日期, number: 文号}}，没有文号的不写 number",
        step=item.step,
    )


def _notice_problem(
    item: ChecklistItem, step: Step | None, site: Site, city: City, day: date, pages: Pages
) -> Problem | None:
    where = city.portal if item.notice == "portal" else site
    how = msg(
        "发布公告后，在这一项的 done 下写 {step}: {{date: 日期, page: 页面}}，"
        "页面从 {site} 的文件夹写起，如 tzgg/a.md",
        step=item.step,
        site=where.id if where else "portal",
    )
    if step is None or not step.page:
        return Problem.unplaced(msg("还没有登记“{step}”", step=item.name), how)
    index = pages.get(where.id) if where else None
    if index is None:
        return None
    page = index.pages.get(step.page)
    if page is None:
        return Problem.unplaced(
            msg("“{step}”写的页面 {page} 不存在", step=item.name, page=step.page), how
        )
    appears = appears_at(page.meta)
    if appears == NEVER:
        return Problem.unplaced(
            msg("“{step}”还是草稿：{page}", step=item.name, page=step.page),
            msg("核对公告的文字，删去信息区里的 draft: true"),
        )
    if appears > end_of(day):
        return Problem.unplaced(
            msg("“{step}”到 {when} 才发布", step=item.name, when=appears.date()),
            msg("把公告的发布时间改到这一天或以前"),
        )
    return None


def _late(item: ChecklistItem, event: LifecycleEvent, step: Step, due: date, path: Key) -> Problem:
    return gap(
        item.matter,
        msg(
            "{event}（{day}）：“{step}”是 {date} 办的，晚于 {due}",
            event=EVENT_NAMES[event.event],
            day=event.date,
            step=item.name,
            date=step.date,
            due=due,
        ),
        msg("无法补救，如实保留；日期写错的，改正"),
        severity=PAST,
        basis=item.basis,
        due=Due.on(due),
        path=path,
    )
