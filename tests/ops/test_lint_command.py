"""`zhengwu lint`: several reports at once, the rulebook of a day, the demonstration's own day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from mkdocs.config import load_config

from tests.cities import CITY, article, dump
from tests.hooks.ondisk import FOREIGN, PAGE, Lint, write, write_city
from tests.ops.test_suppressions import git
from tests.plugins.building import write_city as write_small_city
from zhengwu.register.load import load_register
from zhengwu.tree import FolderTree
from zhengwu_lint.report import FORMATS
from zhengwu_mkdocs.site.current import current
from zhengwu_ops.cli import main

RULEBOOK = "rulebook/2026.yml"
OWN = """\
id: zhongshan-2026
name: 本市指标
effective_from: 2026-01-01
source: 演示
indicators:
  stale-home-page:
    values: {age: 3天}
    source: 演示
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_city(tmp_path / "city", {PAGE: FOREIGN})
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Lint:
    return Lint(capsys)


def test_every_format_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [f"--format={form}=out.{form}" for form in FORMATS if form != "text"]
    code = main(["lint", "--date", "2026-11-24", *asked, "--format=text", PAGE])
    said = capsys.readouterr()
    assert code == 1
    assert said.out.startswith(f"{PAGE}:6:2: 错误 external-link")
    assert len(json.loads((here / "out.json").read_text("utf-8"))["findings"]) == 1
    assert json.loads((here / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert json.loads((here / "out.gitlab").read_text("utf-8"))[0]["check_name"] == "external-link"
    assert json.loads((here / "out.rdjson").read_text("utf-8"))["source"] == {"name": "zhengwu"}
    assert ET.fromstring((here / "out.junit").read_text("utf-8")).tag == "testsuites"
    assert (here / "out.github").read_text("utf-8").startswith("::error file=")


def test_only_one_report_is_printed(here: Path, lint: Lint) -> None:
    run = lint("--format=github", PAGE)
    assert run.code == 2
    assert "只能打印一种格式" in run.err


@pytest.mark.parametrize("form", ["json=", "jsn=x", "=x"])
def test_a_format_that_is_none_is_told(form: str, here: Path, lint: Lint) -> None:
    run = lint(PAGE, form=form)
    assert run.code == 2
    assert "--format 不对" in run.err


def test_a_report_that_cannot_be_written_is_told(here: Path, lint: Lint) -> None:
    run = lint(f"--format=sarif={PAGE}/x.sarif", PAGE)
    assert run.code == 2
    assert "写不进去" in run.err


def test_the_report_names_the_rulebook_of_the_day(here: Path, lint: Lint) -> None:
    write(here, {RULEBOOK: OWN})
    assert lint(PAGE).report["rulebook"] == "gbmh-2019-19+zhongshan-2026"
    assert lint("--rulebook", "2025-12-31", PAGE).report["rulebook"] == "gbmh-2019-19"
    assert lint("--rulebook", "2018-01-01", PAGE).report["rulebook"] == "gbf-2017-47"
    text = lint("--rulebook", "2018-01-01", PAGE, form="text").out
    assert text.splitlines()[-1].startswith("检查指标 gbf-2017-47，zhengwu ")


def test_a_city_may_be_stricter_from_a_day_on(here: Path, lint: Lint) -> None:
    assert "stale-home-page" not in {f[2] for f in lint("content").findings}
    write(here, {RULEBOOK: OWN})
    assert "stale-home-page" in {f[2] for f in lint("content").findings}
    early = lint("--rulebook", "2025-12-31", "content").findings
    assert "stale-home-page" not in {f[2] for f in early}


@pytest.mark.parametrize("day", ["2026", "昨天", "2017-06-07"])
def test_a_day_without_a_rulebook_is_told(day: str, here: Path, lint: Lint) -> None:
    run = lint("--rulebook", day, PAGE)
    assert run.code == 2
    assert "--rulebook 不对" in run.err


@pytest.mark.parametrize("path", ["content", PAGE, RULEBOOK, "rulebook", "."])
def test_a_mistake_in_the_citys_indicators_is_a_finding(path: str, here: Path, lint: Lint) -> None:
    write(here, {RULEBOOK: OWN.replace("age: 3天", "age: 三天")})
    found = [finding for finding in lint(path).findings if finding[0] == RULEBOOK]
    assert found == [(RULEBOOK, 7, "invalid-register")]
    assert lint(path).report["rulebook"] == "gbmh-2019-19"


def test_the_citys_indicators_are_judged_as_one_file(here: Path, lint: Lint) -> None:
    write(here, {RULEBOOK: OWN})
    run = lint(RULEBOOK)
    assert (run.code, run.report["checked"], run.findings) == (0, 1, [])


JUDGED_ON = {**CITY, "judged_on": "2026-11-24"}


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["lint", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_demonstration_is_judged_by_its_own_day(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, {PAGE: article("正文"), "content/city.yml": dump(JUDGED_ON)})
    code, out, err = say(capsys, "--strict", "content")
    assert (code, "没有发现问题" in out) == (0, True)
    assert "按 city.yml 里 judged_on 写的 2026-11-24 检查，不按今天" in err
    code, out, err = say(capsys, "--date", "2027-03-01", "content")
    assert (code, "stale-home-page" in out) == (1, True)
    assert "judged_on" not in err


def test_a_live_city_cannot_stop_the_clock(here: Path, lint: Lint) -> None:
    write(here, {"content/city.yml": dump({**JUDGED_ON, "demo": False})})
    run = lint("content/city.yml")
    assert run.code == 1
    assert "只有演示城市" in run.report["findings"][0]["message"]


def test_the_preview_and_the_build_keep_the_day_too(tmp_path: Path) -> None:
    config = load_config(str(write_small_city(tmp_path, {}, city={"judged_on": "2026-11-24"})))
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    assert current(config).moment == dt.datetime(2026, 11, 24, 23, 59)


def test_the_demo_city_keeps_its_day() -> None:

    register = load_register(FolderTree(Path(__file__).parents[2]))
    assert register.city is not None
    assert register.city.facts.judged_on == dt.date(2026, 11, 24)


def test_a_staged_mistake_in_the_citys_indicators_is_a_finding(here: Path, lint: Lint) -> None:
    write(here, {RULEBOOK: OWN.replace("age: 3天", "age: 三天"), PAGE: article("正文")})
    git(here, "init", "-q")
    git(here, "add", RULEBOOK)
    assert lint("--staged").findings == []  # without a city the file means nothing
    git(here, "add", ".")
    assert lint("--staged").findings == [(RULEBOOK, 7, "invalid-register")]
    git(here, "commit", "-q", "-m", "first")
    write(here, {RULEBOOK: OWN})
    git(here, "add", RULEBOOK)
    assert lint("--staged").findings == []
