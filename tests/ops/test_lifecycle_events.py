"""Events written into a register that goes on behind them, and the notices drafted for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.ops.lifecycles import (
    DAY,
    commit,
    events,
    make_city,
    publish,
    register,
    report,
    run,
    suspended,
)
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_city(tmp_path)


def test_an_event_leaves_the_rest_of_the_file_as_it_is(city: Path) -> None:
    before = register(city)
    suspended(city, "--note", "机房搬迁: 第一期")
    after = register(city)
    at = before.index("\n# 账号在最后。")
    assert after.startswith(before[:at])
    assert after.endswith(before[at:])
    event = events(city)[-1]
    assert (event["event"], event["date"], event["until"], event["note"]) == (
        "suspend",
        "2026-12-01",
        "2026-12-20",
        "机房搬迁: 第一期",
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("lifecycle:\n", ""),
        ("lifecycle: []\n", ""),
        ("lifecycle: [] # 还没有\nbanners: []\n", "banners: []"),
        ("# 前面\nlifecycle:\n\n# 后面\naccounts: []\n", "# 后面\naccounts: []"),
        ("accounts: []\nlifecycle: []", "accounts: []"),
    ],
    ids=["no list", "empty", "brackets", "a remark", "something behind", "no last line end"],
)
def test_the_first_event_of_a_list(city: Path, written: str, kept: str) -> None:
    path = city / "content/fgj/site.yml"
    head = register(city).split("\nlifecycle:")[0] + "\n"
    path.write_text(head + written, "utf-8")
    assert run("fgj", "open", "--on", DAY) == 0
    assert register(city).startswith(head.rstrip("\n"))
    assert kept in register(city)
    assert [event["event"] for event in events(city)] == ["open"]


def test_windows_line_ends_stay(city: Path) -> None:
    path = city / "content/fgj/site.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    suspended(city)
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 0
    assert len(events(city)) == 2


def test_a_list_in_brackets_is_left_to_people(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = city / "content/fgj/site.yml"
    head = register(city).split("\nlifecycle:")[0]
    text = f"{head}\nlifecycle: [{{event: open, date: 2025-04-10}}]\n"
    path.write_text(text, "utf-8")
    assert run("fgj", "suspend", "--on", "2026-12-01", "--until", "2026-12-20") == 2
    assert "写在方括号里" in capsys.readouterr().err
    assert register(city) == text


def test_what_is_to_be_done_stands_ready_to_be_filled_in(city: Path) -> None:
    suspended(city)
    text = register(city)
    for name in ("application", "approval", "consent", "reported"):
        line = next(row for row in text.split("\n") if f"# {name}:" in row)
        assert "最迟 2026-12-01" in line
        filled = line.replace("# ", "", 1).replace("date: ", "date: 2026-11-24")
        text = text.replace(line, filled.replace("number: ", "number: 演示〔2026〕1号"))
    (city / "content/fgj/site.yml").write_text(text, "utf-8")
    publish(city, "fgj/tzgg/20261124-linshi-xiaxian.md")
    publish(city, "portal/tzgg/20261124-fgj-linshi-xiaxian.md")
    assert run("fgj", day="2026-12-01") == 0


NOTICES = [
    pytest.param("suspend", ["--until", "2026-12-20"], "linshi-xiaxian", id="suspend"),
    pytest.param(
        "retire",
        ["--until", "2026-12-30", "--moved-to", "https://www.zhongshan.example/fgj/"],
        "yongjiu-xiaxian",
        id="retire",
    ),
]


@pytest.mark.parametrize(("event", "options", "name"), NOTICES)
def test_both_sites_announce_it_beforehand(
    city: Path, event: str, options: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("fgj", event, "--on", "2026-12-01", *options) == 0
    pages = (f"content/fgj/tzgg/20261124-{name}.md", f"content/portal/tzgg/20261124-fgj-{name}.md")
    own, portal = (Path(page).read_text("utf-8") for page in pages)
    for text in (own, portal):
        assert "draft: true" in text
        assert "publish_at: 2026-11-24 09:00" in text
        assert "2026年12月1日" in text or event == "retire"
        assert "$" not in text
    assert "source: 中山市发展和改革局\n" in own
    assert "source: 中山市人民政府办公室\n" in portal
    capsys.readouterr()
    files = (*pages, "content/fgj/site.yml")
    assert main(["lint", *files, "--strict", "--date", DAY]) == 0, capsys.readouterr().out
    draft = report(capsys, "fgj", day="2026-12-01")
    if event == "suspend":
        assert sum("还是草稿" in row["message"] for row in draft["wrong"]) == 2


def test_an_opening_is_announced_on_the_portal(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = city / "content/fgj/site.yml"
    path.write_text(register(city).split("\nlifecycle:")[0] + "\n", "utf-8")
    commit(city)
    assert run("fgj", "open", "--on", "2026-12-01") == 0
    page = city / "content/portal/tzgg/20261201-fgj-kaitong.md"
    assert "自2026年12月1日起开通" in page.read_text("utf-8")
    assert events(city)[0]["done"]["portal_notice"]["page"] == "tzgg/20261201-fgj-kaitong.md"
    found = report(capsys, "fgj")
    assert {row["matter"] for row in found["due"]} == {
        "missing-lifecycle-step",
        "missing-opening-announcement",
    }
    publish(city, "portal/tzgg/20261201-fgj-kaitong.md")
    found = report(capsys, "fgj", day="2026-12-01")
    assert [row["matter"] for row in found["wrong"]] == ["missing-lifecycle-step"]


def _back_and_again(city: Path) -> None:
    suspended(city)
    assert run("fgj", "resume", "--on", "2026-12-10") == 0


def _gone(city: Path) -> None:
    moved = ["--moved-to", "https://www.zhongshan.example/fgj/"]
    assert run("fgj", "retire", "--on", DAY, "--until", "2026-12-24", *moved) == 0


REFUSED = [
    pytest.param(None, ["suspend"], "没有写下线到哪一天", id="no end"),
    pytest.param(
        None,
        ["suspend", "--on", "2026-12-01", "--until", "2026-12-31"],
        "共 31 天，不得超过 30 天",
        id="too long",
    ),
    pytest.param(
        _back_and_again,
        ["suspend", "--on", "2026-12-20", "--until", "2026-12-22"],
        "2026年第2次临时下线",
        id="too often",
    ),
    pytest.param(
        None,
        ["retire", "--on", "2026-12-01", "--until", "2026-12-29"],
        "只挂 29 天，不得少于 30 天",
        id="too short a notice",
    ),
    pytest.param(None, ["resume"], "是“正常运行”，不能登记恢复上线", id="not down"),
    pytest.param(None, ["open"], "不能登记开通", id="open already"),
    pytest.param(suspended, ["suspend", "--on", "2026-12-05"], "不能登记临时下线", id="down"),
    pytest.param(
        _gone,
        ["change", "--on", "2026-12-25"],
        "是“已经永久下线”，不能登记变更",
        id="gone",
    ),
    pytest.param(None, ["change"], "都和以前的登记一样", id="nothing changed"),
    pytest.param(
        None, ["suspend", "--until", "2026-11-01"], "until 早于 date", id="ends before it begins"
    ),
    pytest.param(None, ["retire", "--moved-to", "zs"], "“zs”不是网址", id="no address"),
    pytest.param(
        suspended,
        ["resume", "--on", "2026-12-05", "--until", "2026-12-10"],
        "resume 事件没有“until”这一项",
        id="another event's option",
    ),
    pytest.param(None, ["suspend", "--on", "morgen"], "日期“morgen”不对", id="no day"),
]


@pytest.mark.parametrize(("before", "arguments", "said"), REFUSED)
def test_what_cannot_be_is_not_written(
    city: Path,
    before: Callable[[Path], None] | None,
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if before:
        before(city)
    files = {path: path.read_bytes() for path in (city / "content").rglob("*") if path.is_file()}
    assert run("fgj", *arguments) == 2
    assert said in capsys.readouterr().err
    assert files == {
        path: path.read_bytes() for path in (city / "content").rglob("*") if path.is_file()
    }


def test_a_notice_that_is_there_is_not_replaced(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = city / "content/portal/tzgg/20261124-fgj-linshi-xiaxian.md"
    page.write_text(article("别的。"), "utf-8")
    before = register(city)
    assert run("fgj", "suspend", "--on", "2026-12-01", "--until", "2026-12-20") == 2
    assert "已经有这些文件" in capsys.readouterr().err
    assert register(city) == before
    assert not (city / "content/fgj/tzgg").exists()


def test_force_majeure_is_written_after_the_fact(city: Path) -> None:
    assert run("fgj", "suspend", "--on", "2026-11-20", "--reason", "force-majeure") == 0
    assert run("fgj", "resume", "--on", "2026-11-22", day="2026-11-22") == 0
    assert [event["event"] for event in events(city)] == ["open", "suspend", "resume"]
    assert "# reported:" in register(city)
    assert "# police_check:" not in register(city)


def test_a_return_after_an_order_asks_for_all_checks(city: Path) -> None:
    assert run("fgj", "suspend", "--reason", "ordered") == 0
    assert run("fgj", "resume", "--on", "2026-11-30") == 0
    for name in ("self_check", "police_check", "approval", "consent", "reported"):
        assert f"# {name}: {{date: , number: }}" in register(city)


def test_the_portal_announces_its_own_events_once(city: Path) -> None:
    assert run("portal", "suspend", "--until", "2026-11-30") == 0
    found = sorted(path.name for path in (city / "content/portal/tzgg").iterdir())
    assert found == ["20261124-linshi-xiaxian.md", "kaitong.md"]
    assert list(events(city, "portal")[-1]["done"]) == ["site_notice"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nix"], "没有网站“nix”；登记的有：fgj、portal"),
        (["fgj", "merge"], "只能是：open、change、suspend、resume、retire"),
    ],
)
def test_a_wrong_call_is_told(
    city: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
