"""What git answers: the objects decide, and nothing that stands beside them."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hooks.committing import Repository as Working
from tests.hooks.committing import outer_environment
from tests.hooks.ondisk import write
from zhengwu.errors import UserError
from zhengwu_lint.git import Objects, Repository
from zhengwu_lint.git_trees import CommitTree, IndexTree, is_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = ("a.md", "folder/b.md", "folder/页面.md", 'folder/"c".md', "folder/d\ne.md", "folder.md")
NOBODY = 65534


@pytest.fixture
def working(tmp_path: Path) -> Working:
    """A repository with three commits, each with another text of `a.md`."""
    (tmp_path / "repository").mkdir()
    made = Working(tmp_path / "repository", outer_environment(tmp_path))
    made.git("init", "--quiet", "--initial-branch", "main")
    for text in ("first", "second", "third"):
        made.add({**dict.fromkeys(NAMES, "same\n"), "a.md": text})
        made.git("commit", "--quiet", "-m", text)
    return made


def log(working: Working) -> list[str]:
    """Return the messages of the history."""
    return Repository.open(working.folder).git("log", "--format=%s").decode().split()


def read(working: Working, path: str = "a.md", revision: str = "HEAD") -> bytes:
    return CommitTree.at(working.folder, revision).read(path)


def test_a_commit_s_files(working: Working) -> None:
    tree = CommitTree.at(working.folder, "HEAD~1")
    write(working.folder, {"a.md": "changed since"})
    assert list(tree.files()) == sorted(NAMES)
    assert list(tree.files("folder")) == sorted(n for n in NAMES if n.startswith("folder/"))
    assert {tree.read(name) for name in NAMES} == {b"second", b"same\n"}
    assert tree.blob("a.md") == working.git("rev-parse", "HEAD~1:a.md")
    assert not tree.exists("folder")
    for path in ("folder", "none.md", "../a.md", "/a.md", ""):
        with pytest.raises(FileNotFoundError):
            tree.read(path)


def test_a_commit_s_files_below_a_folder(working: Working) -> None:
    tree = CommitTree.at(working.folder / "folder", "main")
    assert tree.read("b.md") == b"same\n"
    assert not tree.exists("a.md")


def test_the_index_is_what_is_staged(working: Working) -> None:
    working.add({"a.md": "staged", "new.md": ""})
    write(working.folder, {"a.md": "changed since", "not-added.md": ""})
    tree = IndexTree(Repository.open(working.folder))
    assert (tree.read("a.md"), tree.read("new.md")) == (b"staged", b"")
    assert set(tree.files()) == {*NAMES, "new.md"}


def test_many_files_and_the_others_when_one_is_lost(working: Working) -> None:
    texts = {f"pages/{number:03}.md": f"{number}\n" * number for number in range(200)}
    working.add({**texts, "pages/big.md": b"x" * 3_000_000})
    working.git("commit", "--quiet", "-m", "x")
    tree = CommitTree.at(working.folder, "HEAD")
    assert {path: tree.read(path).decode() for path in texts} == texts
    lost = tree.blob("pages/130.md")
    (working.folder / ".git/objects" / lost[:2] / lost[2:]).unlink()
    tree = CommitTree.at(working.folder, "HEAD")
    rest = {path: text for path, text in texts.items() if "130" not in path}
    assert {path: tree.read(path).decode() for path in rest} == rest
    with pytest.raises(UserError, match="缺少对象"):
        tree.read("pages/130.md")
    assert len(tree.read("pages/big.md")) == 3_000_000


def test_links_and_submodules_are_no_files(working: Working) -> None:
    (working.folder / "link.md").symlink_to("a.md")
    working.git("add", "link.md")
    working.git("update-index", "--add", "--cacheinfo", f"160000,{working.head},sub")
    working.git("commit", "--quiet", "-m", "x")
    tree = CommitTree.at(working.folder, "HEAD")
    assert list(tree.files()) == sorted(NAMES)
    assert (list(tree.links()), tree.link("link.md"), tree.link("a.md")) == (
        ["link.md"],
        b"a.md",
        None,
    )


def test_a_tree_goes_to_another_process_without_what_it_has_read(working: Working) -> None:
    for tree in (CommitTree.at(working.folder, "HEAD"), IndexTree(Repository.open(working.folder))):
        before = len(pickle.dumps(tree))
        assert tree.read("a.md") == b"third"
        assert len(pickle.dumps(tree)) == before
        copy = pickle.loads(pickle.dumps(tree))
        assert copy == tree
        assert copy.read("a.md") == b"third"


def test_ids_of_the_longer_kind(tmp_path: Path) -> None:
    working = Working(tmp_path, outer_environment(tmp_path))
    working.git("init", "--quiet", "--object-format=sha256")
    working.add({"a.md": "text"})
    working.git("commit", "--quiet", "-m", "x")
    tree = CommitTree.at(tmp_path, "HEAD")
    assert (len(tree.blob("a.md")), tree.read("a.md")) == (64, b"text")
    assert is_written(tmp_path / "a.md", tree, "a.md")


@pytest.mark.parametrize("revision", ["no-such", "--all", "-1", "HEAD:a.md", "HEAD~9", ""])
def test_a_revision_that_is_none(revision: str, working: Working) -> None:
    with pytest.raises(UserError, match="这个提交"):
        CommitTree.at(working.folder, revision)


def test_a_replaced_blob_does_not_count(working: Working) -> None:
    working.git("config", "core.useReplaceRefs", "true")
    (working.folder / "other").write_text("forged", "utf-8")
    forged = working.git("hash-object", "-w", "other")
    working.git("replace", working.git("rev-parse", "HEAD:a.md"), forged)
    assert working.git("show", "HEAD:a.md") == "forged"
    assert read(working) == b"third"


def test_a_replaced_commit_does_not_count(working: Working) -> None:
    working.git("replace", "--graft", "HEAD")
    assert working.git("log", "--format=%s") == "third"
    assert log(working) == ["third", "second", "first"]


def test_a_graft_does_not_count(working: Working) -> None:
    (working.folder / ".git/info").mkdir(exist_ok=True)
    (working.folder / ".git/info/grafts").write_text(f"{working.head}\n", "utf-8")
    assert working.git("log", "--format=%s") == "third"
    assert log(working) == ["third", "second", "first"]


def test_a_forged_commit_graph_does_not_count(working: Working) -> None:
    working.git("commit-graph", "write", "--reachable")
    graph = working.folder / ".git/objects/info/commit-graph"
    data = bytearray(graph.read_bytes())
    ids = sorted(working.git("rev-list", "HEAD").split())
    row = data.index(b"CDAT")  # in the table of contents; its place follows
    start = int.from_bytes(data[row + 4 : row + 12], "big")
    parent = start + 36 * ids.index(working.head) + 20
    data[parent : parent + 4] = (0x70000000).to_bytes(4, "big")
    graph.chmod(0o644)
    graph.write_bytes(data)
    assert working.git("log", "--format=%s") == "third"
    assert log(working) == ["third", "second", "first"]


@pytest.mark.parametrize("where", [".gitattributes", ".git/info/attributes"])
def test_attributes_have_no_say(where: str, working: Working) -> None:
    text = "$Format:%H$ $Id$\r\n"
    said = (
        "a.md export-ignore\nfolder/b.md export-subst ident eol=crlf filter=fake diff=fake\n"
        "folder.md working-tree-encoding=GB18030\n"
    )
    working.git("config", "core.autocrlf", "false")
    working.add({"folder/b.md": text})
    for setting in ("filter.fake.clean", "filter.fake.smudge", "diff.fake.textconv"):
        working.git("config", setting, "sed s/./forged/")
    write(working.folder, {where: said})
    working.git("add", "--force", "-A", ":!a.md", ":!folder")
    working.git("commit", "--quiet", "-m", "x")
    tree = CommitTree.at(working.folder, "HEAD")
    assert set(NAMES) <= set(tree.files())
    assert tree.read("folder/b.md") == text.encode()


def test_settings_of_a_person_have_no_say(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = working.folder.parent / "other-config"
    config.write_text("[broken\n", "utf-8")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(config))
    monkeypatch.delenv("GIT_CONFIG_NOSYSTEM", raising=False)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "log.showRoot")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "maybe")
    assert log(working) == ["third", "second", "first"]


def test_settings_of_the_repository_hide_nothing(working: Working) -> None:
    for setting in ("log.showRoot=false", "log.diffMerges=off", "log.follow=true"):
        working.git("config", *setting.split("="))
    said = Repository.open(working.folder).git("log", "--raw", "--format=%s", "--", "folder")
    assert said.count(b"\n:") == len([name for name in NAMES if name.startswith("folder/")])


def test_nothing_that_the_repository_names_is_run(working: Working) -> None:
    mark = working.folder.parent / "ran"
    program = working.folder.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n", "utf-8")
    program.chmod(0o755)
    for setting in ("core.fsmonitor", "core.pager", "gpg.program", "pager.log", "diff.external"):
        working.git("config", setting, str(program))
    working.git("config", "log.showSignature", "true")
    shutil.copy(program, working.folder / ".git/hooks/post-index-change")
    shutil.copy(program, working.folder / ".git/hooks/pre-commit")
    repository = Repository.open(working.folder)
    write(working.folder, {"a.md": "fourth"})
    asked = (
        ("log", "--raw"),
        ("ls-files", "--others", "--exclude-standard"),
        ("diff-index", "--cached", "HEAD"),
        ("add", "a.md"),
        ("-c", "user.name=x", "-c", "user.email=x@zhongshan.example", "commit", "-m", "fourth"),
    )
    for arguments in asked:
        repository.git(*arguments)
    assert not mark.exists()


def test_nothing_is_fetched(working: Working, tmp_path: Path) -> None:
    working.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    options = ("--quiet", "--no-checkout", "--filter=blob:none")
    working.git("clone", *options, working.folder.as_uri(), str(partial))
    tree = CommitTree.at(partial, "HEAD")
    assert list(tree.files()) == sorted(NAMES)
    with pytest.raises(UserError, match="完整的克隆"):
        tree.read("a.md")
    working.run("git", "-C", str(partial), "cat-file", "blob", "HEAD:a.md")
    assert read(Working(partial, {})) == b"third"


def test_an_object_that_is_not_what_its_name_says(working: Working) -> None:
    blob = working.git("rev-parse", "HEAD:a.md")
    (working.folder / "other").write_text("forged", "utf-8")
    forged = working.git("hash-object", "-w", "other")
    objects = working.folder / ".git/objects"
    target = objects / blob[:2] / blob[2:]
    target.unlink()
    shutil.copy(objects / forged[:2] / forged[2:], target)
    assert working.git("cat-file", "blob", blob) == "forged"
    with pytest.raises(UserError, match="git fsck"):
        read(working)


def test_an_object_that_is_lost(working: Working) -> None:
    blob = working.git("rev-parse", "HEAD:a.md")
    (working.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(UserError, match="缺少对象"):
        read(working)
    assert Objects(Repository.open(working.folder)).find("HEAD:none.md") is None
    assert Objects(Repository.open(working.folder)).find("HEAD:a\nb.md") is None


def test_where_there_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(UserError, match="这里不是 git 仓库"):
        Repository.open(tmp_path)


def test_the_repository_around_a_folder_counts_and_no_variable(
    working: Working, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Working(tmp_path / "other", working.environment)
    other.folder.mkdir()
    other.git("init", "--quiet")
    other.add({"other.md": "other"})
    other.git("commit", "--quiet", "-m", "other")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git/index"))
    assert log(working) == ["third", "second", "first"]
    assert set(IndexTree(Repository.open(working.folder)).files()) == set(NAMES)
    hook = Repository.open(other.folder, hook=True)
    assert (hook.top, list(IndexTree(hook).files())) == (other.folder, ["other.md"])


def test_a_hook_reads_the_index_that_is_being_committed(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(working.folder)
    shutil.copy(".git/index", ".git/next-index")
    working.add({"a.md": "in the usual index"})
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    assert IndexTree(Repository.open(working.folder / "folder", hook=True)).exists("b.md")
    assert IndexTree(Repository.open(working.folder, hook=True)).read("a.md") == b"third"
    assert IndexTree(Repository.open(working.folder)).read("a.md") == b"in the usual index"


def test_a_linked_worktree_is_a_repository_of_its_own(working: Working, tmp_path: Path) -> None:
    linked = working.worktree(tmp_path / "linked")
    linked.add({"a.md": "linked"})
    repository = Repository.open(linked.folder / "folder")
    assert repository.top == linked.folder
    assert IndexTree(Repository.open(linked.folder)).read("a.md") == b"linked"


@pytest.mark.parametrize(
    ("written", "same"),
    [(b"one\ntwo\n", True), (b"one\r\ntwo\r\n", True), (b"one\ntwo", False), (None, False)],
)
def test_whether_a_file_is_as_committed(
    written: bytes | None,
    same: bool,  # noqa: FBT001 -- an expectation
    working: Working,
) -> None:
    working.add({"lines.md": "one\ntwo\n"})
    working.git("commit", "--quiet", "-m", "x")
    working.git("update-index", "--assume-unchanged", "lines.md")
    (working.folder / "lines.md").unlink()
    if written is not None:
        (working.folder / "lines.md").write_bytes(written)
    tree = CommitTree.at(working.folder, "HEAD")
    assert is_written(working.folder / "lines.md", tree, "lines.md") == same


def test_the_process_ends_with_its_tree(working: Working) -> None:
    tree = CommitTree.at(working.folder, "HEAD")
    tree.read("a.md")
    process = tree._objects._process
    assert process is not None
    assert process.poll() is None
    del tree
    assert process.returncode is not None


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def as_user(user: int, work: Callable[[], str]) -> str:
    """Return what `work` returns in a process of another user.

    The process is forked: another user may not even reach the interpreter's folder.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
            said = work()
        except BaseException as error:  # noqa: BLE001 -- told to the parent
            said = repr(error)
        os.write(theirs, said.encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to be root")
@pytest.mark.parametrize("reader", ["nobody", "root"])
def test_a_repository_of_another_user_is_read(
    reader: str, working: Working, open_folder: Path
) -> None:
    copy = open_folder / "copy"
    shutil.copytree(working.folder, copy)
    owner, user = (0, NOBODY) if reader == "nobody" else (NOBODY, 0)
    for path in (copy, *copy.rglob("*")):
        os.chown(path, owner, owner)

    def refused() -> str:
        command = ["git", "-C", str(copy), "log"]
        done = subprocess.run(command, env=working.environment, capture_output=True, check=False)
        return done.stderr.decode()

    def reading() -> str:
        tree = CommitTree.at(copy, "HEAD")
        staged = IndexTree(Repository.open(copy / "folder"))
        return f"{tree.read('a.md').decode()} {staged.read('b.md').decode()}"

    assert "dubious ownership" in as_user(user, refused)
    assert as_user(user, reading) == "third same\n"
