"""`--date`: a day means its end, a minute means that minute."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.cities import article, city_tree
from zhengwu_ops.cli import main
from zhengwu_ops.world.clock import now

if TYPE_CHECKING:
    from pathlib import Path

LATER = "---\ntitle: 关于甲的通知\nsource: 本网\npublish_at: 2026-11-24 10:00\n---\n通知。\n"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2026-11-23", 1),
        ("2026-11-24 09:59", 1),
        ("2026-11-24 10:00", 0),
        ("2026-11-24", 0),
    ],
    ids=["the day before", "a minute before", "on the minute", "on the day"],
)
def test_a_link_to_a_page_that_is_not_due_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], moment: str, code: int
) -> None:
    tree = city_tree(
        {
            "content/portal/tzgg/later.md": LATER,
            "content/portal/xwdt/a.md": article("\n\n见[通知](../tzgg/later.md)。"),
        }
    )
    for path in tree.files():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(tree.read(path))
    page = str(tmp_path / "content/portal/xwdt/a.md")
    assert main(["lint", "--date", moment, page]) == code
    said = capsys.readouterr().out
    assert ("xwdt/a.md:8:2: 错误 broken-link" in said) == bool(code)
    assert ("它到 2026-11-24 10:00 才发布" in said) == bool(code)


def test_now_is_the_minute_of_the_city_s_clocks() -> None:
    before = dt.datetime.now(dt.UTC)
    shown = now().replace(tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert dt.timedelta(0) <= before - shown < dt.timedelta(minutes=2)
    assert (shown.second, shown.microsecond) == (0, 0)
