"""Renew the handbook's screenshots: the built demo city in headless Chromium, at two widths.

make screenshots
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.site.browsing import WIDTHS, Browser, serve  # noqa: E402 -- after the path

from zhengwu.store import load_register  # noqa: E402
from zhengwu.tree import FolderTree  # noqa: E402

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
    return 0


if __name__ == "__main__":
    sys.exit(main())
