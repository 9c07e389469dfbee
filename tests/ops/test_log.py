"""`zhengwu log`: whatever is done to the log shows."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhengwu.errors import UserError
from zhengwu_ops.cli import main
from zhengwu_ops.oplog.entry import NOTHING, Head
from zhengwu_ops.oplog.log import Log, retention_days

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    made = Log(tmp_path / "log/operations.jsonl")
    for n in range(5):
        made.append("publish", who="huang", site="portal", release=f"r{n}", at=AT)
    return made


def rewrite(log: Log, change: Callable[[list[str]], list[str]]) -> None:
    lines = log.file.read_text("utf-8").splitlines(keepends=True)
    log.file.write_text("".join(change(lines)), "utf-8")


def rehashed(lines: list[str]) -> list[str]:
    """Change an entry and make its own hash fit again."""
    from zhengwu_ops.oplog.entry import LogEntry  # noqa: PLC0415 -- only the forger needs it

    facts = {**json.loads(lines[2]), "who": "nobody"}
    del facts["hash"]
    return [*lines[:2], LogEntry(**facts).sealed().line().decode(), *lines[3:]]


FORGERIES: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "an edit": (lambda x: [*x[:2], x[2].replace("huang", "nobody"), *x[3:]], "内容被改过"),
    "an edit with its own hash": (rehashed, "第 3 条之后接着第 4 条"),
    "a removal": (lambda x: [*x[:2], *x[3:]], "第 2 条之后接着第 4 条"),
    "a removal at the beginning": (lambda x: x[1:], "从第 2 条开始，前面的不见了"),
    "a removal at the end": (lambda x: x[:-1], "第 5 条与另存的末尾不符"),
    "a removal of everything": (lambda _: [], "第 5 条与另存的末尾不符"),
    "another order": (lambda x: [x[0], x[2], x[1], *x[3:]], "第 1 条之后接着第 3 条"),
    "a repetition": (lambda x: [*x[:2], x[1], *x[2:]], "第 2 条之后接着第 2 条"),
    "a line that is none": (lambda x: [*x[:2], "hello\n", *x[2:]], "第 3 行读不懂"),
    "half a line": (lambda x: [*x[:4], x[4][:30]], "第 5 行读不懂"),
    "a field more": (lambda x: [x[0].replace("{", '{"x":1,', 1), *x[1:]], "第 1 行读不懂"),
    "other spacing": (lambda x: [x[0].replace(":", ": ", 1), *x[1:]], "第 1 行读不懂"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_change_of_the_log_is_found(name: str, log: Log) -> None:
    assert log.verify() == []
    change, said = FORGERIES[name]
    rewrite(log, change)
    assert any(said in message.text() for message in log.verify())


def test_an_entry_says_who_did_what_when(log: Log) -> None:
    first = next(iter(log.entries()))
    assert first.at == "2026-11-24T10:00:00+08:00"
    assert (first.n, first.who, first.act, first.site, first.release) == (
        1,
        "huang",
        "publish",
        "portal",
        "r0",
    )
    assert first.previous == NOTHING
    assert "@" in log.append("rollback").who


def test_a_head_in_other_hands_finds_what_was_forgotten_together(log: Log) -> None:
    known = log.head()
    rewrite(log, lambda lines: lines[:3])
    entries = list(log.entries())
    log.head_file.write_text(f"{Head(entries[-1].n, entries[-1].hash)}\n", "ascii")
    assert log.verify() == []
    assert "第 5 条与另存的末尾不符" in log.verify(known)[0].text()


def test_a_log_that_goes_on_still_knows_an_old_head(log: Log) -> None:
    known = log.head()
    log.append("publish")
    assert log.verify(known) == []


def test_half_a_line_does_not_stop_the_next_entry_and_is_noted(log: Log) -> None:
    with log.file.open("a", encoding="utf-8") as file:
        file.write('{"n":6,"at":')
    log.append("publish", who="huang")
    acts = [entry.act for entry in log.entries()]
    assert acts[-2:] == ["log-damage", "publish"]
    assert [message.text() for message in log.verify()] == ["第 6 条记着：之前的结尾有缺损（torn）"]


@pytest.mark.parametrize(
    "left", [b"", b"\n", b"5", b"5:", b"5:" + b"0" * 63, b"x:" + b"0" * 64, b"\xff\xfe5"]
)
def test_a_damaged_head_does_not_stop_the_next_entry_and_is_noted(log: Log, left: bytes) -> None:
    log.head_file.write_bytes(left)
    assert [message.text() for message in log.verify()] == [
        "另存的末尾读不懂，或没有写完：operations.head"
    ]
    log.append("withdraw", who="huang")
    acts = [entry.act for entry in log.entries()]
    assert acts[-2:] == ["log-damage", "withdraw"]
    assert [message.text() for message in log.verify()] == ["第 6 条记着：之前的结尾有缺损（head）"]
    assert Head.read(log.head_file.read_text("ascii")) == log.head()


def test_a_head_without_a_log_is_noted_too(tmp_path: Path) -> None:
    made = Log(tmp_path / "operations.jsonl")
    made.head_file.write_bytes(b"")
    made.append("publish")
    assert [entry.act for entry in made.entries()] == ["log-damage", "publish"]


def test_a_missing_end_is_noted_before_the_log_goes_on(log: Log) -> None:
    rewrite(log, lambda lines: lines[:3])
    log.append("publish", who="huang")
    assert any("结尾有缺损（missing）" in message.text() for message in log.verify())


def test_many_at_once_make_one_chain(tmp_path: Path) -> None:
    made = Log(tmp_path / "operations.jsonl")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: made.append("publish", release=str(n)), range(24)))
    assert made.verify() == []
    assert made.head().n == 24


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(detail=st.dictionaries(st.text(), st.text() | st.integers() | st.none()), who=st.text())
def test_whatever_is_written_is_read(tmp_path: Path, detail: dict[str, object], who: str) -> None:
    made = Log(tmp_path / "any.jsonl")
    entry = made.append("act", who=who or "x", detail=detail)
    assert list(made.entries())[-1] == entry
    assert made.verify() == []


def test_old_entries_move_into_a_file_of_their_own(tmp_path: Path) -> None:
    made = Log(tmp_path / "operations.jsonl")
    for months in (0, 1, 8):
        made.append("publish", at=dt.datetime(2026, 1 + months, 1, tzinfo=dt.UTC))
    now = dt.datetime(2026, 11, 24, 10)
    out = made.archive(dt.date(2026, 3, 1), now)
    assert out is not None
    assert [entry.n for entry in Log(out).entries()] == [1, 2]
    assert [entry.act for entry in made.entries()] == ["publish", "log-archive"]
    assert made.verify() == []
    assert made.archive(dt.date(2026, 3, 1), now) is None
    rewrite(made, lambda lines: lines[1:])
    assert any("前面的不见了" in message.text() for message in made.verify())


def test_what_must_be_kept_is_not_moved(log: Log) -> None:
    now = dt.datetime(2026, 11, 24, 10)
    edge = now.date() - dt.timedelta(days=retention_days())
    assert log.archive(edge, now) is None
    with pytest.raises(UserError, match="至少保留"):
        log.archive(edge + dt.timedelta(days=1), now)


def test_a_full_disk_is_told(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    real = log.file.read_bytes()
    monkeypatch.setattr("os.write", lambda handle, data: len(data) - 1)
    with pytest.raises(UserError, match="写不下"):
        log.append("publish")
    monkeypatch.undo()
    assert log.file.read_bytes() == real


def test_the_commands(
    log: Log, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ("--file", str(log.file))
    assert main(["log", "verify", *file]) == 0
    assert "日志完整，共到第 5 条" in capsys.readouterr().out
    assert main(["log", "head", *file]) == 0
    head = capsys.readouterr().out.strip()
    assert main(["log", "show", "--last", "2", *file]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[:4] for line in shown] == [
        [str(n), "2026-11-24T10:00:00+08:00", "huang", "publish"] for n in (4, 5)
    ]
    assert main(["log", "show", "--json", "--site", "fgj", *file]) == 0
    assert json.loads(capsys.readouterr().out) == []
    rewrite(log, lambda lines: lines[:-1])
    assert main(["log", "verify", "--json", "--head", head, *file]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["entries"], len(data["problems"])) == (4, 2)
    assert main(["log", "verify", *file]) == 1
    assert "按安全事件报告" in capsys.readouterr().out
    assert main(["log", "verify", "--head", "x", *file]) == 2
    assert "应当是“序号:摘要值”" in capsys.readouterr().err
