"""A new city as a new user makes it: from an empty folder to clean sites."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml

from zhengwu.register.load import load_register
from zhengwu.tree import FolderTree
from zhengwu_ops.cli import main
from zhengwu_ops.scaffold.files import KINDS, NewSite, new_site

ROOT = Path(__file__).resolve().parents[2]
SCAFFOLDS = ROOT / "ops/zhengwu_ops/scaffolds"
# Every year there are weeks in which the next year's workdays are not yet announced.
NOW = dt.datetime(2026, 11, 20, 10)
DATE = ("--date", f"{NOW:%Y-%m-%d %H:%M}")


def run(*arguments: str) -> None:
    assert main(list(arguments)) == 0, arguments


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("zhengwu_ops.commands.new.now", lambda: NOW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def city(folder: Path) -> Path:
    run("new", "city")
    run("new", "site")
    return folder


def assert_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is wrong, but that columns wait for their first page."""
    capsys.readouterr()
    run("lint", "--format", "json", *DATE)
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["rule"] for finding in findings} == {"empty-column"}


def test_a_site_made_before_office_hours_says_nothing_of_the_future(folder: Path) -> None:
    run("new", "city")
    minute = dt.datetime(2026, 3, 2, 0, 5)
    written = new_site(folder / "content", NewSite("portal", "portal", "gov", "示范市政府"), minute)
    pages = [(folder / path).read_text("utf-8") for path in written if path.endswith(".md")]
    dated = [page for page in pages if "published_at:" in page]
    assert dated
    assert all("published_at: 2026-03-02 00:05\n" in page for page in dated)


def test_from_an_empty_folder_to_clean_sites(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "site", "jyj", "--unit-name", "示范市教育局")
    run("new", "site", "donghu", "--kind", "town", "--unit-name", "示范市东湖镇人民政府")
    run("new", "page", "policy", "--title", "关于印发校园开放办法的通知")
    assert_clean(capsys)
    run("build", *DATE)
    for site in ("portal", "jyj", "donghu"):
        assert (city / "public" / site / "index.html").is_file()
    register = load_register(FolderTree(city))
    assert register.mistakes == ()
    assert register.city is not None
    assert register.city.sites["donghu"].url.endswith("/donghu/")
    assert register.city.sites["jyj"].domain.startswith("jyj.")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_begins_clean_and_as_a_draft(
    kind: str, city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind == "interpretation":
        run("new", "page", "policy")
    run("new", "page", kind, "--title", "演示标题")
    assert_clean(capsys)
    (page,) = (p for p in (city / "content").rglob(f"*-{kind}.md"))
    text = page.read_text("utf-8")
    assert "title: 演示标题" in text
    assert "draft: true" in text


def test_a_page_goes_into_the_column_that_is_named(city: Path) -> None:
    run("new", "page", "article", "--column", "tzgg", "--name", "gongshi")
    assert (city / "content/portal/tzgg/gongshi.md").is_file()


def test_a_published_policy_asks_for_its_interpretation(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "page", "policy")
    (page,) = (city / "content").rglob("*-policy.md")
    lines = page.read_text("utf-8").split("\n")
    page.write_text("\n".join(line for line in lines if "draft:" not in line), "utf-8")
    assert main(["lint", "--strict"]) == 1
    assert "unpaired-policy" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "city"], "已经有这些文件"),
        (["new", "site", "portal"], "已经有这些文件"),
        (["new", "site", "教育"], "不能作网站代号"),
        (["new", "site", "jyj"], "没有登记：加上 --unit-name"),
        (["new", "page", "article", "--site", "nix"], "没有网站“nix”"),
        (["new", "page", "interpretation"], "还没有政策文件"),
        (["new", "page", "article", "--column", "nix"], "没有栏目“nix”"),
        (["new", "page", "poem"], "种类 只能是："),
        (["new", "city", "--region", "12"], "写六位数字"),
        (["new", "city", "--region", "４４２０００"], "写六位数字"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_made_is_told(
    arguments: list[str], said: str, city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path for path in city.rglob("*"))
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert sorted(path for path in city.rglob("*")) == before


def test_outside_a_city_the_first_step_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "page", "article"]) == 2
    assert "zhengwu new city" in capsys.readouterr().err


def test_a_city_without_sites_is_told_how_to_begin(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "city")
    assert main(["build"]) == 2
    assert "zhengwu new site" in capsys.readouterr().err


def test_new_cities_are_built_as_the_demo_city_is() -> None:
    ours = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert (SCAFFOLDS / "city/mkdocs.yml").read_text("utf-8") == ours


@pytest.mark.parametrize(
    "name", ["../../../evil", "/etc/x", "a b", "新闻", "a" * 300], ids=lambda name: name[:12]
)
def test_a_page_is_named_by_a_plain_file_name(
    name: str, city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(city.rglob("*"))
    assert main(["new", "page", "article", "--name", name]) == 2
    assert "不能作文件名" in capsys.readouterr().err
    assert sorted(city.rglob("*")) == before


@pytest.mark.parametrize("title", ['关于"甲"的通知', "甲: 乙 #丙", "- 甲", "[甲]", "甲\n乙: 丙"])
def test_a_title_reads_back_as_it_was_given(title: str, city: Path) -> None:
    run("new", "page", "article", "--title", title, "--name", "a")
    (page,) = city.rglob("a.md")
    front = yaml.safe_load(page.read_text("utf-8").split("---")[1])
    assert front["title"] == " ".join(title.split())


@pytest.mark.parametrize("name", ["甲\n  乙: 丙", "甲: 乙", '"甲'])
def test_a_units_name_cannot_break_the_register(name: str, city: Path) -> None:
    before = (city / "content/city.yml").read_text("utf-8")
    assert main(["new", "site", "jyj", "--unit-name", name]) == 2
    assert (city / "content/city.yml").read_text("utf-8") == before


def test_a_disk_that_cannot_be_written_is_told(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (city / "content/portal/xwdt").rename(city / "content/portal/kept")
    (city / "content/portal/xwdt").write_text("x", "utf-8")
    assert main(["new", "page", "article", "--name", "a"]) == 2
    assert "content/portal/xwdt/a.md: 写不进去" in capsys.readouterr().err


def test_a_unit_is_registered_in_the_style_of_the_file(city: Path) -> None:
    file = city / "content/city.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    run("new", "site", "jyj", "--unit-name", "示范市教育局")
    entry = "\r\n  jyj:\r\n    name: 示范市教育局\r\n    kind: department".encode()
    after = file.read_bytes()
    assert after.count(entry) == 1
    assert after.replace(entry, b"") == before
