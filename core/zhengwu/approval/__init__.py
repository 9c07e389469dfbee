"""Signed reviews, judged without any I/O (Arts. 25, 30, 33).

digest       what a seal is about: one exact text with its metadata and attachments
page_digest  which files belong to a page
seal         the seal file: a signed header that people can read
change       one signed change of the officers' register
trust        the officers' register as supervisors signed it, change by change
seal_check   whether one seal counts
verdict      whether a page's seals allow it to be published, and every reason why not

Signatures, git and the clock are the business of `zhengwu_ops.review`, which fills in what is
judged here. `docs/adr/0002-seals.md` says what the scheme proves and what it does not.
"""

from __future__ import annotations

from zhengwu.approval.digest import PageDigest
from zhengwu.approval.page_digest import digest_page, digest_site_file
from zhengwu.approval.seal import Arrival, PlacedSeal, Seal
from zhengwu.approval.seal_check import Policy
from zhengwu.approval.trust import Trust
from zhengwu.approval.verdict import Authorship, Emergency, Verdict, verdict

__all__ = [
    "Arrival",
    "Authorship",
    "Emergency",
    "PageDigest",
    "PlacedSeal",
    "Policy",
    "Seal",
    "Trust",
    "Verdict",
    "digest_page",
    "digest_site_file",
    "verdict",
]
