"""A site's lifecycle on disk: its register judged against history, its events written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from zhengwu.errors import UserError
from zhengwu.lifecycle import (
    EVENT_NAMES,
    STATE_NAMES,
    Former,
    Judgement,
    State,
    changed,
    judge,
    notice_pages,
    read_former,
    standing,
)
from zhengwu.lifecycle.gaps import in_register
from zhengwu.lifecycle.state import spells
from zhengwu.messages import msg
from zhengwu.model.base import validate
from zhengwu.model.lifecycle import Done, LifecycleEvent, Step, Was
from zhengwu.model.site import Site, SiteFacts
from zhengwu.problem import Problem
from zhengwu.register.load import SITE_FILE, load_register
from zhengwu.register.yaml import read_yaml
from zhengwu.textfile import read_text
from zhengwu.tree import FolderTree
from zhengwu_lint.git import Repository
from zhengwu_lint.git_trees import CommitTree
from zhengwu_ops.lifecycle.notices import Notice, draft_notices
from zhengwu_ops.register.events import append_event
from zhengwu_ops.register.files import read_file, write_register
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import EventKind, Reason
    from zhengwu.register.yaml import YamlText

LAST_COMMIT = "HEAD"
# What no paper can make lawful: an event that is wrong in one of these is not written.
_FINAL = frozenset(
    {"unlawful-lifecycle", "overlong-suspension", "repeated-suspension", "short-migration-notice"}
)
# The states in which each event may come.
_FROM: Mapping[EventKind, frozenset[State]] = {
    "open": frozenset({State.PREPARING}),
    "change": frozenset({State.OPEN, State.SUSPENDED}),
    "suspend": frozenset({State.OPEN}),
    "resume": frozenset({State.SUSPENDED}),
    "retire": frozenset({State.OPEN, State.SUSPENDED}),
}


@dataclass(frozen=True, slots=True)
class Registered:
    """A site as it is registered on disk.

    Attributes:
        content: the folder of `city.yml`.
        city: the register.
        site: the site.
        yaml: the text of its `site.yml`.
    """

    content: Path
    city: City
    site: Site
    yaml: YamlText

    @property
    def path(self) -> Path:
        """Its `site.yml`."""
        return self.content / self.site.id / SITE_FILE

    def judge(self, day: dt.date, former: Former | None) -> Judgement:
        """Judge the site on `day`, notices looked for on disk."""
        tree = FolderTree(self.content.parent)
        pages = notice_pages(self.site, self.city, tree, self.content.name)
        return judge(self.site, self.city, day, former=former, pages=pages)


@dataclass(frozen=True, slots=True)
class EventRequest:
    """An event that somebody wants to write down.

    Attributes:
        kind: what happens.
        date: when.
        until: its last day.
        reason: of a suspension.
        moved_to: where a retired site's content is.
        keep_paths: its pages keep their paths there.
        note: what else the notice says.
    """

    kind: EventKind
    date: dt.date
    until: dt.date | None = None
    reason: Reason | None = None
    moved_to: str | None = None
    keep_paths: bool = False
    note: str | None = None


def load_site(content: Path, site_id: str) -> Registered:
    """Return the site `site_id` of the city in `content`.

    Raises:
        UserError: it is not registered, or its register file is wrong.
    """
    register = load_register(FolderTree(content.parent), content.name)
    file = f"{content.name}/{site_id}/{SITE_FILE}"
    if register.city is None or site_id in register.broken:
        own = [m for m in register.mistakes if m.file == file]
        raise UserError(own or register.mistakes)
    if site_id not in register.city.sites:
        known = tuple(register.city.sites)
        raise UserError(msg("没有网站“{unknown}”；登记的有：{known}", unknown=site_id, known=known))
    return Registered(content, register.city, register.city.sites[site_id], register.files[file])


def former_of(registered: Registered, revision: str) -> Former | None:
    """Return what the register of the site said at `revision` of git; None if there is no such.

    Raises:
        UserError: another revision than the last commit was asked for and cannot be read.
    """
    folder = registered.path.parent
    try:
        repository = Repository.open(folder)
    except UserError:
        if revision == LAST_COMMIT:
            return None
        raise
    if revision == LAST_COMMIT and repository.unborn:
        return None
    tree = CommitTree(repository, repository.commit(revision))
    if not tree.exists(SITE_FILE):
        if revision == LAST_COMMIT:  # a new site
            return None
        raise UserError(
            msg("提交 {revision} 里没有 {file}", revision=revision, file=registered.site.file),
            msg("用 --since 写一个已有这个网站的提交"),
        )
    data = tree.read(SITE_FILE)
    text = read_text(data)
    return None if isinstance(text, Problem) else read_former(text)


def record(
    registered: Registered, request: EventRequest, day: dt.date, former: Former | None
) -> list[str]:
    """Write an event into `site.yml` and draft its notices: all of it or nothing.

    Returns:
        The paths written, relative to the folder that holds `content`.

    Raises:
        UserError: the event cannot be, or a notice of that name is there already.
    """
    site, city = registered.site, registered.city
    _may_come(site, request)
    event = _event(request, was=_was(site, request, former))
    notices = tuple(draft_notices(event, site, city, day))
    done = {n.step: Step(date=n.day, page=n.page) for n in notices}
    event = event.model_copy(update={"done": Done(**done)})
    text = read_file(registered.path, site.file)
    text = append_event(text, event, site, city, _reason(site, event))
    _refuse_what_cannot_be(registered, text, day)
    return _write(registered, text, notices)


def _may_come(site: Site, request: EventRequest) -> None:
    state = standing(site, request.date).state
    if state in _FROM[request.kind]:
        return
    raise UserError(
        msg(
            "网站 {site} 在 {date} 是“{state}”，不能登记{event}",
            site=site.id,
            date=request.date,
            state=STATE_NAMES[state],
            event=EVENT_NAMES[request.kind],
        )
    )


def _was(site: Site, request: EventRequest, former: Former | None) -> Was | None:
    if request.kind != "change":
        return None
    if former is None:
        raise UserError(
            msg(
                "看不到以前的登记，不知道变更了什么："
                "在 git 仓库里运行，或用 --since 写明和哪一次比较"
            )
        )
    values = changed(site, former)
    if not values:
        raise UserError(
            msg(
                "域名、路径、名称和主办单位都和以前的登记一样：先在 {file} 里改好，再运行这个命令",
                file=site.file,
            )
        )
    return Was(**values)


def _event(request: EventRequest, was: Was | None) -> LifecycleEvent:
    given: dict[str, Any] = {
        "event": request.kind,
        "date": request.date,
        "until": request.until,
        "reason": request.reason,
        "was": was,
        "moved_to": request.moved_to,
        "keep_paths": request.keep_paths or None,
        "note": request.note,
    }
    try:
        return LifecycleEvent(**{name: value for name, value in given.items() if value})
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        raise UserError(
            msg("{what}。{fix}", what=context["message"], fix=context["fix"])
        ) from error


def _reason(site: Site, event: LifecycleEvent) -> Reason:
    if event.event == "resume":
        return [spell.event.reason for spell in spells(site)][-1]
    return event.reason


def _refuse_what_cannot_be(registered: Registered, text: str, day: dt.date) -> None:
    yaml = read_yaml(text, registered.site.file)
    facts, mistakes = validate(SiteFacts, yaml, registered.site.file)
    if facts is None:
        raise UserError(mistakes)
    site = Site.model_construct(**dict(facts), id=registered.site.id, file=registered.site.file)
    before = {gap.message for gap in _final(judge(registered.site, registered.city, day))}
    found = [g for g in _final(judge(site, registered.city, day)) if g.message not in before]
    if found:
        raise UserError(
            in_register(gap, registered.site.file, registered.city, yaml) for gap in found
        )


def _final(judgement: Judgement) -> list[Problem]:
    return [gap for gap in judgement.wrong if gap.code in _FINAL]


def _write(registered: Registered, text: str, notices: tuple[Notice, ...]) -> list[str]:
    root, name = registered.content.parent, registered.content.name
    pages = {f"{name}/{n.site}/{n.page}": n.text for n in notices}
    if taken := [path for path in pages if (root / path).exists()]:
        raise UserError(msg("已经有这些文件，没有改动：{paths}", paths=tuple(taken)))
    for path, page in pages.items():
        write_file(root / path, page, path)
    write_register(registered.path, registered.site.file, text, SiteFacts)
    return [f"{name}/{registered.site.id}/{SITE_FILE}", *pages]
