"""Whether a site may be published on a day, as far as its legal standing goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.lifecycle.gaps import in_register
from zhengwu.lifecycle.judgement import judge
from zhengwu.lifecycle.state import Standing, State
from zhengwu.messages import msg
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zhengwu.lifecycle.history import Former
    from zhengwu.lifecycle.judgement import Judgement
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.register.yaml import YamlText

# It costs points, and a site that is not assessed in time must still be able to warn its readers.
_NO_BAR = frozenset({"overdue-assessment"})
_BEFORE_OPENING = frozenset({"missing-filing", "missing-lifecycle-step"})


def may_publish(
    site: Site,
    city: City,
    day: date,
    *,
    former: Former | None = None,
    pages: Mapping[str, PageIndex] | None = None,
    yaml: YamlText | None = None,
    notice: bool = False,
) -> tuple[Problem, ...]:
    """Return every reason why `site` may not be published on `day`; none if it may.

    Args:
        site: the site.
        city: the register.
        day: the day of the publication.
        former: what the register said at the last release, from `read_former`.
        pages: pages by site, due or not, on which notices are looked for.
        yaml: the text of `site.yml`, for the places of what is wrong.
        notice: not the content is published but the notice that takes its place, as a build of a
            site that is off line makes it.
    """
    judgement = judge(site, city, day, former=former, pages=pages)
    found = [*_state(judgement.standing, site, day, notice=notice)]
    reasons = [in_register(problem, site.file, city) for problem in found]
    reasons += [in_register(gap, site.file, city, yaml) for gap in _bars(judgement)]
    return tuple(dict.fromkeys(reasons))


def _bars(judgement: Judgement) -> Iterator[Problem]:
    for gap in judgement.wrong:
        if gap.code not in _NO_BAR:
            yield gap
    if judgement.standing.state is State.PREPARING:
        yield from (gap for gap in judgement.due if gap.code in _BEFORE_OPENING)


def _state(now: Standing, site: Site, day: date, *, notice: bool) -> Iterator[Problem]:
    if now.state is State.PREPARING:
        opens = next((e.date for e in site.lifecycle if e.event == "open"), None)
        if opens:
            yield Problem(
                0,
                0,
                msg("网站 {opens} 才开通，不得提前上线", opens=opens),
                msg("到那一天再发布"),
                basis=("measures-6",),
            )
        else:
            yield Problem(
                0,
                0,
                msg("网站还没有登记开通，不得上线"),
                msg("办完五项备案和检测，再运行 zhengwu lifecycle {id} open", id=site.id),
                basis=("measures-6",),
            )
    elif now.state is State.SUSPENDED and not notice:
        yield Problem(
            0,
            0,
            msg("网站从 {since} 起临时下线，不能发布内容", since=now.since),
            msg("恢复上线前先报备，再运行 zhengwu lifecycle {id} resume", id=site.id),
            basis=("measures-9",),
        )
    elif now.state is State.RETIRED and not notice:
        yield Problem(
            0,
            0,
            msg("网站从 {since} 起已经永久下线，不能再发布", since=now.since),
            msg("内容发布到迁移后的网站"),
            basis=("measures-8",),
        )
    elif notice and now.state in {State.OPEN, State.RETIRING}:
        yield Problem(
            0,
            0,
            msg("网站在 {day} 没有下线，不能只发布下线公告", day=day),
            msg("先登记下线：zhengwu lifecycle {id} suspend", id=site.id),
            basis=("measures-9",),
        )
