"""What each event needs, from which clause, and by when: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from zhengwu.lifecycle.limits import limits
from zhengwu.messages import Message, msg
from zhengwu.workdays import Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.lifecycle.gaps import Matter
    from zhengwu.model.lifecycle import EventKind, LifecycleEvent, Reason
    from zhengwu.model.site import Site
    from zhengwu.workdays import Workdays


class By(Enum):
    """By when a step is done."""

    START = auto()
    """Before the event's day begins to count: on that day it must be there."""
    CHANGE = auto()
    """Within the working days after a change."""
    END = auto()
    """On the last day of the event."""
    DEREGISTRATION = auto()
    """Within the working days after the last day of the event."""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A line of a checklist.

    Attributes:
        step: its key below `done`.
        name: what is to be done.
        basis: ids of the clauses.
        by: by when.
        matter: what its absence is.
        notice: it is a page of the site itself (`own`) or of the portal (`portal`).
        reasons: the reasons of a suspension for which it is asked; all if empty.
    """

    step: str
    name: Message
    basis: tuple[str, ...]
    by: By = By.START
    matter: Matter = "missing-lifecycle-step"
    notice: str = ""
    reasons: frozenset[Reason] = frozenset()

    def due(self, event: LifecycleEvent, workdays: Workdays) -> Count | None:
        """Return the last day for this step of `event`; None where the register does not tell."""
        if self.by is By.START:
            return Count(0, event.date, provisional=False)
        if self.by is By.CHANGE:
            return workdays.after(event.date, limits().change_workdays)
        if event.until is None:
            return None
        if self.by is By.END:
            return Count(0, event.until, provisional=False)
        return workdays.after(event.until, limits().deregistration_workdays)


_PLANNED: frozenset[Reason] = frozenset({"planned"})
_ORDERED: frozenset[Reason] = frozenset({"ordered"})

_ART_6 = ("measures-6",)
_ART_8 = ("measures-8",)
_ART_9 = ("measures-9",)
_ART_10 = ("measures-10",)

CHECKLISTS: Mapping[EventKind, tuple[ChecklistItem, ...]] = {
    "open": (
        ChecklistItem("inspection", msg("上线前检测合格"), _ART_6),
        ChecklistItem(
            "portal_notice",
            msg("市政府门户网站的开通公告"),
            _ART_6,
            matter="missing-opening-announcement",
            notice="portal",
        ),
    ),
    "change": (
        ChecklistItem("filed", msg("向上级主管单位备案"), _ART_10, By.CHANGE, "unreported-change"),
        ChecklistItem(
            "reported",
            msg("全国政府网站信息报送系统的信息变更"),
            _ART_10,
            By.CHANGE,
            "unreported-change",
        ),
        ChecklistItem("icp", msg("ICP 备案的信息变更"), _ART_10, By.CHANGE, "unreported-change"),
        ChecklistItem(
            "police", msg("公安机关互联网备案的信息变更"), _ART_10, By.CHANGE, "unreported-change"
        ),
    ),
    "suspend": (
        ChecklistItem("order", msg("责令紧急关停的通知"), _ART_9, reasons=_ORDERED),
        ChecklistItem("application", msg("主办单位的书面申请"), _ART_9, reasons=_PLANNED),
        ChecklistItem("approval", msg("市政府办公室审批"), _ART_9, reasons=_PLANNED),
        ChecklistItem("consent", msg("市委网信办同意"), _ART_9, reasons=_PLANNED),
        ChecklistItem(
            "reported",
            msg("全国政府网站信息报送系统里的临时下线申请"),
            _ART_9,
            reasons=_PLANNED,
        ),
        ChecklistItem(
            "site_notice", msg("本网站的下线公告"), _ART_9, notice="own", reasons=_PLANNED
        ),
        ChecklistItem(
            "portal_notice",
            msg("市政府门户网站的下线公告"),
            _ART_9,
            notice="portal",
            reasons=_PLANNED,
        ),
    ),
    "resume": (
        ChecklistItem("self_check", msg("本单位自查"), _ART_9, reasons=_ORDERED),
        ChecklistItem("police_check", msg("市公安局核查"), _ART_9, reasons=_ORDERED),
        ChecklistItem("approval", msg("市政府办公室同意"), _ART_9, reasons=_ORDERED),
        ChecklistItem("consent", msg("市委网信办同意"), _ART_9, reasons=_ORDERED),
        ChecklistItem("reported", msg("全国政府网站信息报送系统里的恢复上线报备"), _ART_9),
    ),
    "retire": (
        ChecklistItem("application", msg("主办单位的书面申请"), _ART_8),
        ChecklistItem("approval", msg("市政府办公室审批同意"), _ART_8),
        ChecklistItem("archive", msg("网站数据迁移和归档"), _ART_8, By.END),
        ChecklistItem("badge", msg("注销党政机关网站标识和网站标识码"), _ART_8, By.DEREGISTRATION),
        ChecklistItem("certificate", msg("注销证书信息"), _ART_8, By.DEREGISTRATION),
        ChecklistItem("domain", msg("注销域名"), _ART_8, By.DEREGISTRATION),
        ChecklistItem(
            "reported", msg("全国政府网站信息报送系统里变更状态"), _ART_8, By.DEREGISTRATION
        ),
        ChecklistItem("icp", msg("ICP 备案的变更或注销"), _ART_8, By.DEREGISTRATION),
        ChecklistItem("police", msg("公安机关备案的变更或注销"), _ART_8, By.DEREGISTRATION),
        ChecklistItem("cyberspace", msg("报市委网信办备案"), _ART_8, By.DEREGISTRATION),
    ),
}
# Every event may name the pages that tell of it.
_ALWAYS = frozenset({"site_notice", "portal_notice"})
# A town is a path of the portal (Art. 7): these are the portal's and stay.
_OF_THE_DOMAIN = frozenset({"certificate", "domain", "icp", "police"})


def items_of(site: Site, event: LifecycleEvent, reason: Reason) -> Iterator[ChecklistItem]:
    """Yield what `event` of `site` needs.

    Args:
        site: the site.
        event: one of its events.
        reason: of the suspension that the event begins or ends.
    """
    for item in CHECKLISTS[event.event]:
        if item.reasons and reason not in item.reasons:
            continue
        if site.kind == "town" and item.step in _OF_THE_DOMAIN:
            continue
        # Of the portal its own notice is the portal's.
        if site.kind == "portal" and item.notice == "portal":
            continue
        yield item


def steps_of(kind: EventKind) -> frozenset[str]:
    """Return the steps that an event of `kind` may record."""
    return frozenset(item.step for item in CHECKLISTS[kind]) | _ALWAYS
