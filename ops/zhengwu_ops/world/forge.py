"""The forge's record: what the code platform knows of commits, handed over by CI.

The environment variable `ZHENGWU_FORGE_RECORD` names a JSON file that CI writes from the forge's
own interface, outside the checkout:

    {"commits": {"<full id>": {"author": "<officer>", "reached": "2026-11-24T10:00:00+08:00"}}}

`author` is who was logged in when the commit was pushed or made in the forge's editor; `reached` is
when the protected branch took the commit. Either may be left out.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.pages.schedule import CITY_TIME

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "ZHENGWU_FORGE_RECORD"


@dataclass(frozen=True, slots=True)
class ForgeRecord:
    """What the forge vouches for.

    Attributes:
        authors: by commit, the officer who made it.
        reached: by commit, when the protected branch took it, in the city's time.
    """

    authors: Mapping[str, str] = field(default_factory=dict)
    reached: Mapping[str, dt.datetime] = field(default_factory=dict)


def forge_record() -> ForgeRecord:
    """Read the record that the environment names; an empty one if it names none.

    Raises:
        UserError: the file cannot be read.
    """
    name = os.environ.get(VARIABLE, "")
    if not name:
        return ForgeRecord()
    try:
        commits = json.loads(Path(name).read_text("utf-8"))["commits"]
        return ForgeRecord(
            {commit: facts["author"] for commit, facts in commits.items() if facts.get("author")},
            {
                commit: _city_time(facts["reached"])
                for commit, facts in commits.items()
                if facts.get("reached")
            },
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UserError(
            msg("平台记录 {file} 读不懂：{why}", file=name, why=str(error)),
            msg("核对 CI 里写出这个文件的步骤，或取消环境变量 {variable}", variable=VARIABLE),
        ) from error


def _city_time(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment.astimezone(CITY_TIME).replace(tzinfo=None) if moment.tzinfo else moment
