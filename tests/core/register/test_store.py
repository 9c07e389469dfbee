"""The register files, from a tree to a typed city."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengwu.errors import UserError
from zhengwu.register.load import find_city, load_register, packaged_city, site_ids
from zhengwu.tree import FolderTree

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tests.core.conftest import CityFiles


def test_a_sites_id_is_its_folder(files: CityFiles) -> None:
    city = files.city
    assert sorted(city.sites) == ["fgj", "linchuan", "portal"]
    site = city.sites["linchuan"]
    assert (site.id, site.file, site.url) == (
        "linchuan",
        "content/linchuan/site.yml",
        "https://www.shifan.example/linchuan/",
    )


def test_every_register_file_is_kept_with_its_places(files: CityFiles) -> None:
    read = files.register.files
    assert sorted(read) == [
        "content/city.yml",
        "content/fgj/site.yml",
        "content/linchuan/site.yml",
        "content/portal/site.yml",
    ]
    assert read["content/city.yml"].place(("name",)) == (1, 7)


def test_only_folders_directly_below_content_are_sites(files: CityFiles) -> None:
    files.write("portal/gk/site.yml", "name: x\n").write("site.yml", "name: x\n")
    assert site_ids(files.tree) == ["fgj", "linchuan", "portal"]
    assert files.register.mistakes == ()


def test_a_city_in_a_deeper_folder_is_read(tmp_path: Path, files: CityFiles) -> None:
    for name, data in files.tree.contents.items():
        path = tmp_path / "demo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    register = load_register(FolderTree(tmp_path), "demo/content")
    assert register.mistakes == ()
    assert register.city is not None
    assert register.city.sites["fgj"].file == "demo/content/fgj/site.yml"


def test_no_city_file_is_a_mistake_with_what_to_do(files: CityFiles) -> None:
    del files.data["city.yml"]
    register = files.register
    assert register.city is None
    (mistake,) = register.mistakes
    assert mistake.text().startswith("content/city.yml: 没有这个文件\n")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("name: 甲\n\tdemo: true\n", 2, "Tab"),
        ("", 1, "缺少“name”"),
        ("- 一\n", 1, "名称: 值"),
        ("name: 甲\nregion: x\n", 2, "行政区划"),
    ],
    ids=["tab", "empty", "list", "wrong values"],
)
def test_a_broken_city_is_no_city(text: str, line: int, message: str, files: CityFiles) -> None:
    register = files.write("city.yml", text).register
    assert register.city is None
    told = [m for m in register.mistakes if message in m.message.text()]
    assert [(m.file, m.line) for m in told] == [("content/city.yml", line)]


def test_an_unreadable_city_is_no_city(files: CityFiles) -> None:
    tree = files.tree
    tree.contents["content/city.yml"] = "name: 示范市\n".encode("gb18030")
    register = load_register(tree)
    assert register.city is None
    assert "国标编码" in register.mistakes[0].message.text()


@pytest.mark.parametrize("text", ["name: [\n", "name: 甲\n", ""], ids=["syntax", "facts", "empty"])
def test_a_broken_site_leaves_the_others(text: str, files: CityFiles) -> None:
    register = files.write("fgj/site.yml", text).register
    assert register.broken == {"fgj"}
    assert register.city is not None
    assert sorted(register.city.sites) == ["linchuan", "portal"]
    assert {m.file for m in register.mistakes} == {"content/fgj/site.yml"}


def test_every_broken_file_is_told_at_once(files: CityFiles) -> None:
    files.write("city.yml", "x: 1\n").write("fgj/site.yml", "y: 1\n")
    assert {m.file for m in files.register.mistakes} == {
        "content/city.yml",
        "content/fgj/site.yml",
    }


def test_the_packaged_city_allows_no_host() -> None:
    city = packaged_city()
    assert (city.sites, city.file, city.portal) == ({}, "", None)
    assert city.listed("www.gov.cn") is None


@pytest.mark.parametrize("below", ["", "content", "content/portal/gk", "elsewhere"])
def test_the_city_is_the_nearest_one_upward(below: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content" / "portal" / "gk").mkdir(parents=True)
    (tmp_path / "content" / "city.yml").touch()
    assert find_city(tmp_path / below) == (tmp_path / "content").resolve()


def test_an_inner_city_comes_before_an_outer_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "inner"):
        (folder / "content").mkdir(parents=True)
        (folder / "content" / "city.yml").touch()
    assert find_city(tmp_path / "inner") == (tmp_path / "inner" / "content").resolve()


def test_no_city_is_found_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "city.yml").touch()
    assert find_city(tmp_path) is None


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("www.shifan.example", True),
        ("fgj.shifan.example", True),
        ("www.gov.cn", True),
        ("gov.cn", False),
        ("shifan.example", False),
        ("xxx.shifan.example", False),
        ("www.gov.cn.other.example", False),
    ],
)
def test_a_host_is_allowed_when_registered_or_listed(
    host: str,
    allowed: bool,  # noqa: FBT001 -- an expectation
    files: CityFiles,
    day: date,
) -> None:
    assert files.city.allows(host, day) is allowed


def test_a_listed_host_is_allowed_up_to_its_last_day(files: CityFiles, day: date) -> None:
    city = files.city
    last = city.facts.hosts[0].expires
    assert city.allows("www.gov.cn", last)
    assert not city.allows("www.gov.cn", last.replace(year=last.year + 1))


def test_the_most_exact_entry_for_a_host_counts(files: CityFiles, day: date) -> None:
    wide = files.data["city.yml"]["hosts"][0] | {"host": "*.gov.cn", "expires": "2000-01-01"}
    files.data["city.yml"]["hosts"].insert(0, wide)
    city = files.city
    assert city.allows("www.gov.cn", day)
    assert not city.allows("www.mee.gov.cn", day)


@pytest.mark.parametrize("linked", ["content", "content/city.yml"])
def test_a_linked_city_is_refused(linked: str, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/city.yml").write_text("name: x\n", "utf-8")
    if linked != "content":
        (tmp_path / "content").mkdir()
    (tmp_path / linked).symlink_to(tmp_path / linked.replace("content", "real", 1))
    with pytest.raises(UserError, match=f"{linked}: 这是符号链接"):
        find_city(tmp_path)


@pytest.mark.parametrize("name", ["UPPER", "新站", "a b", "-rf", "..x"])
def test_a_sites_folder_must_be_fit_for_an_address(name: str, files: CityFiles) -> None:
    files.write(f"{name}/site.yml", files.tree.read("content/fgj/site.yml").decode())
    said = [m.message.text() for m in files.register.mistakes if f"/{name}/" in m.file]
    assert f"网站的文件夹名“{name}”不能作网站代号" in said
