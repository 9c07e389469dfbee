"""Which pages of a city are approved, and why others are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zhengwu.approval import Verdict, verdict
from zhengwu.approval.page_digest import stray_file
from zhengwu.approval.seal import folder_of
from zhengwu.errors import UserError
from zhengwu.register.load import SITE_FILE
from zhengwu_ops.review.authorship import authorship
from zhengwu_ops.review.evidence import Evidence

if TYPE_CHECKING:
    from zhengwu.problem import Problem
    from zhengwu_ops.review.reviews import Reviews


def verdict_of(reviews: Reviews, site_id: str, page: str) -> Verdict:
    """Judge the seals of a page."""
    key = (site_id, page)
    if key not in reviews.verdicts:
        reviews.verdicts[key] = _judge(reviews, site_id, page)
    return reviews.verdicts[key]


def _judge(reviews: Reviews, site_id: str, page: str) -> Verdict:
    try:
        digest = reviews.digest(site_id, page)
    except UserError as error:
        reasons = (replace(p, code="unreadable", file=p.file or page) for p in error.problems)
        return Verdict(tuple(reasons))
    found = verdict(
        digest,
        reviews.seals(site_id, page),
        reviews.trust,
        authorship(reviews, site_id, page),
        reviews.policy(site_id),
        reviews.now,
    )
    broken = reviews.seal_files.broken(folder_of(site_id, page)) if found.reasons else ()
    return Verdict((*found.reasons, *broken), found.counted, found.waiting, found.emergency)


def unsealed_pages(reviews: Reviews, site_id: str) -> dict[str, tuple[Problem, ...]]:
    """Return why a site may not be published as far as its seals are concerned.

    Returns:
        By path, relative to the site's folder, every reason: for `site.yml` and each page that
        is due, and for each file that would be published without belonging to a sealed page.
        Empty where everything is approved. `problems()` stands beside it.
    """
    _prefetch(reviews, site_id)
    found = {
        page: reasons
        for page in reviews.pages(site_id)
        if (reasons := verdict_of(reviews, site_id, page).reasons)
    }
    approved = {
        file
        for page in reviews.pages(site_id, due=False)
        if page != SITE_FILE and not verdict_of(reviews, site_id, page).reasons
        for file in reviews.files(site_id, page)
    }
    for path in sorted(reviews.index(site_id).files):
        hidden = any(part.startswith(".") for part in path.split("/"))
        # MkDocs leaves out what begins with a dot; all else is copied.
        if not hidden and f"{reviews.folder(site_id)}/{path}" not in approved:
            found[path] = (stray_file(path),)
    return found


def _prefetch(reviews: Reviews, site_id: str) -> None:
    """Ask about all signatures of a site at once: one process each, several beside another."""
    pages = reviews.pages(site_id, due=False)
    readable = [
        page
        for page in pages
        if page == SITE_FILE or reviews.index(site_id).pages[page].source is not None
    ]
    reviews.seal_files.prefetch(
        (folder_of(site_id, page), reviews.digest(site_id, page).value) for page in readable
    )
    files = {file for page in readable for file in reviews.files(site_id, page)}
    reviews.authors.of(tuple(sorted(files)))


def evidence_of(reviews: Reviews, site_id: str) -> dict[str, Evidence]:
    """Return by what each page of a site is approved; call it when `unsealed` is empty."""
    return {
        page: Evidence(
            reviews.digest(site_id, page),
            found.counted,
            tuple(reviews.seal_files.text(placed) for placed in found.counted),
            found.emergency,
        )
        for page in reviews.pages(site_id)
        if not (found := verdict_of(reviews, site_id, page)).reasons
    }
