"""The five filings before a site opens, and the security assessment after it (Arts. 6, 29)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from zhengwu.duration import Term
from zhengwu.lifecycle.gaps import gap
from zhengwu.lifecycle.limits import limits
from zhengwu.messages import Message, msg
from zhengwu.problem import DUE, ERROR, PAST, Due, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import Filing
    from zhengwu.model.site import Site
    from zhengwu.problem import Severity
    from zhengwu.register.yaml import Key

_BASIS = "measures-6"
# In the order in which they are made.
FILINGS: Mapping[str, Message] = {
    "domain": msg("域名注册"),
    "icp": msg("ICP 备案"),
    "mlps": msg("网络安全等级保护定级备案"),
    "police": msg("公安机关互联网备案"),
    "conac": msg("党政机关网站标识"),
}
# A town is a path of the portal (Art. 7): the filings of the domain are the portal's.
_OF_THE_DOMAIN = frozenset({"domain", "icp", "mlps", "police"})
# The lowest level needs no assessment.
_ASSESSED_FROM = 2


def filing_gaps(site: Site, city: City, day: date) -> Iterator[Problem]:
    """Yield what is missing of the filings of `site`, and what came too late."""
    opens = next((event.date for event in site.lifecycle if event.event == "open"), None)
    made = {name: _filing(site, city, name) for name in FILINGS}
    for name, filing in made.items():
        what = _missing(name, filing, opens, day)
        if what:
            yield gap(
                "missing-filing",
                what,
                _fix(name),
                severity=ERROR if opens and day >= opens else DUE,
                basis=(_BASIS,),
                due=Due.on(opens),
                path=("filings", name),
            )
        elif filing and opens and filing.date > opens:
            yield gap(
                "missing-filing",
                msg(
                    "“{filing}”完成于 {date}，在开通（{opens}）之后",
                    filing=FILINGS[name],
                    date=filing.date,
                    opens=opens,
                ),
                msg("无法补救，如实保留；日期写错的，改正"),
                severity=PAST,
                basis=(_BASIS,),
                due=Due.on(opens),
                path=("filings", name, "date"),
            )
    there = [(name, filing) for name, filing in made.items() if filing]
    for (first, before), (second, after) in pairwise(there):
        if after.date < before.date:
            yield gap(
                "filing-order",
                msg(
                    "“{later}”早于“{earlier}”，五项备案应当依次完成",
                    later=FILINGS[second],
                    earlier=FILINGS[first],
                ),
                msg("核对日期"),
                severity=ERROR,
                basis=(_BASIS,),
                path=("filings", second, "date"),
            )
    if mlps := made["mlps"]:
        yield from _level(mlps, opens, day)


def _filing(site: Site, city: City, name: str) -> Filing | None:
    own: Filing | None = getattr(site.filings, name)
    if own is None and site.kind == "town" and name in _OF_THE_DOMAIN and city.portal:
        of_portal: Filing | None = getattr(city.portal.filings, name)
        return of_portal
    return own


def _missing(name: str, filing: Filing | None, opens: date | None, day: date) -> Message | None:
    if filing is None:
        return msg("还没有登记“{filing}”", filing=FILINGS[name])
    if filing.date > day and opens and day >= opens:
        return msg(
            "“{filing}”要到 {date} 才完成，网站却已经开通",
            filing=FILINGS[name],
            date=filing.date,
        )
    return None


def _fix(name: str) -> Message:
    if name == "mlps":
        return msg(
            "备案后，在 filings 下写 mlps: "
            "{{date: 日期, number: 编号, level: 级别, assessed: 测评日期}}"
        )
    return msg("备案后，在 filings 下写 {name}: {{date: 日期, number: 编号}}", name=name)


def _level(mlps: Filing, opens: date | None, day: date) -> Iterator[Problem]:
    standing: Severity = ERROR if opens and day >= opens else DUE
    path: Key = ("filings", "mlps")
    if mlps.level is None:
        yield gap(
            "missing-filing",
            msg("网络安全等级保护没有写级别"),
            msg("在 filings 的 mlps 里写 level: 备案的级别"),
            severity=standing,
            basis=(_BASIS,),
            due=Due.on(opens),
            path=path,
        )
        return
    if mlps.level < _ASSESSED_FROM:
        return
    if mlps.assessed is None or mlps.assessed > day:
        yield gap(
            "missing-filing",
            msg("没有已经完成的网络安全等级测评"),
            msg("测评后，在 filings 的 mlps 里写 assessed: 最近一次测评的日期"),
            severity=standing,
            basis=(
                "measures-6",
                "measures-29",
            ),
            due=Due.on(opens),
            path=path,
        )
        return
    months = limits().assessment_months.get(mlps.level)
    if months is None:
        return
    due = Term(months, "个月").after(mlps.assessed)
    yield gap(
        "overdue-assessment",
        msg(
            "第{level}级每{months}个月测评一次，上次测评是 {assessed}",
            level=mlps.level,
            months=months,
            assessed=mlps.assessed,
        ),
        msg("做等级测评，再在 filings 的 mlps 里更新 assessed"),
        severity=ERROR if day > due else DUE,
        basis=("measures-29",),
        due=Due.on(due),
        path=(*path, "assessed"),
    )
