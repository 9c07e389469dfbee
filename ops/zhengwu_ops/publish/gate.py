"""Every reason why a release may not go out, all at once, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.release.changes import vanished
from zhengwu.release.withdrawals import file_of
from zhengwu_ops.publish.inspection import inspect_before_launch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhengwu.model.site import Site
    from zhengwu.release.manifest import Manifest
    from zhengwu_ops.build.sites import Outcome
    from zhengwu_ops.publish.checkout import Checkout
    from zhengwu_ops.publish.route import Route

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """What would be published, and all that is known about it.

    Attributes:
        site: the site.
        checkout: the working tree.
        route: how the target is reached.
        standing: why the site's legal standing forbids it.
        seals: why its seals forbid it.
        operator: why its operator may not publish.
        register: what is wrong in the register files and in the site's withdrawals.
        outcome: of the build.
        manifest: the release; None where nothing was built.
        server: why the target could not be asked.
        live: the release that is live; None if nothing is.
        descends: whether the checkout contains the commit that is live; None if it is unknown.
    """

    site: Site
    checkout: Checkout
    route: Route
    standing: tuple[Problem, ...]
    seals: tuple[Problem, ...]
    operator: tuple[Problem, ...]
    register: tuple[Problem, ...]
    outcome: Outcome
    manifest: Manifest | None
    server: tuple[Problem, ...] = ()
    live: Manifest | None = None
    descends: bool | None = True


def reasons(candidate: Candidate) -> tuple[Problem, ...]:
    """Return every reason why `candidate` may not go out; none if it may."""
    return tuple(dict.fromkeys(reason for check in CHECKS for reason in check(candidate)))


def _clean_commit(candidate: Candidate) -> Iterator[Problem]:
    edited = candidate.checkout.edited
    if edited:
        more = msg(" 等 {count} 个文件", count=len(edited)) if len(edited) > _SHOWN else msg("")
        yield Problem.of(
            "uncommitted",
            msg(
                "有没提交的改动：{files}{more}",
                files=tuple(edited[:_SHOWN]),
                more=more,
            ),
            msg("先提交（git commit）或撤销这些改动；发布的只能是提交了的内容"),
        )


def _lawful_standing(candidate: Candidate) -> Iterator[Problem]:
    for mistake in candidate.standing:
        yield Problem.of("lifecycle", mistake.message, mistake.fix, mistake.file)


def _right_register(candidate: Candidate) -> Iterator[Problem]:
    for mistake in candidate.register:
        place = f"{mistake.file}:{mistake.line}"
        message = msg("{place}: {message}", place=place, message=mistake.message)
        yield Problem.of("register", message, mistake.fix, mistake.file)


def _inspected(candidate: Candidate) -> Iterator[Problem]:
    yield from inspect_before_launch(candidate.outcome)


def _sealed(candidate: Candidate) -> Iterator[Problem]:
    yield from candidate.seals


def _by_operator(candidate: Candidate) -> Iterator[Problem]:
    yield from candidate.operator


def _in_city(candidate: Candidate) -> Iterator[Problem]:
    yield from candidate.route.reasons
    yield from candidate.server


def _onward(candidate: Candidate) -> Iterator[Problem]:
    live = candidate.live
    if live is None or candidate.descends:
        return
    if candidate.descends is None:
        yield Problem.of(
            "unknown-commit",
            msg("线上版本的提交 {commit} 不在这份仓库里", commit=live.commit[:12]),
            msg("先运行 git fetch 取得别人的提交，合并后再发布"),
        )
    else:
        yield Problem.of(
            "not-onward",
            msg("现在的提交不包含线上版本 {commit}，发布会丢掉别人的改动", commit=live.commit[:12]),
            msg("先合并主分支的最新内容；要回到旧版本，用 zhengwu rollback"),
        )


def lost_pages(site: Site, live: Manifest | None, manifest: Manifest) -> Iterator[Problem]:
    """Yield a reason for every page that is live and would answer “not found”."""
    home = f"{site.domain}{site.path}"
    for page in vanished(live.contents if live else None, manifest.contents, home):
        file = f"content/{site.id}/{page.path}"
        yield Problem.of(
            "vanished",
            msg(
                "线上的页面 {url} 不见了（原文件 {file}）", url=f"{site.path}{page.url}", file=file
            ),
            msg(
                "误删的，恢复文件；要撤回的，运行 zhengwu withdraw {file}；移动了的，运行"
                " zhengwu withdraw {file} --moved-to 新文件（登记在 {list}）",
                file=file,
                list=file_of(site.id),
            ),
            file,
        )


def _nothing_lost(candidate: Candidate) -> Iterator[Problem]:
    if candidate.manifest:
        yield from lost_pages(candidate.site, candidate.live, candidate.manifest)


# In the order in which people mend things.
CHECKS: tuple[Callable[[Candidate], Iterator[Problem]], ...] = (
    _clean_commit,
    _lawful_standing,
    _right_register,
    _inspected,
    _sealed,
    _by_operator,
    _in_city,
    _onward,
    _nothing_lost,
)
