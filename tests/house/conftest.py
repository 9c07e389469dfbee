"""The wheel, built once and installed into an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel."""

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, program: str, *arguments: str, cwd: Path | None = None) -> str:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "GIT_"))}
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=cwd or self.folder,
            env={**environment, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        return self.run("python", "-W", "error", "-c", code)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel's own code; only what it depends on comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    found = Installed(folder)
    python = str(found.programs / ("python.exe" if os.name == "nt" else "python"))
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    packages = Path(found.python("import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # A path added by a .pth file does not have its own .pth files read: the checkout, which the
    # tests' environment names in one, stays out.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return found
