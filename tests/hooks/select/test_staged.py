"""What is about to be committed is judged, by a plain git hook: the index, not the folder."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.cities import DAY, article, city_tree, dump
from tests.cities import PORTAL as PORTAL_FACTS
from tests.hooks.committing import WAYS, Repository, commit_differing, outer_environment
from tests.hooks.ondisk import CLEAN, FOREIGN, PAGE, write
from zhengwu_lint import git
from zhengwu_lint.git_trees import IndexTree

ZHENGWU = Path(sys.executable).with_name("zhengwu.exe" if os.name == "nt" else "zhengwu")
OTHER = "content/portal/tzgg/b.md"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The city, committed clean."""
    top = tmp_path_factory.mktemp("template")
    (top / "city").mkdir()
    repository = Repository(top / "city", outer_environment(top))
    repository.git("init", "--quiet")
    repository.add(city_tree({PAGE: CLEAN, OTHER: article("## 一\n\n正文")}).contents)
    assert repository.commit() is None
    return repository


@pytest.fixture
def city(template: Repository, tmp_path: Path) -> Repository:
    """The city, with the plain command as the hook of its repository."""
    folder = tmp_path / "city"
    shutil.copytree(template.folder, folder)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{ZHENGWU}' lint --staged --date {DAY}\n", "utf-8")
    hook.chmod(0o755)
    return Repository(folder, outer_environment(tmp_path))


@pytest.fixture
def empty(city: Repository) -> Repository:
    """A repository without commits and files, with the same hook."""
    city.git("update-ref", "-d", "HEAD")
    city.git("rm", "--quiet", "-r", "-f", ".")
    return city


@pytest.mark.parametrize("added_is_bad", [True, False], ids=["bad added", "bad in the folder"])
@pytest.mark.parametrize("way", WAYS)
def test_what_is_committed_counts(way: str, added_is_bad: bool, city: Repository) -> None:  # noqa: FBT001 -- a case
    commit_differing(city, way, added_is_bad=added_is_bad)


@pytest.mark.parametrize("added_is_bad", [True, False], ids=["bad added", "bad in the folder"])
@pytest.mark.parametrize("way", ["what was added", "one path"])
def test_what_is_committed_in_a_worktree_counts(
    way: str,
    added_is_bad: bool,  # noqa: FBT001 -- a case
    city: Repository,
    tmp_path: Path,
) -> None:
    commit_differing(city.worktree(tmp_path / "second"), way, added_is_bad=added_is_bad)


def test_the_first_commit_is_judged(empty: Repository) -> None:
    empty.add(city_tree({PAGE: FOREIGN}).contents)
    said = empty.commit()
    assert said is not None
    assert f"{PAGE}:6:2" in said


def test_a_commit_from_a_folder_further_down_is_judged(city: Repository) -> None:
    city.add({PAGE: FOREIGN})
    said = city.commit("commit", "-m", "x", folder="content/fgj")
    assert said is not None
    assert f"{PAGE}:6:2" in said


def test_what_is_added_but_not_committed_does_not_count(city: Repository) -> None:
    city.add({PAGE: FOREIGN})
    write(city.folder, {OTHER: article("别的")})
    assert city.commit("commit", "-m", "x", OTHER) is None


def test_an_old_mistake_elsewhere_does_not_hinder(city: Repository) -> None:
    city.add({PAGE: FOREIGN})
    city.git("commit", "--no-verify", "-m", "x")
    city.add({OTHER: article("别的")})
    assert city.commit() is None


def test_a_commit_without_pages_passes(city: Repository) -> None:
    city.add({"notes.md": "[甲](https://www.shop-demo.com/)", "data.yml": "a: b: c"})
    assert city.commit() is None


def test_every_mistake_is_told_at_once(city: Repository) -> None:
    city.add({PAGE: FOREIGN, OTHER: FOREIGN, "content/fgj/site.yml": "name: 甲\n"})
    said = city.commit()
    assert said is not None
    assert all(f"{name}:" in said for name in (PAGE, OTHER, "content/fgj/site.yml"))


def test_a_register_that_breaks_is_refused(city: Repository) -> None:
    city.add({"content/city.yml": "name: 中山市\n"})
    said = city.commit()
    assert said is not None
    assert "invalid-register" in said


def test_the_added_list_of_hosts_counts(city: Repository) -> None:
    allowed = city_tree(city={"hosts": []}).contents["content/city.yml"]
    city.add({"content/city.yml": allowed, PAGE: CLEAN + "更新。\n"})
    said = city.commit()
    assert said is not None
    assert "链接指向清单之外的主机 www.gov.cn" in said


def test_a_page_below_a_site_that_is_broken_already_is_refused(city: Repository) -> None:
    city.add({"content/fgj/site.yml": "name: 甲\n"})
    city.git("commit", "--no-verify", "-m", "x")
    city.add({"content/fgj/gk/a.md": CLEAN})
    said = city.commit()
    assert said is not None
    assert "content/fgj/site.yml:1:1" in said
    city.add({PAGE: CLEAN + "更新。\n"})
    assert city.commit("commit", "-m", "x", PAGE) is None


@pytest.mark.parametrize("name", ["页面.md", "a b.md", 'a"b.md', "a'b.md"])
def test_a_file_of_any_name_is_judged(name: str, city: Repository) -> None:
    city.add({f"content/portal/tzgg/{name}": FOREIGN})
    said = city.commit()
    assert said is not None
    assert f"content/portal/tzgg/{name}:6:2" in said


def test_a_symbolic_link_is_no_page(city: Repository, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(FOREIGN, "utf-8")
    (city.folder / "content/portal/tzgg/link.md").symlink_to(tmp_path / "secret.md")
    city.git("add", "content")
    assert city.commit() is None


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("b.md", OTHER),
        ("b.md#一", OTHER),
        ("../tzgg/b.md", OTHER),
        ("/tzgg/b.md", OTHER),
        ("fujian.pdf", "content/portal/tzgg/fujian.pdf"),
        ("%E9%99%84%E4%BB%B6.pdf", "content/portal/tzgg/附件.pdf"),
        ("../ziliao/", "content/portal/ziliao/index.md"),
    ],
)
def test_a_deleted_file_is_told_where_others_refer_to_it(
    link: str, target: str, city: Repository
) -> None:
    city.add({target: article("## 一\n\n正文"), PAGE: article(f"见[附件]({link})。")})
    city.git("commit", "--no-verify", "-m", "x")
    city.git("rm", "--quiet", target)
    said = city.commit()
    assert said is not None
    assert f"{PAGE}:6:2: 错误 broken-link" in said


@pytest.mark.parametrize(
    ("link", "before", "after"),
    [
        ("index.md#旧标题", "## 旧标题\n\n正文", "## 新标题\n\n正文"),
        ("./#旧标题", "## 旧标题\n\n正文", "## 新标题\n\n正文"),
        ("../ziliao#旧标题", "## 旧标题\n\n正文", None),
    ],
)
def test_a_heading_that_others_link_in_any_way_is_told(
    link: str, before: str, after: str | None, city: Repository
) -> None:
    """A search of the bytes for the folder's name did not see the first two."""
    index, page = "content/portal/ziliao/index.md", "content/portal/ziliao/x.md"
    city.add({index: article(before), page: article(f"见[旧标题]({link})。")})
    city.git("commit", "--no-verify", "-m", "x")
    if after is None:
        city.git("rm", "--quiet", index)
    else:
        city.add({index: article(after)})
    said = city.commit()
    assert said is not None
    assert f"{page}:6:2: 错误 broken-link" in said


@pytest.mark.parametrize("link", [r"a\_b.md", "a&#95;b.md", "a%5Fb.md"])
def test_a_page_whose_name_others_disguise_is_told(link: str, city: Repository) -> None:
    target = "content/portal/tzgg/a_b.md"
    city.add({target: article("正文"), PAGE: article(f"见[附件]({link})。")})
    city.git("commit", "--no-verify", "-m", "x")
    city.git("rm", "--quiet", target)
    said = city.commit()
    assert said is not None
    assert f"{PAGE}:6:2: 错误 broken-link" in said


def test_a_renamed_page_is_told_where_others_refer_to_it(city: Repository) -> None:
    city.add({PAGE: article("见[附件](b.md)。")})
    city.git("commit", "--no-verify", "-m", "x")
    city.git("mv", OTHER, "content/portal/tzgg/c.md")
    said = city.commit()
    assert said is not None
    assert f"{PAGE}:6:2: 错误 broken-link" in said


def test_a_renamed_page_passes_with_its_links_mended(city: Repository) -> None:
    city.add({PAGE: article("见[附件](b.md)。")})
    assert city.commit() is None
    city.git("mv", OTHER, "content/portal/tzgg/c.md")
    city.add({PAGE: article("见[附件](c.md)。")})
    assert city.commit() is None


def test_a_place_that_others_refer_to_is_not_lost(city: Repository) -> None:
    city.add({PAGE: article("见[第一节](b.md#一)。")})
    assert city.commit() is None
    city.add({OTHER: article("## 二\n\n正文")})
    said = city.commit()
    assert said is not None
    assert f"{PAGE}:6:2: 错误 broken-link" in said


def test_a_column_that_others_refer_to_is_not_lost(city: Repository) -> None:
    city.add({PAGE: article("见[概况](../gk/index.md)。")})
    assert city.commit() is None
    columns = [column for column in PORTAL_FACTS["columns"] if column["path"] != "gk"]
    city.add({"content/portal/site.yml": dump({**PORTAL_FACTS, "columns": columns})})
    said = city.commit()
    assert said is not None
    assert f"{PAGE}:6:2: 错误 broken-link" in said


def test_deleting_what_nobody_refers_to_passes(city: Repository) -> None:
    city.git("rm", "--quiet", OTHER)
    assert city.commit() is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [((), True), ((PAGE,), True), (("content/portal",), True), (("content/fgj",), False)],
    ids=["everything", "the file", "its folder", "another folder"],
)
def test_paths_restrict_what_is_judged(
    arguments: tuple[str, ...],
    told: bool,  # noqa: FBT001 -- an expectation
    city: Repository,
) -> None:
    city.add({PAGE: FOREIGN})
    done = city.run(str(ZHENGWU), "lint", "--staged", "--date", str(DAY), *arguments)
    assert (done.returncode, PAGE in done.stdout) == (int(told), told)


def test_the_command_says_by_which_city_is_judged(city: Repository) -> None:
    done = city.run(str(ZHENGWU), "lint", "--staged", folder="content/portal")
    assert done.stderr == "按 content/city.yml 检查。\n"


def test_without_a_city_no_host_is_allowed(empty: Repository) -> None:
    empty.add({"page.md": CLEAN})
    said = empty.commit()
    assert said is not None
    assert "page.md:6:2" in said
    assert "没有找到 content/city.yml" in said


def test_outside_a_repository_there_is_nothing_to_judge(tmp_path: Path) -> None:
    repository = Repository(tmp_path, outer_environment(tmp_path))
    done = repository.run(str(ZHENGWU), "lint", "--staged")
    assert done.returncode == 2
    assert done.stderr.startswith("这里不是 git 仓库")
    assert "Traceback" not in done.stderr


def test_a_staged_file_is_read_as_it_was_added(city: Repository) -> None:
    added: dict[str, str | bytes] = {
        "content/portal/gk/empty.md": b"",
        "content/portal/gk/lines.md": b"\n\n\r\n",
        "content/portal/gk/picture.png": bytes(range(256)),
        "content/portal/gk/\u9875.md": b"no end of line",
    }
    city.add(added)
    write(city.folder, dict.fromkeys(added, b"changed since"))
    tree = IndexTree(git.Repository.open(city.folder))
    assert {path: tree.read(path) for path in tree.files("content/portal/gk")} == added
    assert tree.read(PAGE) == CLEAN.encode()
    assert not tree.exists("content/portal/gk/none.md")
    with pytest.raises(FileNotFoundError):
        tree.read("content/portal/gk/none.md")


@pytest.mark.parametrize("target", ["../../../../outside.md", "b.md", "/etc/hostname"])
def test_a_staged_link_is_no_file(city: Repository, target: str) -> None:
    link = "content/portal/tzgg/link.md"
    (city.folder.parent / "outside.md").write_text(f"{FOREIGN}\n", "utf-8")
    (city.folder / link).symlink_to(target)
    city.git("add", "--", link)
    tree = IndexTree(git.Repository.open(city.folder))
    assert city.git("ls-files", "--stage", link).startswith("120000 ")
    assert not tree.exists(link)
    assert link not in tree.files()
    with pytest.raises(FileNotFoundError):
        tree.read(link)
    assert city.commit() is None  # the build refuses it by name


def test_a_page_that_becomes_a_link_is_missed(city: Repository) -> None:
    city.add({OTHER: f"{article('正文')}\n[甲](a.md)\n"})
    (city.folder / PAGE).unlink()
    (city.folder / PAGE).symlink_to("/etc/hostname")
    city.git("add", "--", PAGE)
    said = city.commit()
    assert said is not None
    assert "broken-link" in said
    assert OTHER in said


def test_a_staged_submodule_is_no_file(city: Repository) -> None:
    path = "content/portal/tzgg/c.md"
    city.git("update-index", "--add", "--cacheinfo", f"160000,{city.head},{path}")
    assert not IndexTree(git.Repository.open(city.folder)).exists(path)
    assert path not in IndexTree(git.Repository.open(city.folder)).files()
