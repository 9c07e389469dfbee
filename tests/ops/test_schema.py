"""The committed schemas are current, and what the demo city holds fits them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from zhengwu.pages.source import split
from zhengwu.register.schema import SCHEMAS
from zhengwu_ops.cli import main

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "core/zhengwu/data/schemas"


def as_language_servers_read(text: str) -> object:
    """YAML 1.2 knows no dates: they stay strings."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)


def check(name: str, text: str) -> None:
    schema = SCHEMAS[name]("zh")
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    data = as_language_servers_read(text)
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_current(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    assert (COMMITTED / f"{name}.json").read_text("utf-8") == capsys.readouterr().out


def test_schemas_are_written_to_a_folder(tmp_path: Path) -> None:
    assert main(["schema", "--out", str(tmp_path / "schemas")]) == 0
    assert sorted(p.stem for p in (tmp_path / "schemas").iterdir()) == sorted(SCHEMAS)


def test_the_demo_city_fits() -> None:
    check("city", (ROOT / "content/city.yml").read_text("utf-8"))


@pytest.mark.parametrize("site", ["portal", "fgj", "xiaolan"])
def test_the_demo_sites_fit(site: str) -> None:
    check("site", (ROOT / f"content/{site}/site.yml").read_text("utf-8"))
    pages = sorted((ROOT / "content" / site).rglob("*.md"))
    assert len(pages) > 10
    for page in pages:
        source = split(page.read_text("utf-8"), page.name)
        check("page", "\n".join(source.text.split("\n")[1 : source.body_line - 2]))


def test_a_misspelt_field_does_not_fit() -> None:
    with pytest.raises(AssertionError, match="unti"):
        check("site", (ROOT / "content/fgj/site.yml").read_text("utf-8").replace("unit:", "unti:"))


@pytest.mark.parametrize(
    ("file", "schema"),
    [("content/city.yml", "city"), ("content/fgj/site.yml", "site")],
    ids=["city", "site"],
)
def test_editors_find_the_schema(file: str, schema: str) -> None:
    modeline = (ROOT / file).read_text("utf-8").split("\n")[0]
    target = modeline.partition("$schema=")[2]
    assert (ROOT / file).parent.joinpath(target).resolve() == COMMITTED / f"{schema}.json"
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert f"core/zhengwu/data/schemas/{schema}.json" in settings["yaml.schemas"]
