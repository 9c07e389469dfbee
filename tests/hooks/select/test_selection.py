"""Which files are judged, and by which city."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.hooks.ondisk import CLEAN, PAGE, Lint, write, write_city

if TYPE_CHECKING:
    from pathlib import Path


def test_without_paths_the_whole_content_is_judged(here: Path, lint: Lint) -> None:
    run = lint()
    assert run.findings == [(PAGE, 6, "external-link")]
    assert run.report["checked"] == sum(p.is_file() for p in (here / "content").rglob("*"))


@pytest.mark.parametrize(
    "path", [PAGE, "content/portal", "content/portal/tzgg/", ".", "./content/fgj/../portal"]
)
def test_a_file_keeps_its_name_however_it_was_named(path: str, here: Path, lint: Lint) -> None:
    assert lint(path).findings == [(PAGE, 6, "external-link")]


def test_a_file_keeps_its_name_from_another_folder(
    here: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / "content" / "fgj")
    assert lint("../portal/tzgg/a.md").findings == [(PAGE, 6, "external-link")]
    monkeypatch.chdir(here.parent)
    assert lint(here / PAGE).findings == [(PAGE, 6, "external-link")]


def test_a_file_named_twice_is_judged_once(here: Path, lint: Lint) -> None:
    run = lint(PAGE, here / PAGE, "content/portal/tzgg")
    assert run.findings == [(PAGE, 6, "external-link")]
    assert run.report["checked"] == 2


def test_only_what_was_named_is_judged(here: Path, lint: Lint) -> None:
    run = lint("content/fgj", "content/portal/index.md")
    assert (run.code, run.findings, run.report["checked"]) == (0, [], 12)


def test_a_folder_is_searched_for_pages_pictures_and_register_files(here: Path, lint: Lint) -> None:
    names = ("a.html", "b.htm", "c.MD", "notes.txt", "data.yml", "d.docx", ".venv/e.md")
    write(here, {f"content/portal/gk/{name}": "<p>正文</p>\n" for name in names})
    (here / "content/portal/gk/link.md").symlink_to("/nowhere/at/all.md")
    os.mkfifo(here / "content/portal/gk/pipe.md")
    assert lint("content/portal/gk").report["checked"] == 4


def test_a_built_page_is_judged_with_what_was_built_with_it(here: Path, lint: Lint) -> None:
    write(
        here,
        {
            "public/portal/index.html": '<p><a href="a/">一</a><a href="b/">二</a></p>\n',
            "public/portal/a/index.html": "<p>正文</p>\n",
        },
    )
    broken = [f for f in lint("public/portal/index.html").findings if f[2] == "broken-link"]
    assert broken == [("public/portal/index.html", 1, "broken-link")]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page outside every city that links to a host of the test city's list."""
    write(tmp_path, {"elsewhere/page.md": CLEAN})
    return tmp_path / "elsewhere" / "page.md"


def test_a_page_outside_is_judged_by_the_city_where_one_stands(
    page: Path, here: Path, lint: Lint
) -> None:
    run = lint(page, form="text")
    assert run.code == 0
    assert "按 content/city.yml 检查。" in run.err


def test_the_nearest_city_upward_counts(
    page: Path, tmp_path: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_city(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = 'name: 甲\nregion: "990000"\ndemo: true\nunits:\n  a: {name: 乙, kind: town}\n'
    write(tmp_path, {"elsewhere/content/city.yml": text})
    run = lint(page, form="text")
    assert "按 elsewhere/content/city.yml 检查。" in run.err
    assert "www.gov.cn" in run.out


def test_without_a_city_no_host_is_allowed_and_the_output_says_so(
    page: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page.parent)
    run = lint(page, form="text")
    assert run.code == 1
    assert "链接指向清单之外的主机 www.gov.cn" in run.out
    assert run.err == "没有找到 content/city.yml，按不允许任何外部主机检查。\n"


@pytest.mark.parametrize("where", ["city", "city/content", "city/content/city.yml"])
def test_the_city_may_be_named(
    where: str, page: Path, here: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page.parent)
    run = lint("--city", here.parent / where, page, form="text")
    assert run.code == 0
    assert f"按 {(here / 'content/city.yml').resolve().as_posix()} 检查。" in run.err


def test_a_city_that_is_not_there_cannot_be_worked_with(
    page: Path, tmp_path: Path, lint: Lint
) -> None:
    run = lint("--city", tmp_path, page)
    assert run.code == 2
    assert "里没有 city.yml" in run.err


def test_nothing_to_judge_cannot_be_worked_with(
    tmp_path: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = lint()
    assert run.code == 2
    assert "请写明要检查的文件或文件夹" in run.err


@pytest.mark.parametrize("site", ["portal", "fgj"])
def test_a_page_outside_is_judged_as_one_of_the_site_asked_for(
    site: str, page: Path, here: Path, lint: Lint
) -> None:
    page.write_text(article("[首页](/index.md) [栏目](/xwdt/index.md)"), "utf-8")
    run = lint("--site", site, page)
    assert (run.code, run.report["checked"]) == (0, 1)
    assert run.findings == []


def test_a_site_that_is_not_registered_cannot_be_worked_with(
    page: Path, here: Path, lint: Lint
) -> None:
    run = lint("--site", "fgi", page)
    assert run.code == 2
    assert "没有网站“fgi”；登记的有：fgj、portal" in run.err


def test_a_page_outside_needs_no_front_matter(page: Path, here: Path, lint: Lint) -> None:
    page.write_text("正文，没有信息区。\n", "utf-8")
    assert lint(page).findings == []
