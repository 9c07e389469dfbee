"""Renew the handbook's screenshots: the built demo city in headless Chromium, at two widths.

make screenshots

One more shows what an editor sees: the preview of a page that has findings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.site.browsing import WIDTHS, Browser, serve  # noqa: E402 -- after the path

from zhengwu.register.load import load_register  # noqa: E402
from zhengwu.tree import FolderTree  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = ROOT / "docs/handbook/images"
# A picture's name, the site, and the page below its address.
PAGES = {
    "home": ("portal", ""),
    "column": ("portal", "zwgk/zcwj/"),
    "article": ("portal", "xwdt/20261120-lvdao-yanghu/"),
    "policy": ("portal", "zwgk/zcwj/2026-lvdao-banfa/"),
    "interpretation": ("portal", "zwgk/zcjd/20261026-lvdao-tujie/"),
    "service": ("portal", "bsfw/laonian-youdai/"),
    "search": ("portal", "search/?q=绿道"),
    "missing": ("portal", "no/such/page/"),
    "department": ("fgj", ""),
    "town": ("xiaolan", ""),
}
# A picture is no longer than this many screens.
SCREENS = 2.2
# The page of the handbook's first day, as it is written there before it is mended.
FIRST_DAY = ROOT / "docs/handbook/editors/start.md"
FAULTY = "tzgg/20261124-dating"
ADDRESS = "127.0.0.1:8765"
PATIENCE = 60  # seconds


def main() -> int:
    """Take every picture."""
    city = load_register(FolderTree(ROOT)).city
    if city is None or not (ROOT / "public/portal").is_dir():
        print("run `make site` first")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve(ROOT / "public", city) as addresses, Browser() as browser:
        for name, (site, path) in PAGES.items():
            for width, (wide, high) in WIDTHS.items():
                with browser.open(addresses[site] + path, width) as visit:
                    visit.page.wait_for_timeout(600)
                    long = visit.page.evaluate("document.documentElement.scrollHeight")
                    clip = {"x": 0, "y": 0, "width": wide, "height": min(long, SCREENS * high)}
                    target = FOLDER / f"{name}-{width}.png"
                    visit.page.screenshot(path=target, full_page=True, clip=clip)
                    print(target.relative_to(ROOT))
        with preview() as address, browser.open(f"{address}{FAULTY}/") as visit:
            visit.page.wait_for_timeout(600)
            visit.page.screenshot(path=FOLDER / "panel-desktop.png")
            print((FOLDER / "panel-desktop.png").relative_to(ROOT))
    return 0


@contextmanager
def preview() -> Iterator[str]:
    """Preview a copy of the portal with a faulty page; yield its address."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        text = FIRST_DAY.read_text("utf-8").partition("```md\n")[2].partition("```")[0]
        (folder / f"content/portal/{FAULTY}.md").write_text(text, "utf-8")
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-q", "--no-livereload", "-a", ADDRESS],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE": "portal"},
        )
        try:
            wait_for(f"http://{ADDRESS}/", server)
            yield f"http://{ADDRESS}/"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until `server` answers at `address`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 -- the preview's own address
                return
        except OSError:
            time.sleep(0.3)
    message = f"no preview at {address}"
    raise TimeoutError(message)


if __name__ == "__main__":
    sys.exit(main())
