"""Sealed reviews in a repository: signatures by OpenSSH, times and authors from git.

    reviews = Reviews.open(content, now)   content: the folder of `city.yml`; now: the city's minute
    reviews.problems()                 what is wrong with register or branch: tuple[Reason, ...]
    reviews.unsealed("portal")         {path: reasons}; empty where everything is sealed
    reviews.evidence("portal")         {page: Evidence}: digests and seals for a release's manifest
    reviews.pins()                     the signers that a publishing server pins, as JSON data

git        git, asked for plain answers
openssh    signatures made and checked by ssh-keygen
forge      the forge's record of authors and arrivals
history    when files reached the protected branch, and who changed a page
authors    who wrote a text, as far as it is proven
earlier    from which commit on authors count
register   the officers' register from its signed changes
shelf      the seal files
desk       `Reviews`: everything about one city's seals
sealing    making a seal
showing    a page's text, and what changed since it was sealed
waiting    what waits for whom, and the rate of emergencies
telling    both in words
demo       a demonstration repository with keys of its own
"""

from __future__ import annotations

from zhengwu_ops.reviewing.desk import Reviews
from zhengwu_ops.reviewing.evidence import Evidence

__all__ = ["Evidence", "Reviews"]
