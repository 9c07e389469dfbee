"""One build of the demo city reads everything once: the register, and each page's Markdown."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Self

import zhengwu_lint
import zhengwu_mkdocs
import zhengwu_ops
from tests.site.conftest import DAY, copy_city
from zhengwu import facts, snapshot
from zhengwu.dialect import parse as dialect_parse
from zhengwu.pages.schedule import end_of
from zhengwu.register.load import load_register
from zhengwu_ops.build import sites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    import pytest

    from zhengwu.dialect import Parsed
    from zhengwu.register.load import Register
    from zhengwu.tree import Tree


class Here:
    """Runs in this process, where it can be counted, what would run in others."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def submit(self, work: Callable[..., Any], *args: object, **options: object) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args, **options))
        return done


def modules() -> Iterator[ModuleType]:
    for package in (zhengwu_lint, zhengwu_mkdocs, zhengwu_ops):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def test_one_build_reads_everything_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    city = tmp_path / "city"
    copy_city(city)
    parsed: Counter[str] = Counter()
    loaded: Counter[str] = Counter()
    parse, load = dialect_parse, load_register

    def counting_parse(text: str) -> Parsed:
        parsed[text] += 1
        return parse(text)

    def counting_load(tree: Tree, content: str) -> Register:
        loaded[content] += 1
        return load(tree, content)

    monkeypatch.setattr(facts, "parse", counting_parse)
    for module in (snapshot, *modules()):
        if hasattr(module, "load_register"):
            monkeypatch.setattr(module, "load_register", counting_load)
    monkeypatch.setattr(sites, "ProcessPoolExecutor", Here)
    said: list[str] = []
    outcome = sites.build_sites(
        city / "content",
        (),
        end_of(DAY),
        strict=True,
        say=lambda message: said.append(message.text()),
        kept=city,
    )
    assert outcome.done, (outcome.failures, outcome.report.findings)
    assert not any("缓存" in line for line in said)
    assert loaded == {"content": 1}
    pages = [path.read_bytes() for path in (city / "content").rglob("*.md")]
    assert len(set(pages)) > 50
    assert set(parsed.values()) == {1}
    assert parsed.total() <= len(set(pages))
