"""Signed reviews, judged without any I/O (Arts. 25, 30, 33).

digest     what a seal is about: one exact text with its metadata and attachments
covers     which files belong to a page
seal       the seal file: a signed header that people can read
trust      the officers' register as supervisors signed it, change by change
candidate  whether one seal counts
verdict    whether a page's seals allow it to be published, and every reason why not

Signatures, git and the clock are the business of `zhengwu_ops.reviewing`, which fills in what is
judged here. `docs/adr/0002-seals.md` says what the scheme proves and what it does not.
"""

from __future__ import annotations

from zhengwu.seals.candidate import Policy
from zhengwu.seals.covers import digest_page, digest_site_file
from zhengwu.seals.digest import PageDigest
from zhengwu.seals.reason import Reason
from zhengwu.seals.seal import Arrival, PlacedSeal, Seal
from zhengwu.seals.trust import Trust
from zhengwu.seals.verdict import Authorship, Emergency, Verdict, verdict

__all__ = [
    "Arrival",
    "Authorship",
    "Emergency",
    "PageDigest",
    "PlacedSeal",
    "Policy",
    "Reason",
    "Seal",
    "Trust",
    "Verdict",
    "digest_page",
    "digest_site_file",
    "verdict",
]
