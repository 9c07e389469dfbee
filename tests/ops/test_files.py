"""Files are whole as they were, or whole as they are meant."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from zhengwu.errors import UserError
from zhengwu_ops.world.files import write_file


def test_a_file_is_made_with_its_folder_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a/b/c.yml"
    write_file(file, "一\r\n")
    assert file.read_bytes() == "一\r\n".encode()
    write_file(file, b"2")
    assert file.read_bytes() == b"2"
    assert [path.name for path in file.parent.iterdir()] == ["c.yml"]


def test_permissions_stay(tmp_path: Path) -> None:
    file = tmp_path / "a"
    write_file(file, "1", private=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o640)
    write_file(file, "2")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("1")
    link.symlink_to(target)
    write_file(link, "2")
    assert target.read_text() == "1"
    assert (link.is_symlink(), link.read_text()) == (False, "2")


def test_a_device_is_written_to() -> None:
    write_file(Path(os.devnull), "1")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_on_a_full_disk_the_former_file_stays(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yml"
    write_file(file, "1")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*(Path, call) if call == "replace" else (os, call), full)
    with pytest.raises(UserError) as caught:
        write_file(file, "2", "content/a.yml")
    monkeypatch.undo()
    (mistake,) = caught.value.problems
    assert mistake.file == "content/a.yml"
    assert "No space left" in mistake.message.text()
    assert mistake.fix.text()
    assert file.read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]


def test_it_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yml"
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        done.append("folder" if folder else f"{os.fstat(handle).st_size} bytes")
        fsync(handle)

    def replaced(self: Path, target: Path) -> Path:
        done.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_file(file, "123")
    assert done == ["3 bytes", "name", "folder"]
