"""What holds of every file of the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
# The receiver is copied to a server as it is, one file that its administrator can read whole.
LONGER = {"ops/zhengwu_ops/server/receiver.py": 800}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    # A file may be listed and yet deleted in the working folder.
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_python_file_is_longer_than_one_sitting() -> None:
    lengths = {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8").count("\n")
        for file in _tracked()
        if file.suffix == ".py"
    }
    assert "core/zhengwu/errors.py" in lengths
    assert {name: n for name, n in lengths.items() if n > LONGER.get(name, MOST_LINES)} == {}


def test_every_text_file_is_utf8_with_unix_line_ends() -> None:
    wrong = [
        file.relative_to(ROOT).as_posix()
        for file in _tracked()
        if file.suffix in {".py", ".md", ".yml", ".toml", ".html", ".css", ".js"}
        and "tests" not in file.relative_to(ROOT).parts  # fixtures may be broken on purpose
        and (b"\r" in (data := file.read_bytes()) or data != data.decode("utf-8").encode())
    ]
    assert wrong == []
