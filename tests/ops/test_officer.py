"""`zhengwu officer`: keys come and go by changes that two supervisors sign."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from tests.ops.sealed import NOW, World, day
from zhengwu.errors import UserError
from zhengwu.register.emit import as_read
from zhengwu.register.yaml import read_yaml
from zhengwu_lint.git import git
from zhengwu_ops.cli import main
from zhengwu_ops.commands import officer
from zhengwu_ops.officers.changes import city_of, revoke
from zhengwu_ops.register.officers import entry_of, put_officer
from zhengwu_ops.review.demo import make_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengwu.model.officer import Officer


@pytest.fixture
def run(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    monkeypatch.setattr(officer, "now", lambda: NOW)
    monkeypatch.chdir(world.root)

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["officer", *arguments])
        out = capsys.readouterr()
        return code, out.out + out.err

    return call


def sign(run: Callable[..., tuple[int, str]], world: World, number: str) -> None:
    for supervisor in ("zhou", "xu"):
        key = str(world.demo.key(supervisor))
        assert run("sign", number, "--yes", "--key", key)[0] == 0


def test_a_new_officer_counts_after_two_signatures(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    make_keys(world.demo.keys, ["wen"])
    facts = ("--name", "文一", "--unit", "zfb", "--role", "first", "--reason", "新到岗")
    code, said = run("add", "wen", "--key", str(world.demo.keys / "wen.pub"), *facts)
    assert code == 0
    assert "请 2 名主管" in said
    assert [r.code for r in world.reviews().problems()] == [
        "change-not-arrived",
        "register-differs",
    ]
    sign(run, world, "2")
    world.commit("huang")
    assert world.reviews().problems() == ()
    assert world.reviews().trust.officers["wen"].roles == ("first",)


def test_the_change_comes_with_its_report(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    run("revoke", "liang", "--reason", "调离岗位", "--at", "2026-11-23 18:00")
    code, said = run("report", "2")
    assert code == 0
    assert said.startswith("市信息中心：\n")
    assert "事项：作废（第 2 次变更）" in said
    assert "人员：梁明越（liang），中山市人民政府办公室，角色：终审" in said
    assert "2026-11-23 18:00 起作废" in said


def test_a_key_is_replaced_in_one_change(world: World, run: Callable[..., tuple[int, str]]) -> None:
    make_keys(world.demo.keys, ["new"])
    run("replace", "liang", "--key", str(world.demo.keys / "new.pub"), "--reason", "密钥丢失")
    sign(run, world, "2")
    world.commit("huang", at=day(24, 10, 1))
    old, new = world.reviews(day(24, 11)).trust.officers["liang"].keys
    assert (old.revoked_at, new.revoked_at, new.valid_from) == (NOW, None, NOW.date())


def test_status_shows_keys_and_what_is_missing(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    code, said = run("status")
    assert code == 0
    assert "梁明越（liang）：终审" in said
    assert "信任根：" in said
    run("revoke", "liang", "--reason", "调离岗位")
    sign_one = str(world.demo.key("zhou"))
    run("sign", "2", "--yes", "--key", sign_one)
    world.commit("huang")
    code, said = run("status", "--json")
    data = json.loads(said)
    assert code == 1
    assert [p["code"] for p in data["problems"]] == ["two-supervisors", "register-differs"]
    assert "只有 1 名主管有效签署，要 2 名" in data["problems"][0]["message"]


def test_pins_name_the_root_and_every_key(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    code, said = run("pins")
    pins = json.loads(said)
    assert code == 0
    assert pins["root"] == world.reviews().trust.root
    assert pins["namespaces"]["seal"] == "zhengwu-seal@442000"
    assert pins["officers"]["liang"]["roles"] == ["final"]
    assert pins["officers"]["liang"]["keys"][0]["fingerprint"].startswith("SHA256:")


def test_nothing_is_pinned_while_the_register_is_not_in_order(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    run("revoke", "liang", "--reason", "调离岗位")
    assert run("pins")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "none", "--key", "chen.pub", "--reason", "x"), "没有人员“none”"),
        (
            (
                "add",
                "Wen!",
                "--key",
                "new.pub",
                "--name",
                "文",
                "--unit",
                "zfb",
                "--role",
                "first",
                "--reason",
                "x",
            ),
            "不是人员代号",
        ),
        (
            (
                "add",
                "wen",
                "--key",
                "new.pub",
                "--name",
                "文",
                "--unit",
                "no",
                "--role",
                "first",
                "--reason",
                "x",
            ),
            "单位代号是：zfb、fgj",
        ),
        (
            (
                "add",
                "wen",
                "--key",
                "new.pub",
                "--name",
                "文",
                "--unit",
                "zfb",
                "--role",
                "chief",
                "--reason",
                "x",
            ),
            "角色是：editor",
        ),
        (("add", "chen", "--key", "chen", "--reason", "x"), "是私钥"),
        (("add", "chen", "--key", "none.pub", "--reason", "x"), "打不开公钥文件"),
        (
            ("add", "chen", "--key", "../../content/city.yml", "--reason", "x"),
            "不是可用的 SSH 公钥",
        ),
        (("revoke", "none", "--reason", "x"), "没有人员“none”"),
        (("revoke", "chen", "--fingerprint", "SHA256:x", "--reason", "x"), "没有这把公钥"),
        (("sign", "9", "--yes", "--key", "zhou"), "没有第 9 次人员变更"),
        (("sign", "1", "--yes", "--key", "chen"), "这把密钥不是主管的"),
        (("report", "9"), "没有第 9 次人员变更"),
        (("found",), "已有人员名册"),
    ],
)
def test_mistakes_are_told_and_change_nothing(
    arguments: tuple[str, ...],
    said: str,
    world: World,
    run: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_keys(world.demo.keys, ["new"])
    monkeypatch.chdir(world.demo.keys)
    code, out = run(*arguments, "--city", str(world.content))
    assert code == 2
    assert said in out
    assert git(world.root, "status", "--porcelain") == b""


def test_a_register_is_founded_from_nothing(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    git(world.root, "rm", "-r", "--quiet", "officers")
    said = run("add", "zhou", "--key", str(world.demo.keys / "chen.pub"), "--reason", "x")[1]
    assert "还没有名册" in said
    git(world.root, "checkout", "--quiet", "HEAD", "--", "content")
    assert run("found")[0] == 0
    sign(run, world, "1")
    world.commit("huang")
    # The branch remembers the register that was there before: a second founding is no founding.
    assert next(r.code for r in world.reviews().problems()) == "change-out-of-order"


@pytest.fixture
def entry(world: World) -> Officer:
    return city_of(world.content).facts.officers["chen"]


def test_comments_and_other_entries_stay(entry: Officer) -> None:
    text = (
        "name: 市 # 市\nofficers:\n  # 编辑\n  lin:\n    name: 林\n    unit: zfb\n"
        "    roles: [editor]\n\n  # 初审\n  chen: # 陈\n"
        "    name: 陈\n    unit: zfb\n    roles:\n      - first\n"
        "  # 复审\n  he:\n    name: 何\n    unit: zfb\n    roles: [second]\n"
        "\n# 入口\nentrances: {}\n"
    )
    new = put_officer(text, "city.yml", "chen", entry)
    for kept in ("# 市", "  # 编辑", "  # 初审", "  # 复审", "\n\n# 入口\nentrances: {}\n"):
        assert kept in new
    assert "name: 陈知远" in new
    added = put_officer(text, "city.yml", "wen", entry)
    assert added.index("  he:") < added.index("  wen:") < added.index("# 入口")


@pytest.mark.parametrize(
    "text", ["name: 市\n", "name: 市\nofficers:\n", "name: 市\nofficers: {}\nunits: {}\n"]
)
def test_the_first_officer_is_written(text: str, entry: Officer) -> None:
    new = put_officer(text, "city.yml", "chen", entry)
    assert "officers:\n  chen:\n    name: 陈知远\n" in new
    assert new.startswith("name: 市\n")


@pytest.mark.parametrize("between", [" ", "\n  ", " # 人员\n    "])
def test_entries_in_braces_stay_in_braces(between: str, entry: Officer) -> None:
    text = f"officers:{between}{{lin: {{name: 林}}}}\nunits: {{}}\n"
    new = put_officer(text, "city.yml", "chen", entry)
    assert new.startswith(f"officers:{between}{{lin: {{name: 林}}, chen: {{name: 陈知远, ")
    assert new.endswith("}}\nunits: {}\n")
    assert read_yaml(new, "city.yml").data["officers"] == {
        "lin": {"name": "林"},
        "chen": as_read(entry_of(entry)),
    }


def test_windows_line_ends_stay(world: World) -> None:
    file = world.content / "city.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    revoke(world.content, "chen", (), dt.datetime(2026, 11, 24, 10))
    after = file.read_bytes()
    assert after.count(b"\r\n") == after.count(b"\n")
    line = b"\r\n        revoked_at: 2026-11-24 10:00"
    assert after.count(line) == 1
    assert after.replace(line, b"") == before


def test_a_register_that_would_not_load_is_not_written(world: World) -> None:
    file = world.content / "city.yml"
    file.write_text(file.read_text("utf-8").replace("officers:", "officers: &all"), "utf-8")
    before = file.read_bytes()
    with pytest.raises(UserError):
        revoke(world.content, "chen", (), dt.datetime(2026, 11, 24, 10))
    assert file.read_bytes() == before
