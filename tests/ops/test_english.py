"""Every command's errors in English: no Han but what the city's own files and names say."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import click
import pytest

from zhengwu_ops.cli import main, zhengwu

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ops.sealed import World

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from leaves(found, (*path, name))
    else:
        yield path


COMMANDS = tuple(leaves(zhengwu))
IDS = tuple(" ".join(path) for path in COMMANDS)
# What each is given besides its name, so that it has something to refuse in a city that is whole;
# what is not here takes nothing, or works there.
GIVEN: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("new", "city"): ((), ("--region", "12")),
    ("new", "page"): (("nix",), ("article", "--site", "nix"), ("article", "--column", "nix")),
    ("new", "pipeline"): (("nix",),),
    ("new", "site"): (("portal",), ("nix", "--kind", "nix"), ("a b", "--unit", "nix")),
    ("lint",): (("nix.md",), ("--format", "nix"), ("--baseline", "nix.json"), ("--date", "nix")),
    ("explain",): (("nix",), ("external-links",)),
    ("build",): (("nix",), ("--date", "nix")),
    ("lifecycle",): (("nix",), ("portal", "nix"), ("portal", "resume"), ("portal", "open")),
    ("publish",): (("nix",), ("portal", "--to", "nix"), ("portal", "--date", "2999-01-01")),
    ("rollback",): (("nix",), ("portal", "nix")),
    ("releases",): (("nix",), ("portal", "--to", "nix")),
    ("withdraw",): (("nix",), ("content/portal/nix.md", "--reason", "error")),
    ("server", "init"): (("nix",), ("portal", "--to", "nix")),
    ("schema",): (("nix",),),
    ("review", "demo"): ((".",),),
    ("review", "seal"): (
        ("nix", "--stage", "first"),
        ("content/portal/index.md", "--stage", "final"),
        ("content/portal/index.md", "--stage", "nix"),
        ("content/portal/index.md", "--stage", "first", "--key", "nix"),
    ),
    ("review", "show"): (("nix",), ("content/portal/index.md",)),
    ("review", "status"): (("--site", "nix"),),
    ("officer", "add"): (("nix", "--key", "nix.pub", "--reason", "x"), ("nix",)),
    ("officer", "replace"): (("nix", "--key", "nix.pub", "--reason", "x"),),
    ("officer", "revoke"): (("nix", "--reason", "x"),),
    ("officer", "report"): (("0099",), ("nix",)),
    ("officer", "sign"): (("0099",), ("nix",)),
    ("log", "archive"): (("--before", "nix"),),
    ("log", "head"): (("--log", "nix.jsonl"),),
    ("log", "verify"): (("--log", "nix.jsonl"),),
    ("log", "show"): (("--log", "nix.jsonl"),),
    ("roles",): (("--check",),),
}


def refused_in_english(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what a command says, if it does not work or finds something."""
    code = main(["--lang", "en", *arguments])
    told = capsys.readouterr()
    return told.out + told.err if code else told.err


def data_of(root: Path) -> str:
    """Return what stands in the city's own files and in the data of the package."""
    own = [p for p in root.rglob("*") if p.suffix in {".yml", ".md"} and p.is_file()]
    packaged = [p for p in files("zhengwu").joinpath("data").iterdir() if p.name.endswith(".yml")]
    return "\n".join(p.read_text("utf-8") for p in (*own, *packaged))  # type: ignore[attr-defined]


def han_outside(data: str, told: str) -> list[str]:
    return [run for run in HAN.findall(told) if run not in data]


@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_in_no_city(
    path: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for given in (("--nix",), (), *GIVEN.get(path, ())):
        told = refused_in_english(capsys, *path, *given)
        assert han_outside(data_of(tmp_path), told) == [], told


@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_in_a_city_that_does_not_load(
    path: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content/portal").mkdir(parents=True)
    (tmp_path / "content/city.yml").write_text(
        "name: Town\nregion: 12\nunit: {}\ndemo: maybe\nhosts: nix\nworkdays: [nix]\n"
    )
    (tmp_path / "content/portal/site.yml").write_text("name: Town\nkind: nix\n\tx: [\n")
    for given in ((), *GIVEN.get(path, ())):
        told = refused_in_english(capsys, *path, *given)
        assert HAN.findall(told) == [], told


@pytest.mark.parametrize("path", [p for p in COMMANDS if p in GIVEN], ids=" ".join)
def test_in_a_city_that_is_whole(
    path: tuple[str, ...],
    world: World,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(world.demo.root)
    data = data_of(world.demo.root)
    for given in GIVEN[path]:
        told = refused_in_english(capsys, *path, *given)
        assert han_outside(data, told) == [], told
