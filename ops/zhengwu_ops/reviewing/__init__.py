"""Sealed reviews in a repository: signatures by OpenSSH, times and authors from git.

    with the folder of `city.yml` at hand:

    reviews = Reviews.open(content, now)
    reviews.problems()                 what is wrong with the officers' register: tuple[Reason, ...]
    reviews.unsealed("portal")         {path: reasons}; empty where everything is sealed
    reviews.evidence("portal")         {page: Evidence}: digests and seals for a release's manifest
    reviews.pins()                     the signers that a publishing server pins, as JSON data

openssh    signatures made and checked by ssh-keygen
forge      the forge's record of authors and arrivals
history    when files reached the protected branch, and who changed a page
authors    who wrote a text, as far as it is proven
register   the officers' register from its signed changes
desk       `Reviews`: everything about one city's seals
sealing    making a seal
showing    a page's text, and what changed since it was sealed
waiting    what waits for whom, and the rate of emergencies
demo       a demonstration repository with keys of its own
"""

from __future__ import annotations

from zhengwu_ops.reviewing.desk import Evidence, Reviews

__all__ = ["Evidence", "Reviews"]
