"""Officers with keys, who seal and sign for tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.ops.publish.servers import make_key
from zhengwu.approval.seal import Seal, Stage, namespace, write_seal
from zhengwu.model.officer import fingerprint
from zhengwu_ops.world.openssh import read_signer

if TYPE_CHECKING:
    from pathlib import Path

    from zhengwu.approval.digest import PageDigest

REGION = "442000"
MOMENT = dt.datetime(2026, 11, 24, 10, 0)
STAGES: tuple[Stage, ...] = ("first", "second", "final", "secrecy")
# By officer, the roles.
ROLES = {
    "chu": ["first"],
    "fu": ["second"],
    "zhong": ["final"],
    "mi": ["secrecy"],
    "yun": ["operator"],
}
READER = dict(zip(STAGES, ROLES, strict=False))


@dataclass
class Officers:
    """Officers with keys.

    Attributes:
        folder: of the keys, each named by its officer.
        keys: the public halves.
    """

    folder: Path
    keys: dict[str, str] = field(default_factory=dict)
    _seals: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def key(self, officer: str) -> Path:
        """Return an officer's key file, made on first use."""
        file = self.folder / officer
        if officer not in self.keys:
            self.keys[officer] = make_key(file)
        return file

    def pins(self) -> dict[str, Any]:
        """Return what a server pins."""
        for officer in ROLES:
            self.key(officer)
        return {
            "city": REGION,
            "namespaces": {
                "seal": f"zhengwu-seal@{REGION}",
                "manifest": f"zhengwu-manifest@{REGION}",
            },
            "officers": {
                officer: {
                    "unit": "zfb",
                    "roles": roles,
                    "keys": [
                        {
                            "key": self.keys[officer],
                            "fingerprint": fingerprint(self.keys[officer]),
                            "from": "2026-01-01",
                            "until": None,
                            "revoked": None,
                        }
                    ],
                }
                for officer, roles in ROLES.items()
            },
        }

    def seal(self, digest: PageDigest, stage: Stage, officer: str = "") -> str:
        """Return the file of a seal."""
        officer = officer or READER[stage]
        known = (digest.value, stage, officer)
        if known not in self._seals:
            signer = read_signer(self.key(officer))
            made = Seal(digest, "题目", stage, officer, signer.fingerprint, "-", MOMENT)
            armor = signer.sign(made.payload().encode(), namespace(REGION))
            self._seals[known] = write_seal(made, armor)
        return self._seals[known]
