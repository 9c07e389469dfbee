"""The receiver's side of the conversation: what is asked out of order, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengwu_ops.publish.refusals import REFUSALS, ServerRefusedError
from zhengwu_ops.publish.transport import Conversation

if TYPE_CHECKING:
    from tests.ops.publish.town import Town

TEXTS = {"index.md": "首页"}


@pytest.fixture
def town(folder_town: Town) -> Town:
    return folder_town


def test_nothing_can_be_sent_without_a_session(town: Town) -> None:
    left = town.live / "incoming" / ("0" * 32)
    (left / "public").mkdir(parents=True)
    (left / "gate").touch()
    release = town.release(TEXTS)
    with pytest.raises(Exception, match="接收程序没有工作"):
        town.here().rsync(release.folder, "0" * 32, progress=False)
    assert list((left / "public").iterdir()) == []


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"do": "begin"}, "not-locked"),
        ({"do": "confirm"}, "not-locked"),
        ({"do": "shell"}, "unknown-request"),
        ({"do": "manifest", "release": "../../state.json"}, "unknown-release"),
        ({}, "unknown-request"),
    ],
    ids=str,
)
def test_requests_out_of_order(town: Town, request_: dict[str, str], code: str) -> None:
    with Conversation(town.here()) as talk, pytest.raises(ServerRefusedError) as caught:
        talk.ask(request_.get("do", ""), **{k: v for k, v in request_.items() if k != "do"})
    assert caught.value.code == code


def test_every_refusal_of_the_receiver_has_words(town: Town) -> None:
    text = (town.server.sites / "portal/receiver.py").read_text("utf-8")
    used = {part.partition('"')[0] for part in text.split('RefusedError("')[1:]}
    used |= {part.partition('"')[0] for part in text.split('"code": "')[1:]}
    spoken_by_ssh = {"no-session"}
    assert used - spoken_by_ssh == set(REFUSALS)
