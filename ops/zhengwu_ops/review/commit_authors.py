"""Who wrote a text: by the keys of signed commits and by the forge's record, by nothing else.

Anybody can write any name into a commit; a name alone proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengwu.approval import Authorship
from zhengwu_ops.world.openssh import Signed

if TYPE_CHECKING:
    from datetime import datetime

    from zhengwu.approval import Trust
    from zhengwu_ops.world.history import History
    from zhengwu_ops.world.openssh import Signatures

UNCOMMITTED = "（未提交）"
_NAMESPACE = "git"  # what git gives ssh-keygen for commits
_FIELD = b"gpgsig "
_SHOWN = 12


@dataclass
class Authors:
    """Tells who made which commit.

    Attributes:
        history: the repository's.
        trust: the officers' register.
        signatures: checks them.
        now: when what has not reached the branch would reach it.
    """

    history: History
    trust: Trust
    signatures: Signatures
    now: datetime
    _known: dict[str, str | None] = field(default_factory=dict, init=False)

    def of(self, paths: tuple[str, ...], after: int = -1, until: int | None = None) -> Authorship:
        """Return who changed any of the files `paths`.

        Args:
            paths: relative to the folder that holds the content.
            after: leave out what arrived on the protected branch up to this place of it.
            until: leave out what arrived later, and what has not arrived.
        """
        commits = tuple(
            commit for commit in self.history.commits(paths) if self._within(commit, after, until)
        )
        self._learn(commits)
        unproven = [commit[:_SHOWN] for commit in commits if self._known[commit] is None]
        if until is None and self.history.uncommitted(paths):
            unproven.append(UNCOMMITTED)
        officers = frozenset(filter(None, (self._known[commit] for commit in commits)))
        return Authorship(officers, tuple(unproven))

    def _within(self, commit: str, after: int, until: int | None) -> bool:
        place = self.history.reach.get(commit)
        if place is None:
            return until is None
        return place > after and (until is None or place <= until)

    def _learn(self, commits: tuple[str, ...]) -> None:
        new = tuple(commit for commit in commits if commit not in self._known)
        signed = [_signed(data) for data in self.history.objects(new)]
        found = iter(self.signatures.signers([one for one in signed if one]))
        for commit, one in zip(new, signed, strict=True):
            signer = next(found) if one else None
            self._known[commit] = self.history.forge.authors.get(commit) or self._owner(
                signer, commit
            )

    def _owner(self, signer: str | None, commit: str) -> str | None:
        """Return whose key signed; None where it is not registered or was revoked before."""
        found = self.trust.keys.get(signer or "")
        if found is None:
            return None
        place = self.history.reach.get(commit)
        arrived = self.now if place is None else self.history.line[place].time
        revoked = found.key.revoked_at
        return None if revoked and arrived >= revoked else found.officer


def _signed(commit: bytes) -> Signed | None:
    """Part a commit as git stores it into what was signed and the SSH signature over it."""
    header, _, message = commit.partition(b"\n\n")
    kept: list[bytes] = []
    armor: list[bytes] = []
    inside = False
    for line in header.split(b"\n"):
        if line.startswith(_FIELD):
            if armor:  # two signatures: whose would it be?
                return None
            inside = True
            armor.append(line.removeprefix(_FIELD))
        elif inside and line.startswith(b" "):
            armor.append(line[1:])
        else:
            inside = False
            kept.append(line)
    if not armor or not armor[0].startswith(b"-----BEGIN SSH SIGNATURE-----"):
        return None
    text = b"\n".join(armor).decode("ascii", "replace")
    return Signed(b"\n".join(kept) + b"\n\n" + message, f"{text}\n", _NAMESPACE)
