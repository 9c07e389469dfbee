"""The gate: what stops a publication, and that each reason says what to do."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.ops.publish.demo_city import EDITOR, NOW, Repository, found_city, lay_out
from zhengwu.errors import UserError
from zhengwu_ops.build.sites import Outcome, build_sites
from zhengwu_ops.oplog.log import Log
from zhengwu_ops.publish import publication
from zhengwu_ops.publish.publication import Result, publish
from zhengwu_ops.publish.rollback import releases, roll_back
from zhengwu_ops.review import Reviews
from zhengwu_ops.review.verdicts import unsealed_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from zhengwu.messages import Message
    from zhengwu_ops.publish.checkout import Checkout
    from zhengwu_ops.publish.route import Resolver

PAGE = "fgj/xwdt/20261113-jieneng-tijian.md"
SITE = "fgj/site.yml"
SUSPENDED = """\
  - event: suspend
    date: 2026-11-20
    until: 2026-11-30
    done:
      application: {date: 2026-11-10}
      approval: {date: 2026-11-12}
      consent: {date: 2026-11-12}
      reported: {date: 2026-11-19}
      site_notice: {date: 2026-11-19, page: tzgg/20261111-jieneng-baoming.md}
      portal_notice: {date: 2026-11-19, page: tzgg/20261116-gongshui-jianxiu.md}
"""


def here(_: str) -> tuple[str, ...]:
    return ("127.0.0.1",)


@dataclass(frozen=True)
class Model:
    """What all tests copy: the sealed repository and its built site."""

    repository: Repository
    public: Path
    outcome: Outcome
    server: Path
    live: Path


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    folder = tmp_path_factory.mktemp("gate")
    live = folder / "live"
    with pytest.MonkeyPatch.context() as patch:
        # Signatures are checked once for all tests, and not in the user's own cache.
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        target = {"to": f"local:{live}", "probe": "http://web.zhongshan.example:8080"}
        repository = found_city(folder / "city", {"fgj": target})
        repository.seal("fgj")
        built = repository.copy(folder / "built")
        outcome = build_sites(built.content, ("fgj",), NOW, strict=True, say=lambda _: None)
        assert outcome.done
        reviews = Reviews.open(repository.content, NOW)
        assert unsealed_pages(reviews, "fgj") == {}
        lay_out(repository, ["fgj"], reviews.pins())
        server = live.rename(folder / "server")
        yield Model(repository, built.demo.root / "public", outcome, server, live)


@pytest.fixture
def city(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A copy whose site is built at once, as it was before, without the pages that are gone."""

    def build(content: Path, *_: object, **__: object) -> Outcome:
        public = content.parent / "public"
        shutil.copytree(model.public, public)
        for page in (public / "fgj").glob("xwdt/*/index.html"):
            if not (content / f"fgj/xwdt/{page.parent.name}.md").exists():
                page.unlink()
        return model.outcome

    monkeypatch.setattr(publication, "build_sites", build)
    shutil.copytree(model.server, model.live)
    yield model.repository.copy(tmp_path / "city")
    shutil.rmtree(model.live)


def look(city: Repository, resolver: Resolver = here, **more: object) -> Result:
    return publish(city.order(**more), dry_run=True, resolver=resolver)  # type: ignore[arg-type]


def test_a_clean_and_sealed_commit_passes_and_a_dry_run_changes_nothing(city: Repository) -> None:
    result = look(city)
    assert result.reasons == ()
    assert "index.html" in result.changes.added
    assert not result.published
    assert releases(city.order(), here)["releases"] == []


def test_a_release_goes_out_once_is_logged_and_can_be_taken_back(city: Repository) -> None:
    first = publish(city.order(), resolver=here)
    assert first.published
    again = publish(city.order(), resolver=here)
    assert (again.unchanged, again.release) == (True, first.release)
    city.add(PAGE, "\n补充一句。\n")
    city.commit()
    city.seal("fgj")
    second = publish(city.order(), resolver=here)
    assert second.published
    assert second.release != first.release
    assert roll_back(city.order(), None, here) == first.release
    found = releases(city.order(), here)
    assert found["live"] == first.release
    assert found["highest"] == 2
    log = Log.of_city(city.content)
    assert log.verify() == []
    acts = [(entry.act, entry.who, entry.release) for entry in log.entries()]
    assert acts == [
        (act, "huang-xinzhi", release)
        for release, kind in (
            (first.release, "publish"),
            (second.release, "publish"),
            (first.release, "rollback"),
        )
        for act in (f"{kind}-begin", kind)
    ]


def uncommitted(city: Repository) -> None:
    city.add(PAGE, "\n没提交。\n")


def untracked(city: Repository) -> None:
    city.path("fgj/xwdt/20261122-new.md").write_text("新", "utf-8")


def hidden_edit(city: Repository) -> None:
    git(city, "update-index", "--skip-worktree", f"content/{PAGE}")
    city.add(PAGE, "\n藏起来。\n")


def unsealed(city: Repository) -> None:
    city.add(PAGE, "\n没审签。\n")
    city.commit()


def suspended(city: Repository) -> None:
    text = city.path(SITE).read_text("utf-8")
    city.path(SITE).write_text(text.replace("\ntargets:", f"{SUSPENDED}\ntargets:"), "utf-8")
    city.commit()


def vanished(city: Repository) -> None:
    publish(city.order(), resolver=here)
    city.path(PAGE).unlink()
    city.commit()


def moved(city: Repository) -> None:
    publish(city.order(), resolver=here)
    city.path(PAGE).rename(city.path(PAGE.replace("20261113", "20261114")))
    city.commit()


def behind(city: Repository) -> None:
    city.path("portal/new.txt").write_text("新", "utf-8")
    city.commit()
    publish(city.order(), resolver=here)
    git(city, "reset", "-q", "--hard", "HEAD~1")


def unknown(city: Repository) -> None:
    other = city.copy(city.demo.root.parent / "other")
    other.path("portal/new.txt").write_text("新", "utf-8")
    other.commit()
    publish(other.order(), resolver=here)


def git(city: Repository, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=city.demo.root, check=True)


@pytest.mark.parametrize(
    ("spoil", "code", "what", "fix"),
    [
        (uncommitted, "uncommitted", PAGE, "先提交"),
        (untracked, "uncommitted", "fgj/xwdt/20261122-new.md", "先提交"),
        (hidden_edit, "uncommitted", PAGE, "先提交"),
        (unsealed, "older-text", PAGE.partition("/")[2], "审签"),
        (suspended, "lifecycle", "临时下线", "lifecycle fgj resume"),
        (
            vanished,
            "vanished",
            "/xwdt/20261113-jieneng-tijian/",
            f"zhengwu withdraw content/{PAGE}",
        ),
        (moved, "vanished", "/xwdt/20261113-jieneng-tijian/", "--moved-to"),
        (behind, "not-onward", "会丢掉别人的改动", "zhengwu rollback"),
        (unknown, "unknown-commit", "不在这份仓库里", "git fetch"),
    ],
)
def test_what_is_refused(
    city: Repository, spoil: Callable[[Repository], None], code: str, what: str, fix: str
) -> None:
    spoil(city)
    told = [reason for reason in look(city).reasons if reason.code == code]
    assert told, [reason.code for reason in look(city).reasons]
    assert what in told[0].message.text()
    assert fix in told[0].fix.text()


@pytest.mark.parametrize(
    ("addresses", "code", "what"),
    [
        (("203.0.113.9",), "out-of-city", "203.0.113.9"),
        (("10.44.1.5", "203.0.113.9"), "out-of-city", "指向市外的地址 203.0.113.9"),
        (("2001:db8::1", "::1"), "out-of-city", "指向市外的地址 2001:db8::1"),
        (("::ffff:203.0.113.9",), "out-of-city", "::ffff:203.0.113.9"),
        ((), "unknown-address", "查不到"),
    ],
    ids=["outside", "inside and outside", "IPv6 outside", "IPv4 in IPv6", "no address"],
)
def test_an_address_out_of_the_city(
    city: Repository, addresses: tuple[str, ...], code: str, what: str
) -> None:
    asked = []

    def resolver(name: str) -> tuple[str, ...]:
        asked.append(name)
        return addresses

    result = look(city, resolver)
    assert [reason.code for reason in result.reasons] == [code]
    assert what in result.reasons[0].message.text()
    assert result.reasons[0].fix.text()
    assert asked == ["web.zhongshan.example"]
    with pytest.raises(UserError, match=what):
        roll_back(city.order(), None, resolver)


def test_a_shallow_clone_cannot_be_worked_with(city: Repository, tmp_path: Path) -> None:
    shallow = city.clone(tmp_path / "shallow", "--depth", "1")
    with pytest.raises(UserError, match="git fetch --unshallow"):
        look(shallow)


def test_somebody_who_is_no_operator(city: Repository) -> None:
    result = look(city, key=EDITOR)
    assert [reason.code for reason in result.reasons] == ["no-operator"]


def test_every_reason_is_told_at_once(city: Repository) -> None:
    suspended(city)
    unsealed(city)
    uncommitted(city)
    result = look(city, lambda _: ("203.0.113.9",))
    codes = {reason.code for reason in result.reasons}
    assert {"uncommitted", "lifecycle", "older-text", "out-of-city"} <= codes
    assert all(reason.fix.text() for reason in result.reasons)


def test_what_the_lint_forbids(city: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "build_sites", build_sites)
    city.add(PAGE, "\n见[别处](https://www.elsewhere.example/)。\n")
    city.commit()
    told = [reason for reason in look(city).reasons if reason.code == "lint/external-link"]
    assert len(told) == 1
    assert f"content/{PAGE}:" in told[0].message.text()
    assert told[0].fix.text()


def test_a_suspended_site_publishes_its_notice_and_nothing_else(
    city: Repository, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(city.order(), resolver=here)
    assert first.published
    suspended(city)
    city.seal("fgj")
    assert {reason.code for reason in look(city).reasons} == {"lifecycle"}
    monkeypatch.setattr(publication, "build_sites", build_sites)
    assert publish(city.order(notice=True), resolver=here).published
    page = model.live / "live/current/public/xwdt/20261113-jieneng-tijian/index.html"
    assert "临时下线" in page.read_text("utf-8")


def test_a_notice_does_not_replace_a_site_that_is_on_line(city: Repository) -> None:
    assert {reason.code for reason in look(city, notice=True).reasons} == {"lifecycle"}


def test_what_is_built_and_is_not_what_was_sealed_stays_here(
    city: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reviewers seal what the folder holds; by a filter of git the commit may hold another."""
    export = publication.export

    def filtered(checkout: Checkout, folder: Path) -> None:
        export(checkout, folder)
        page = folder / "content" / PAGE
        page.write_text(f"{page.read_text('utf-8')}\n添一句。\n", "utf-8")

    monkeypatch.setattr(publication, "export", filtered)
    reasons = look(city).reasons
    assert [(reason.code, reason.file) for reason in reasons] == [
        ("not-as-sealed", PAGE.removeprefix("fgj/"))
    ]


def test_what_somebody_published_meanwhile_is_not_overwritten(
    city: Repository, tmp_path: Path
) -> None:
    first = publish(city.order(), resolver=here)
    other = city.copy(tmp_path / "other")
    for repository, text in ((city, "我的"), (other, "别人的")):
        repository.add(PAGE, f"\n{text}补充。\n")
        repository.commit()
        repository.seal("fgj")
    theirs: list[Result] = []

    def say(message: Message) -> None:
        if not theirs and message.text().startswith("取得发布权"):
            theirs.append(publish(other.order(), resolver=here))

    with pytest.raises(UserError, match="准备期间有人发布了别的版本"):
        publish(city.order(say=say), resolver=here)
    assert [result.published for result in theirs] == [True]
    live = releases(city.order(), here)["live"]
    assert live == theirs[0].release != first.release


def test_a_page_that_somebody_published_meanwhile_is_not_lost(
    city: Repository, tmp_path: Path
) -> None:
    publish(city.order(), resolver=here)
    other = city.copy(tmp_path / "other")
    page = other.path(PAGE)
    shutil.copy(page, page.with_name("20261120-xin.md"))
    other.edit("fgj/xwdt/20261120-xin.md", "title: ", "title: 又一篇：")
    other.commit()
    other.seal("fgj")
    city.add(PAGE, "\n补充。\n")
    city.commit()
    city.seal("fgj")
    theirs: list[Result] = []

    def say(message: Message) -> None:
        if not theirs and message.text().startswith("取得发布权"):
            theirs.append(publish(other.order(), resolver=here))

    with pytest.raises(UserError, match="20261120-xin"):
        publish(city.order(say=say), resolver=here)
    assert releases(city.order(), here)["live"] == theirs[0].release
