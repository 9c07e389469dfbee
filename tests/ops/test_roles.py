"""`zhengwu roles`: the forge's permissions follow the register."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cities import city_tree
from tests.ops.sealed import OFFICERS
from zhengwu.register.load import load_register
from zhengwu_ops.cli import main
from zhengwu_ops.officers.protection import (
    codeowners,
    conflicts,
    files,
    gitlab_codeowners,
    vacancies,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from zhengwu.model.city import City


def city(**changes: dict[str, object]) -> City:
    officers = {name: {**entry, **changes.get(name, {})} for name, entry in OFFICERS.items()}
    found = load_register(city_tree(city={"officers": officers})).city
    assert found is not None
    return found


def owners(text: str) -> dict[str, list[str]]:
    rows = [line.split() for line in text.splitlines() if line.startswith("/")]
    return {row[0]: row[1:] for row in rows}


def test_each_path_has_the_owners_whose_role_it_is() -> None:
    found = owners(codeowners(city(), "content"))
    assert found["/content/city.yml"] == found["/officers/"] == ["@xu", "@zhou"]
    assert found["/content/fgj/"] == ["@lin", "@lu"]
    assert found["/reviews/portal/"] == ["@chen", "@fang", "@he", "@liang", "@lu", "@su"]
    assert "@jian" in found["/reviews/fgj/"]
    assert found["/ops/"] == ["@huang"]


def test_the_account_of_an_officer_goes_before_the_id() -> None:
    assert (
        "@zhou-zz" in owners(codeowners(city(zhou={"account": "zhou-zz"}), "content"))["/officers/"]
    )


def test_two_supervisors_agree_to_a_change_of_the_register() -> None:
    text = gitlab_codeowners(city(), "content")
    section = text.split("[register]")[1]
    assert section.startswith("[2] @xu @zhou\n/content/city.yml\n/officers/\n")


def test_nobody_pushes_to_the_protected_branch() -> None:
    text = files(city(), "content", "gitlab")[".gitlab/protected-branch.json"]
    settings = json.loads(text)
    assert settings["name"] == "main"
    assert (settings["push_access_level"], settings["code_owner_approval_required"]) == (0, True)


def test_rights_that_should_be_apart_are_told() -> None:
    assert list(conflicts(city())) == []
    both = city(huang={"roles": ["operator", "final"]})
    told = [message.text() for message in conflicts(both)]
    assert len(told) == 1
    assert "huang（黄信之）兼任“运维”和“终审”" in told[0]


def test_a_role_that_nobody_holds_is_told() -> None:
    assert list(vacancies(city())) == []
    nobody = city(su={"roles": []}, fang={"roles": []})
    assert [m.message.values["site"] for m in vacancies(nobody)] == ["fgj", "portal"]


def test_files_are_written_and_found_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = city_tree(city={"officers": OFFICERS})
    for path in tree.files():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(tree.read(path))
    monkeypatch.chdir(tmp_path)
    assert main(["roles", "--check"]) == 1
    assert main(["roles", "--write"]) == 0
    assert main(["roles", "--check"]) == 0
    assert (tmp_path / ".gitlab/CODEOWNERS").is_file()
    text = (tmp_path / "content/city.yml").read_text("utf-8")
    (tmp_path / "content/city.yml").write_text(text.replace("  xu:", "  xu2:"), "utf-8")
    assert main(["roles", "--check"]) == 1
    capsys.readouterr()
    assert main(["roles", "--forge", "github"]) == 0
    assert "/content/fgj/ @lin @lu" in capsys.readouterr().out
