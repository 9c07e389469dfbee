"""A release on its way over real SSH to a real web server, and what readers get."""

from __future__ import annotations

import gzip
import subprocess
from typing import TYPE_CHECKING

import pytest

from zhengwu.lifecycle import Redirect
from zhengwu.release.manifest import Gone
from zhengwu_ops.publish.refusals import ServerRefusedError
from zhengwu_ops.publish.transport import SESSION, Conversation

if TYPE_CHECKING:
    from tests.ops.publish.town import Town
    from zhengwu_ops.publish.delivery import Prepared

FIRST = {"index.md": "首页", "tzgg/a.md": "甲"}
SECOND = {"index.md": "首页", "tzgg/a.md": "乙", "tzgg/b.md": "丙"}


def test_a_release_replaces_the_one_before_and_can_be_taken_back(town: Town) -> None:
    old, new = town.release(FIRST), town.release(SECOND)
    town.publish(old)
    assert town.shows(old)
    town.publish(new)
    assert town.shows(new)
    courier = town.courier()
    with Conversation(courier.link) as talk:
        status = talk.ask("lock", who="yun")
        assert status["previous"] == old.manifest.release
        talk.ask("rollback", release=status["previous"])
        courier.settle(talk, old.manifest, new.manifest)
    assert town.shows(old)
    assert town.left_behind() == []
    town.publish(new)
    assert town.shows(new)


def test_unchanged_files_are_kept_once_on_the_disk(folder_town: Town) -> None:
    town = folder_town
    town.publish(town.release(FIRST), town.here(), probed=False)
    town.publish(town.release(SECOND), town.here(), probed=False)
    same, other = town.live / "current/public/index.html", town.live / "previous/public/index.html"
    assert same.stat().st_ino == other.stat().st_ino


def test_what_is_gone_and_what_moved_answers_so(town: Town) -> None:
    host = town.site.domain
    old = town.release({**FIRST, "tzgg/c.md": "丁"}, files={"tzgg/files/a.docx": b"docx"})
    town.publish(old)
    assert town.get("/tzgg/c/")[0] == 200
    new = town.release(
        {"index.md": "首页", "tzgg/b.md": "甲"},
        gone=(Gone(host, "/tzgg/c/"), Gone(host, "/tzgg/files/a.docx")),
        redirects=(
            Redirect(host, "/tzgg/a/", f"https://{host}/tzgg/b/"),
            Redirect("old.zhongshan.example", "/", f"https://{host}/"),
        ),
    )
    town.publish(new)
    for path in ("/tzgg/c/", "/tzgg/c", "/tzgg/c/index.html", "/tzgg/files/a.docx"):
        status, body, _ = town.get(path)
        assert (status, body) == (410, b"<h1>410</h1>"), path
    for path in ("/tzgg/a/", "/tzgg/a", "/tzgg/a/index.html"):
        status, _, headers = town.get(path)
        assert (status, headers["Location"]) == (301, f"https://{host}/tzgg/b/"), path
    status, _, headers = town.get("/", host="old.zhongshan.example")
    assert (status, headers["Location"]) == (301, f"https://{host}/")


def test_old_assets_stay_one_release_longer_and_texts_do_not(town: Town) -> None:
    style, card = "assets/app.0123abcd.css", "search/1/pages/zh_0123abc.gz"
    town.publish(town.release(FIRST, files={style: b"body{}", card: b"text"}))
    town.publish(town.release(FIRST, files={"assets/app.9876fedc.css": b"p{}"}))
    status, body, headers = town.get(f"/{style}")
    assert (status, body) == (200, b"body{}")
    assert "immutable" in headers["Cache-Control"]
    assert town.get(f"/{card}")[0] == 404
    town.publish(town.release(SECOND))
    assert town.get(f"/{style}")[0] == 404


def test_the_web_server_is_strict(town: Town) -> None:
    text = "很长的一段话。" * 200
    town.publish(town.release({**FIRST, "search.md": "检索", "tzgg/a.md": text}))
    status, body, headers = town.get("/tzgg/a/", gzip=True)
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert text in gzip.decompress(body).decode()
    assert "default-src 'self'; script-src 'self';" in headers["Content-Security-Policy"]
    assert "wasm-unsafe-eval" not in headers["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in town.get("/search/")[2]["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Cache-Control"] == "no-cache"
    for path in ("/assets/", "/.git/config", "/no/such/page/"):
        status, body, headers = town.get(path)
        assert (status, body) == (404, b"<h1>404</h1>"), path
        assert headers["Content-Security-Policy"]
    assert "manifest" not in town.get("/.well-known/zhengwu.json")[1].decode()


def test_the_key_can_do_nothing_else(town: Town) -> None:
    token = "0" * 32
    for command in (
        "",
        "sh",
        "cat /etc/passwd",
        f"{SESSION}; id",
        "rsync --server --sender -re.iLsfxCIvu . .",
        f"rsync --server -rce.iLsfxCIvu . {token}",
        f"rsync --server -rlce.iLsfxCIvu . {token}",
        f"rsync --server -rce.iLsfxCIvu --inplace . {token}",
        "rsync --server -rce.iLsfxCIvu . ../../etc",
    ):
        done = subprocess.run([*town.link().command, command], capture_output=True, check=False)
        assert done.returncode != 0, command
        assert done.stdout == b"", command
        assert b"zhengwu:" in done.stderr, command


def test_the_key_forwards_nothing(town: Town) -> None:
    *ssh, host = town.link().command
    forward = ["-o", "ClearAllForwardings=no", "-W", "127.0.0.1:22"]
    done = subprocess.run([*ssh, *forward, host], capture_output=True, check=False, timeout=120)
    assert done.returncode != 0


def test_a_release_is_kept_for_some_time(folder_town: Town) -> None:
    town = folder_town
    texts = [dict(FIRST, **{"tzgg/a.md": str(number)}) for number in range(7)]
    releases: list[Prepared] = [town.release(text) for text in texts]
    for release in releases:
        town.publish(release, town.here(), probed=False)
    with Conversation(town.here()) as talk:
        status = talk.ask("status")
    kept = [release["release"] for release in status["releases"]]
    assert kept == [release.manifest.release for release in reversed(releases[2:])]


def test_what_does_not_answer_is_switched_back(town: Town) -> None:
    old, new = town.release(FIRST), town.release(SECOND)
    town.publish(old)
    town.server.stop("nginx")
    with pytest.raises(Exception, match="切换后网站的回答不对"):
        town.publish(new, patience=1)
    assert (town.live / "current").readlink().name == old.manifest.release
    assert town.left_behind() == []


def test_the_same_release_twice_is_told(town: Town) -> None:
    release = town.release(FIRST)
    town.publish(release)
    with pytest.raises(ServerRefusedError, match="已经在线上"):
        town.publish(release)
