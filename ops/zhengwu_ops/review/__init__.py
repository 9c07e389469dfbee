"""Sealed reviews in a repository: signatures by OpenSSH, times and authors from git.

    reviews = Reviews.open(content, now)   content: the folder of `city.yml`; now: the city's minute
    reviews.problems()                 what is wrong with register or branch: tuple[Reason, ...]
    unsealed_pages(reviews, "portal")  {path: reasons}; empty where everything is sealed
    evidence_of(reviews, "portal")     {page: Evidence}: digests and seals for a release's manifest
    reviews.pins()                     the signers that a publishing server pins, as JSON data

commit_authors  who wrote a text, as far as it is proven
authorship      from which commit on authors count
seal_files      the seals as files of the repository
reviews         `Reviews`: everything about one city's seals
sealing         making a seal
diff            a page's text, and what changed since it was sealed
pending         what waits for whom, and the rate of emergencies
status_report   both in words
demo            a demonstration repository with keys of its own

Signatures, the forge's record and history are read by `zhengwu_ops.world`, the officers' register
from its signed changes by `zhengwu_ops.officers.trust`.
"""

from __future__ import annotations

from zhengwu_ops.review.evidence import Evidence
from zhengwu_ops.review.reviews import Reviews

__all__ = ["Evidence", "Reviews"]
