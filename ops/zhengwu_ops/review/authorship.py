"""Who wrote what is new: what an earlier, approved text of the page held is nobody's to answer for.

A page lives for years, and whoever once corrected it may review it later. So where an officer who
sealed it is among its authors, only the commits count that came after the newest text that was
approved and that the protected branch really held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from zhengwu.approval.page_digest import digest_file, digest_text, shown
from zhengwu.approval.seal import folder_of
from zhengwu.approval.seal_check import SealCheck
from zhengwu.approval.verdict import approved
from zhengwu.facts import front_of
from zhengwu.model.base import validate
from zhengwu.model.city import CityFacts
from zhengwu.problem import Problem
from zhengwu.register.load import CITY_FILE, SITE_FILE
from zhengwu.register.yaml import read_yaml
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from zhengwu.approval import Authorship, PageDigest, PlacedSeal
    from zhengwu_ops.review.reviews import Reviews


def authorship(reviews: Reviews, site_id: str, page: str, sealing: str = "") -> Authorship:
    """Return who wrote what is under review of a page.

    Args:
        reviews: the city's.
        site_id: the site.
        page: the page's file, relative to the site's folder.
        sealing: an officer who is about to seal it.
    """
    files = reviews.files(site_id, page)
    everybody = reviews.authors.of(files)
    value = reviews.digest(site_id, page).value
    sealed = {sealing} | {
        placed.seal.officer
        for placed in reviews.seals(site_id, page)
        if placed.seal.digest.value == value
    }
    if not everybody.unproven and everybody.officers.isdisjoint(sealed):
        return everybody
    return reviews.authors.of(files, after=_approved_until(reviews, site_id, page))


def _approved_until(reviews: Reviews, site_id: str, page: str) -> int:
    """Return the place on the branch up to which the page's text was approved; -1 if never."""
    now = reviews.digest(site_id, page)
    texts: dict[str, list[PlacedSeal]] = {}
    for placed in reviews.seal_files.all_seals(folder_of(site_id, page)):
        if placed.arrival and placed.seal.digest.value != now.value:
            texts.setdefault(placed.seal.digest.value, []).append(placed)
    until = -1
    for seals in sorted(texts.values(), key=_last):
        digest = seals[0].seal.digest
        place = place_of(reviews, digest, _last(seals))
        if place is None or place <= until:
            continue
        wrote = reviews.authors.of(_files(reviews, digest), after=until, until=place)
        seal_check = SealCheck(now, reviews.trust, reviews.policy(site_id), wrote.officers)
        if not wrote.unproven and approved(seal_check.sorted_out(seals)[0]):
            until = place
    return until


def _last(seals: list[PlacedSeal]) -> int:
    return max(placed.arrival.order for placed in seals if placed.arrival)


def _files(reviews: Reviews, digest: PageDigest) -> tuple[str, ...]:
    folder = reviews.folder(digest.site)
    if digest.page == SITE_FILE:
        return f"{folder}/{SITE_FILE}", f"{reviews.content.name}/{CITY_FILE}"
    return tuple(
        f"{folder}/{path}" for path in (digest.page, *(unquote(p) for p, _ in digest.files))
    )


def place_of(reviews: Reviews, digest: PageDigest, last: int) -> int | None:
    """Return the newest place of the branch, up to `last`, that held exactly this text."""
    history = reviews.history
    places = {history.reach.get(commit, -1) for commit in history.commits(_files(reviews, digest))}
    for place in sorted((p for p in places if 0 <= p <= last), reverse=True):
        if _held(reviews, digest, history.line[place].commit):
            return place
    return None


def _held(reviews: Reviews, digest: PageDigest, commit: str) -> bool:
    """Whether the page had this digest in `commit`."""
    page, *others = _files(reviews, digest)
    data = reviews.history.text_at(commit, page)
    if data is None:
        return False
    if digest.page == SITE_FILE:
        city = reviews.history.text_at(commit, others[0])
        return digest_text(data) == digest.text and city is not None and _shown(city) == digest.meta
    text = read_text(data)
    if isinstance(text, Problem) or front_of(text).digests != (digest.meta, digest.text):
        return False
    return all(
        (held := reviews.history.text_at(commit, file)) is not None and digest_file(held) == known
        for file, (_, known) in zip(others, digest.files, strict=True)
    )


def _shown(data: bytes) -> str:
    text = read_text(data)
    if isinstance(text, Problem):
        return ""
    facts, _ = validate(CityFacts, read_yaml(text, CITY_FILE), CITY_FILE)
    return shown(facts) if facts else ""
