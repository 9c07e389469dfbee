"""Several cities in one repository: each file is judged by the nearest `city.yml` upward."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, FRESH, article, city_tree
from tests.hooks.committing import Repository, outer_environment
from tests.hooks.ondisk import CLEAN, FOREIGN, PAGE, Lint, write

if TYPE_CHECKING:
    from collections.abc import Mapping

ZHENGWU = Path(sys.executable).with_name("zhengwu.exe" if os.name == "nt" else "zhengwu")
A, B = f"a/{PAGE}", f"b/{PAGE}"
OTHER = "b/content/portal/tzgg/b.md"
# www.gov.cn stands in the list of the city in `a`, not of the one in `b`.
ONLY_IN_A = CLEAN
CONFIG = """\
repos:
  - repo: local
    hooks:
      - id: zhengwu
        name: zhengwu
        language: system
        entry: {zhengwu} lint {options} --date {day}
        types_or: [markdown, yaml]
"""
OF_BOTH = {A: FOREIGN, B: FOREIGN}


def two_cities() -> dict[str, str | bytes]:
    own = {PAGE: article("正文。")}
    first = city_tree({**FRESH, **own}).contents
    second = city_tree(
        {**FRESH, **own, "content/portal/tzgg/b.md": article("另一篇。")}, city={"hosts": []}
    ).contents
    return {
        **{f"a/{path}": data for path, data in first.items()},
        **{f"b/{path}": data for path, data in second.items()},
        "README.md": "说明\n",
        "docs/guide.md": "[甲](https://www.shop-demo.com/)\n",
    }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    top = tmp_path_factory.mktemp("template")
    (top / "cities").mkdir()
    repository = Repository(top / "cities", outer_environment(top))
    repository.git("init", "--quiet")
    repository.add(two_cities())
    repository.git("commit", "--quiet", "-m", "both")
    return repository


@pytest.fixture
def cities(template: Repository, tmp_path: Path) -> Repository:
    """Both cities, committed clean, with the plain command as the hook."""
    folder = tmp_path / "cities"
    shutil.copytree(template.folder, folder)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{ZHENGWU}' lint --staged --date {DAY}\n", "utf-8")
    hook.chmod(0o755)
    return Repository(folder, outer_environment(tmp_path))


def refused(cities: Repository, files: Mapping[str, str | bytes]) -> str:
    cities.add(files)
    said = cities.commit()
    assert said is not None
    return said


def staged(cities: Repository, *arguments: str, folder: str = ".") -> tuple[int, str, str]:
    command = (str(ZHENGWU), "lint", "--staged", "--date", str(DAY), *arguments)
    done = cities.run(*command, folder=folder)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("page", [A, B])
def test_a_page_of_either_city_is_judged(page: str, cities: Repository) -> None:
    assert f"{page}:6:2: 错误 external-link" in refused(cities, {page: FOREIGN})


def test_pages_of_both_cities_are_judged_at_once(cities: Repository) -> None:
    said = refused(cities, OF_BOTH)
    assert all(f"{page}:6:2: 错误 external-link" in said for page in OF_BOTH)
    assert "按 a/content/city.yml 检查。\n按 b/content/city.yml 检查。" in said


def test_each_page_is_judged_by_its_own_city(cities: Repository) -> None:
    said = refused(cities, {A: ONLY_IN_A, B: ONLY_IN_A})
    assert f"{B}:6:2: 错误 external-link" in said
    assert f"{A}:" not in said


def test_only_the_cities_in_which_something_changed_are_named(cities: Repository) -> None:
    cities.add({B: article("别的。")})
    code, out, err = staged(cities)
    assert (code, err) == (0, "按 b/content/city.yml 检查。\n")
    assert "检查了 1 个文件" in out


def test_the_register_and_the_indicators_of_either_city_are_judged(cities: Repository) -> None:
    broken = {"b/content/city.yml": "name: 乙\n", "a/rulebook/own.yml": "id: 1\n"}
    said = refused(cities, broken)
    assert all(f"{file}:" in said for file in broken)


def test_a_page_deleted_in_one_city_is_told_where_others_refer_to_it(cities: Repository) -> None:
    cities.add({B: article("见[通知](b.md)。")})
    cities.git("commit", "--quiet", "--no-verify", "-m", "x")
    cities.git("rm", "--quiet", OTHER)
    said = cities.commit()
    assert said is not None
    assert f"{B}:6:2: 错误 broken-link" in said


def test_a_city_in_a_city_judges_its_own_pages(cities: Repository) -> None:
    inner = "a/content/portal/tzgg/inner"
    contents = {**city_tree(city={"hosts": []}).contents, PAGE: ONLY_IN_A}
    said = refused(cities, {f"{inner}/{path}": data for path, data in contents.items()})
    assert f"{inner}/{PAGE}:6:2: 错误 external-link" in said


def test_a_page_outside_every_city_is_said(cities: Repository) -> None:
    cities.add({"docs/guide.md": FOREIGN, "notes.txt": "甲", "docs/picture.png": b"", B: CLEAN})
    code, out, err = staged(cities)
    assert (code, "docs/guide.md" in out) == (1, False)
    told = "1 个改动的页面不在任何城市的 content 里，没有检查：docs/guide.md\n"
    assert err.endswith(told)
    assert staged(cities, "--format", "json")[2] == told


def test_a_page_deleted_outside_every_city_is_said(cities: Repository) -> None:
    cities.git("rm", "--quiet", "README.md")
    code, _, err = staged(cities)
    assert code == 0
    assert "没有检查：README.md" in err
    assert cities.commit() is None


def test_many_pages_outside_are_counted(cities: Repository) -> None:
    cities.add({f"docs/{number}.md": "甲\n" for number in range(9)})
    err = staged(cities)[2]
    assert "9 个改动的页面不在任何城市的 content 里，没有检查：docs/0.md、docs/1.md、" in err
    assert err.endswith("docs/4.md、另外 4 个\n")


def test_a_city_cannot_be_taken_away_from_under_its_pages(cities: Repository) -> None:
    cities.git("rm", "--quiet", "b/content/city.yml")
    said = cities.commit()
    assert said is not None
    assert "b/content/city.yml" in said
    assert "invalid-register" in said


def test_a_city_may_be_taken_away_with_its_pages(cities: Repository) -> None:
    cities.git("rm", "--quiet", "-r", "b")
    assert cities.commit() is None


def test_a_city_may_be_moved(cities: Repository) -> None:
    cities.git("mv", "b", "c")
    assert cities.commit() is None


@pytest.mark.parametrize(
    ("arguments", "folder", "told"),
    [
        ((A, B), ".", {A, B}),
        ((B, "README.md"), ".", {B}),
        (("a",), ".", {A}),
        (("content",), "b", {B}),
        ((), "a", {A, B}),
    ],
)
def test_paths_restrict_what_is_judged(
    arguments: tuple[str, ...], folder: str, told: set[str], cities: Repository
) -> None:
    cities.add(OF_BOTH)
    code, out, _ = staged(cities, *arguments, folder=folder)
    assert (code, {page for page in OF_BOTH if f"{page}:6:2" in out}) == (1, told)


@pytest.mark.parametrize("options", ["--staged", ""], ids=["the index", "the folder"])
def test_through_pre_commit_with_file_names(
    options: str, cities: Repository, tmp_path: Path
) -> None:
    environment = {**cities.environment, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    hooked = Repository(cities.folder, environment)
    (hooked.folder / ".git/hooks/pre-commit").unlink()
    config = CONFIG.format(zhengwu=ZHENGWU, options=options, day=DAY)
    hooked.add({".pre-commit-config.yaml": config})
    hooked.git("commit", "--quiet", "-m", "x")
    done = hooked.run(sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stdout + done.stderr
    hooked.add({A: ONLY_IN_A, B: ONLY_IN_A})
    write(hooked.folder, {A: FOREIGN})  # not staged
    said = hooked.commit()
    assert said is not None
    assert f"{B}:6:2: 错误 external-link" in said
    assert f"{A}:" not in said
    hooked.add({B: article("别的。"), A: ONLY_IN_A})
    assert hooked.commit() is None


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both cities, to stand in."""
    write(tmp_path, {**two_cities(), A: ONLY_IN_A, B: ONLY_IN_A})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Lint:
    return Lint(capsys)


@pytest.mark.parametrize(
    "paths", [(A, B), (B, A), ("a/content", "b/content"), (".",), (A, "b/content/portal")]
)
def test_each_path_is_judged_by_the_nearest_city(
    paths: tuple[str, ...], here: Path, lint: Lint
) -> None:
    found = [row for row in lint(*paths).findings if row[2] == "external-link"]
    outside = [("docs/guide.md", 1, "external-link")] if paths == (".",) else []
    assert found == [(B, 6, "external-link"), *outside]


def test_a_path_in_another_city_than_one_s_own(
    here: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / "a")
    assert lint(f"../{B}").findings == [(PAGE, 6, "external-link")]
    assert lint(PAGE).findings == []


def test_the_sites_of_both_cities_are_judged_as_wholes(here: Path, lint: Lint) -> None:
    for city in "ab":
        shutil.rmtree(here / city / "content/portal/xwdt")
    files = {row[0] for row in lint(".").findings if row[2] == "empty-column"}
    assert files == {"a/content/portal/site.yml", "b/content/portal/site.yml"}


def test_paths_outside_every_city_are_judged_by_none_and_named(here: Path, lint: Lint) -> None:
    run = lint(A, B, "docs", "README.md", form="text")
    assert "docs/guide.md:1:1: 错误 external-link" in run.out
    assert run.err == (
        "按 a/content/city.yml 检查。\n按 b/content/city.yml 检查。\n"
        "不在任何城市里，按不允许任何外部主机检查：docs/guide.md、README.md\n"
    )


def test_a_path_outside_is_judged_by_the_only_city_that_judges(here: Path, lint: Lint) -> None:
    write(here, {"docs/guide.md": ONLY_IN_A})
    assert lint(A, "docs").findings == []
    assert [row[0] for row in lint(B, "docs").findings] == [PAGE, "docs/guide.md"]


def test_a_city_that_is_named_judges_all(here: Path, lint: Lint) -> None:
    assert lint("--city", "a", A, B).findings == []


def test_pages_of_both_cities_are_mended(here: Path, lint: Lint) -> None:
    write(here, dict.fromkeys((A, B), article("一，，二")))
    assert lint("--fix", A, B).code == 0
    assert all("一，二" in (here / page).read_text("utf-8") for page in (A, B))


def test_built_pages_are_judged_by_their_city(here: Path, lint: Lint) -> None:
    page = '<p><a href="b/">二</a></p>\n'
    write(here, {"a/public/portal/index.html": page, "b/public/portal/index.html": page})
    found = lint("a/public", "b/public").findings
    assert {row[0] for row in found if row[2] == "broken-link"} == {
        "a/public/portal/index.html",
        "b/public/portal/index.html",
    }


def test_what_a_built_page_shows_is_told_where_an_editor_mends_it(here: Path, lint: Lint) -> None:
    page = '<p>见<a href="https://www.shop-demo.com/">活动</a>。</p>\n'
    files = {f"{city}/public/portal/tzgg/a/index.html": page for city in "ab"}
    write(here, {**OF_BOTH, **files})
    found = lint(*files).findings
    assert {row for row in found if row[2] == "external-link"} == {
        (source, 6, "external-link") for source in OF_BOTH
    }
