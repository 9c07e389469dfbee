"""A whole site: what the gate asks, what a release's manifest gets, and the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cities import article
from tests.ops.sealed import NOW, OTHER, PAGE, World, day
from zhengwu.errors import UserError
from zhengwu.messages import Message
from zhengwu_lint.git import git
from zhengwu_ops.review import Reviews
from zhengwu_ops.review.demo import make_demo
from zhengwu_ops.review.diff import rendered
from zhengwu_ops.review.verdicts import evidence_of, unsealed_pages, verdict_of
from zhengwu_ops.world import openssh
from zhengwu_ops.world.openssh import Signatures


def test_every_page_and_every_file_of_a_site_is_asked_for(world: World) -> None:
    world.write("portal/tzgg/files/stray.csv", "x")
    world.write("portal/.hidden/x", "x")
    world.commit()
    found = unsealed_pages(world.reviews(), "portal")
    assert {path for path, reasons in found.items() if reasons[0].code == "stray-file"} == {
        "tzgg/files/a.csv",
        "tzgg/files/stray.csv",
    }
    assert {"site.yml", "index.md", PAGE, OTHER} <= found.keys()


def test_a_sealed_site_has_no_reason_and_gives_evidence(world: World) -> None:
    world.demo.seal(("portal",), NOW, Signatures(None))
    reviews = world.reviews()
    assert unsealed_pages(reviews, "portal") == {}
    assert set(unsealed_pages(reviews, "fgj")) >= {"site.yml", PAGE}
    evidence = evidence_of(reviews, "portal")[PAGE]
    assert evidence.digest == reviews.digest("portal", PAGE)
    assert [seal.seal.stage for seal in evidence.seals] == ["first", "second", "final", "secrecy"]
    assert all(text.startswith("zhengwu seal 1\n") for text in evidence.texts)
    assert reviews.pins()["root"] == reviews.trust.root


def test_drafts_and_later_pages_do_not_stop_a_site(world: World) -> None:
    world.write("portal/tzgg/draft.md", article("草稿。", draft="true"))
    later = article("以后。").replace(
        "published_at: 2026-11-02 09:30", "publish_at: 2026-12-01 09:00"
    )
    world.write("portal/tzgg/later.md", later)
    world.commit()
    reviews = world.reviews()
    assert {"tzgg/draft.md", "tzgg/later.md"}.isdisjoint(unsealed_pages(reviews, "portal"))
    assert "tzgg/later.md" in reviews.pages("portal", due=False)
    on_the_minute = Reviews.open(world.content, day(24).replace(month=12), Signatures(None))
    assert "tzgg/later.md" in unsealed_pages(on_the_minute, "portal")


def test_a_page_that_cannot_be_read_is_a_reason(world: World) -> None:
    (world.content / "portal/tzgg/bad.md").write_bytes("标题".encode("gbk"))
    world.commit()
    reasons = unsealed_pages(world.reviews(), "portal")["tzgg/bad.md"]
    assert [reason.code for reason in reasons] == ["unreadable"]


def test_answers_are_kept_and_asked_once(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.seal_all()
    kept = tmp_path / "signatures.json"
    assert (
        verdict_of(Reviews.open(world.content, NOW, Signatures(kept)), "portal", PAGE).reasons == ()
    )
    assert kept.is_file()
    asked: list[object] = []
    monkeypatch.setattr(openssh, "_signer", asked.append)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "zhengwu").mkdir()
    kept.rename(tmp_path / "zhengwu/signatures.json")
    again = Reviews.open(world.content, NOW, Signatures.of_user())
    assert verdict_of(again, "portal", PAGE).reasons == ()
    assert asked == []


def test_a_demonstration_is_sealed_and_keeps_its_keys_out_of_git(
    world: World, tmp_path: Path
) -> None:
    demo = make_demo(world.content, tmp_path / "demo", NOW)
    reviews = Reviews.open(demo.content, NOW, Signatures(None))
    assert [unsealed_pages(reviews, site) for site in reviews.city.sites] == [{}, {}]
    tracked = git(demo.root, "ls-files").decode("utf-8")
    assert "PRIVATE KEY" not in "".join(
        (demo.root / name).read_text("utf-8", errors="replace") for name in tracked.split("\n")[:-1]
    )
    assert "demo-keys" not in tracked
    with pytest.raises(UserError, match="已有内容"):
        make_demo(world.content, tmp_path / "demo", NOW)


def test_a_real_city_has_no_demonstration(world: World, tmp_path: Path) -> None:
    city = world.content / "city.yml"
    city.write_text(city.read_text("utf-8").replace("demo: true", "demo: false"), "utf-8")
    with pytest.raises(UserError):
        make_demo(world.content, tmp_path / "demo", NOW)


def test_the_city_of_the_repository_can_be_demonstrated(tmp_path: Path) -> None:
    content = Path(__file__).parents[2] / "content"
    demo = make_demo(content, tmp_path / "demo", NOW, seal=False)
    reviews = Reviews.open(demo.content, NOW, Signatures(None))
    assert reviews.problems() == ()
    for stage in ("first", "second", "final", "secrecy"):
        for site in reviews.city.sites.values():
            able = [
                officer
                for officer in reviews.trust.officers.values()
                if stage in officer.roles and reviews.policy(site.id).serves(officer)
            ]
            assert able, f"{site.id} has nobody for {stage}"
    page = "tzgg/20261116-gongshui-jianxiu.md"
    file = rendered(reviews, "portal", page)
    assert isinstance(file, Path)
    assert reviews.title("portal", page) in file.read_text("utf-8")
    rendered(reviews, "portal", page)  # and again, into the same folder
    assert len(list((demo.root / ".zhengwu/preview").iterdir())) == 1
    told = rendered(reviews, "portal", "site.yml")
    assert isinstance(told, Message)
