"""The hook as another repository uses it: real commits through a real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.cities import DAY, article, city_tree
from tests.hooks.committing import WAYS, Repository, commit_differing, outer_environment
from tests.hooks.ondisk import CLEAN, PAGE

ROOT = Path(__file__).parents[2]
OTHER = "content/portal/tzgg/b.md"
CONFIG = """\
repos:
  - repo: {repository}
    rev: {commit}
    hooks:
      - id: zhengwu-lint
        args: [--date, "{day}"]
"""
# What a commit must not bring in, and the rule that says so.
REFUSED = {
    "external link": ("见[活动](https://www.shop-demo.com/)。", "external-link"),
    "external link by reference": (
        "见[活动][1]。\n\n[1]: //www.shop-demo.com/signup",
        "external-link",
    ),
    "advertisement": ("限时优惠，扫码下单，全场包邮！", "advertisement"),
    "hidden link": (
        '<a href="https://www.gov.cn/" style="display:none">政策</a>',
        "hidden-link",
    ),
    # The number that the standard for such numbers gives as its example.
    "identity number": ("申请人身份证号码：11010519491231002X。", "personal-id-number"),
}


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share: an environment takes long to build."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pre-commit"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def offered(shared: Path) -> Repository:
    """This checkout as it stands, committed in a repository of its own."""
    repository = Repository(shared / "zhengwu", outer_environment(shared))
    with FileLock(shared / "zhengwu.lock"):
        if not repository.folder.exists():
            repository.folder.mkdir()
            listed = subprocess.run(
                ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                cwd=ROOT,
                capture_output=True,
                check=True,
                text=True,
            ).stdout
            for name in filter(None, listed.split("\0")):
                packaged = name.partition("/")[0] in {
                    "core",
                    "hooks",
                    "plugins",
                    "templates",
                    "ops",
                }
                if (packaged or "/" not in name) and (ROOT / name).is_file():
                    copy = repository.folder / name
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(ROOT / name, copy)
            repository.git("init", "--quiet")
            repository.git("add", "--all")
            repository.git("commit", "--quiet", "-m", "as it stands")
    return repository


@pytest.fixture(scope="session")
def template(
    shared: Path, offered: Repository, tmp_path_factory: pytest.TempPathFactory
) -> Repository:
    """A city's repository, committed clean through the hook."""
    folder = tmp_path_factory.mktemp("template") / "city"
    folder.mkdir()
    environment = {**offered.environment, "PRE_COMMIT_HOME": str(shared / "home")}
    repository = Repository(folder, environment)
    repository.git("init", "--quiet")
    config = CONFIG.format(repository=offered.folder, commit=offered.head, day=DAY)
    repository.add({".pre-commit-config.yaml": config})
    repository.add(city_tree({PAGE: CLEAN, OTHER: article("正文")}).contents)
    done = repository.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.commit() is None
    return repository


@pytest.fixture
def city(template: Repository, tmp_path: Path) -> Repository:
    """A city's repository that uses the hook."""
    folder = tmp_path / "city"
    shutil.copytree(template.folder, folder)
    return Repository(folder, template.environment)


@pytest.mark.parametrize(("body", "rule"), REFUSED.values(), ids=REFUSED)
def test_a_forbidden_page_is_refused(body: str, rule: str, city: Repository) -> None:
    city.add({PAGE: article(body)})
    said = city.commit()
    assert said is not None
    assert f"{PAGE}:6:" in said
    assert f" {rule} " in said


def test_a_clean_page_passes(city: Repository) -> None:
    city.add({PAGE: article("见[通知](b.md)和[国务院政策](https://www.gov.cn/zhengce/)。")})
    assert city.commit() is None


@pytest.mark.parametrize("added_is_bad", [True, False], ids=["bad added", "bad in the folder"])
@pytest.mark.parametrize("way", WAYS)
def test_what_is_committed_counts(way: str, added_is_bad: bool, city: Repository) -> None:  # noqa: FBT001 -- a case
    commit_differing(city, way, added_is_bad=added_is_bad)


@pytest.mark.parametrize("added_is_bad", [True, False], ids=["bad added", "bad in the folder"])
def test_what_is_committed_in_a_worktree_counts(
    added_is_bad: bool,  # noqa: FBT001 -- a case
    city: Repository,
    tmp_path: Path,
) -> None:
    second = city.worktree(tmp_path / "second")
    commit_differing(second, "what was added", added_is_bad=added_is_bad)


def test_a_commit_that_only_deletes_is_judged(city: Repository) -> None:
    city.add({PAGE: article("见[通知](b.md)。")})
    assert city.commit() is None
    city.git("rm", "--quiet", OTHER)
    said = city.commit()
    assert said is not None
    assert f"{PAGE}:6:2: 错误 broken-link" in said
