"""The handbook: it builds, it leaves nothing out, and what it shows is true."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from click import Context, Group
from lxml import html

from zhengwu.model.city import CityFacts
from zhengwu.model.page import META_OF
from zhengwu.model.site import SiteFacts
from zhengwu_lint.rules import RULES
from zhengwu_ops.cli import COMMANDS, main, zhengwu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.base import Model
    from zhengwu.model.site import PageKind

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs/handbook"
READMES = ("README.md", "README.zh-CN.md")
# What is judged of a handbook page as of any Chinese text; links and markup follow other laws here.
TYPOGRAPHY = {
    "doubled-punctuation",
    "heading-skip",
    "malformed-document-number",
    "missing-alternative-text",
    "pinyin-residue",
    "traditional-character",
    "unreadable-file",
    "vague-link-text",
}
FENCE = re.compile(r"^( *)```(?P<language>\w*)\n(?P<code>.*?)^\1```$", re.MULTILINE | re.DOTALL)
HAN = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”]"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbook") / "pages"
    spec = importlib.util.spec_from_file_location("handbook", ROOT / "scripts/handbook.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.main([str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def built(gathered: Path) -> Path:
    config, site = gathered.parent / "mkdocs.yml", gathered.parent / "site"
    names = {"INHERIT": str(ROOT / "docs/mkdocs.yml"), "docs_dir": str(gathered)}
    config.write_text(yaml.safe_dump({**names, "site_dir": str(site)}), "utf-8")
    # Without -q: quiet, MkDocs counts no warnings.
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="module")
def words(gathered: Path) -> str:
    """Everything that the handbook and the READMEs say."""
    pages = (page.read_text("utf-8") for page in sorted(gathered.rglob("*.md")))
    return "\n".join((*pages, *((ROOT / name).read_text("utf-8") for name in READMES)))


def _blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return [m["code"] for m in FENCE.finditer(text) if m["language"] == language]


def test_no_mark_is_left_unfilled(gathered: Path) -> None:
    left = [page for page in gathered.rglob("*.md") if "<!-- generated" in page.read_text("utf-8")]
    assert left == []


def test_every_reference_within_the_handbook_leads_somewhere(built: Path) -> None:
    pages = {page: html.parse(page).getroot() for page in built.rglob("*.html")}
    assert len(pages) > len(RULES)
    anchors = {
        page: {e.get("id") for e in root.iter() if e.get("id")} for page, root in pages.items()
    }
    wrong = []
    for page, root in pages.items():
        for element, name, link, _ in root.iterlinks():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or page.name == "404.html":
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(parts.fragment)
            if not target.is_file() or (fragment and fragment not in anchors.get(target, ())):
                wrong.append(f"{page.relative_to(built)}: {element.tag} {name} {link}")
    assert wrong == []


def test_no_page_loads_anything_from_outside(built: Path) -> None:
    loads = {"script": "src", "img": "src", "iframe": "src"}
    found = [
        f"{page.name}: {value}"
        for page in built.rglob("*.html")
        for element in html.parse(page).getroot().iter()
        for value in [element.get(loads.get(str(element.tag), "data-none")) or ""]
        if urlsplit(value).netloc
    ]
    assert found == []


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_has_its_page_and_its_row(rule: str, gathered: Path) -> None:
    assert (gathered / f"rules/{rule}.md").is_file()
    assert f"[{rule}]({rule}.md)" in (gathered / "rules/index.md").read_text("utf-8")


def _plugins() -> list[str]:
    return sorted(
        e.name for e in distribution("zhengwu").entry_points.select(group="mkdocs.plugins")
    )


@pytest.mark.parametrize("name", _plugins())
def test_every_plugin_is_described_with_its_options(name: str) -> None:
    text = (DOCS / "operators/plugins.md").read_text("utf-8")
    assert f"| `{name}` |" in text
    (entry,) = distribution("zhengwu").entry_points.select(group="mkdocs.plugins", name=name)
    options = [option for option, _ in entry.load().config_scheme]
    described = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert [option for option in options if f"| `{option}` |" not in described] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_what_is_below_it_has_its_help(name: str, gathered: Path) -> None:
    text = (gathered / "operators/commands.md").read_text("utf-8")
    command = zhengwu.get_command(Context(zhengwu), name)
    assert command is not None
    below = (
        [f"### zhengwu {name} {sub}" for sub in command.commands]
        if isinstance(command, Group)
        else []
    )
    assert [line for line in (f"## zhengwu {name}", *below) if f"\n{line}\n" not in text] == []


@pytest.mark.parametrize("readme", READMES)
def test_each_readme_names_every_command(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert [name for name in COMMANDS if not re.search(rf"\bzhengwu {name}\b", text)] == []


def test_every_hook_is_described(words: str) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hooks
    assert [hook["id"] for hook in hooks if f"`{hook['id']}`" not in words] == []


def test_every_make_target_is_described(words: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z][a-z-]*):.*##", makefile, re.MULTILINE)
    assert {"site", "test", "docs"} <= set(targets)
    assert [target for target in targets if f"`make {target}`" not in words] == []


def test_the_first_day_shows_what_the_lint_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = _blocks("editors/start.md", "md")
    (shown,) = (block for block in _blocks("editors/start.md", "text") if "doubled" in block)
    file = shown.partition(":")[0]
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    Path(file).write_text(pages[0], "utf-8")
    assert main(["lint", file]) == 1
    assert capsys.readouterr().out.startswith(shown)
    Path(file).write_text(pages[0].partition("从2026年")[0] + pages[1], "utf-8")
    assert main(["lint", "--strict", file]) == 0


def test_the_suppression_that_is_shown_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shown,) = _blocks("editors/waivers.md", "md")
    front = _blocks("editors/start.md", "md")[0].partition("从2026年")[0]
    file = "content/portal/tzgg/20261124-zhaolu.md"
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    Path(file).write_text(front + re.sub(r"<!--.*?-->", "", shown), "utf-8")
    assert main(["lint", "--strict", file]) == 1
    Path(file).write_text(front + shown, "utf-8")
    assert main(["lint", "--strict", file]) == 0


def test_the_most_frequent_findings_are_named_and_weighed_rightly() -> None:
    text = (DOCS / "editors/findings.md").read_text("utf-8")
    named = re.findall(r"^### \d+\. .* `([a-z-]+)`$", text, re.MULTILINE)
    weights = {rule.id: {"error": "错误", "warning": "提醒"}[rule.severity] for rule in RULES}
    assert len(named) == 10
    assert [name for name in named if f"\n{weights[name]} {name} " not in text] == []


def _register_examples() -> Iterator[object]:
    text = (DOCS / "supervisors/register.md").read_text("utf-8")
    of_city, _, of_site = text.partition("\n## site.yml\n")
    for model, own, part in (
        (CityFacts, "city.yml", of_city),
        (SiteFacts, "fgj/site.yml", of_site),
    ):
        for match in FENCE.finditer(part):
            if match["language"] == "yaml":
                code = match["code"]
                yield pytest.param(model, own, code, id=f"{own}-{code.partition(':')[0]}")


@pytest.mark.parametrize(("model", "file", "example"), list(_register_examples()))
def test_the_examples_of_the_register_can_be_registered(
    model: type[Model], file: str, example: str
) -> None:
    facts = yaml.safe_load((ROOT / "content" / file).read_text("utf-8"))
    assert model.model_validate({**facts, **yaml.safe_load(example)})


def _page_examples() -> Iterator[object]:
    telling = {"interprets": "interpretation", "docno": "policy", "item": "service"}
    for number, block in enumerate(_blocks("editors/pages.md", "md"), start=1):
        if block.startswith("---\n"):
            front = yaml.safe_load(block.split("---\n")[1])
            kind = next((kind for key, kind in telling.items() if key in front), "article")
            yield pytest.param(kind, front, id=f"{number}-{kind}")


@pytest.mark.parametrize(("kind", "front"), list(_page_examples()))
def test_the_examples_of_pages_have_good_front_matter(
    kind: PageKind, front: dict[str, object]
) -> None:
    written = {key: str(value) if key.endswith("_at") else value for key, value in front.items()}
    assert META_OF[kind].model_validate(written)


@pytest.mark.parametrize("page", sorted(p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")))
def test_the_typography_is_clean(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "--city", str(ROOT / "content"), str(DOCS / page)])
    found = capsys.readouterr().out.splitlines()
    assert [line for line in found if any(f" {rule} " in line for rule in TYPOGRAPHY)] == []


@pytest.mark.parametrize("page", sorted(p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")))
def test_no_paragraph_is_broken_between_two_han(page: str) -> None:
    """A browser shows a line's end as a space, which Chinese does not have."""
    text = FENCE.sub("", (DOCS / page).read_text("utf-8"))
    broken = re.findall(rf"^(?![#|>!=-]).*{HAN}\n[ ]*{HAN}.*", text, re.MULTILINE)
    assert broken == []
