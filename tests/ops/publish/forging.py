"""Somebody who sends what they like straight to a receiver."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.ops.publish.officers import REGION
from zhengwu_ops.publish.refusals import ServerRefusedError
from zhengwu_ops.world.openssh import read_signer

if TYPE_CHECKING:
    from tests.ops.publish.town import Town
    from zhengwu_ops.publish.delivery import Prepared
    from zhengwu_ops.publish.transport import Conversation


@dataclass
class Forger:
    """Somebody with a publisher's SSH key and time."""

    town: Town
    talk: Conversation

    def begin(
        self,
        data: dict[str, Any],
        seals: list[str],
        signer: str = "yun",
        namespace: str = f"zhengwu-manifest@{REGION}",
    ) -> dict[str, Any]:
        text = json.dumps(data, ensure_ascii=False)
        key = read_signer(self.town.officers.key(signer))
        signature = key.sign(text.encode(), namespace)
        return self.talk.ask("begin", manifest=text, signature=signature, seals=seals)

    def refused(self, *arguments: Any, **named: Any) -> str:  # noqa: ANN401 -- passed on
        with pytest.raises(ServerRefusedError) as caught:
            self.begin(*arguments, **named)
        assert "怎么办" in caught.value.text()
        return caught.value.code

    def send(self, release: Prepared) -> str:
        """Send a release and return the token under which it was expected."""
        begun = self.begin(data_of(release), list(release.seals.values()))
        self.town.here().rsync(release.folder, begun["token"], progress=False)
        return str(begun["token"])

    def verify(self) -> str:
        with pytest.raises(ServerRefusedError) as caught:
            self.talk.ask("verify")
        return caught.value.code


def data_of(release: Prepared, /, **changes: object) -> dict[str, Any]:
    """Return the release's manifest as it would be sent, with changes."""
    return {**release.manifest.data(), "sequence": 1, **changes}
