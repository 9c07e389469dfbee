"""Write a whole city for measuring: `python -m benchmarks.city FOLDER --pages 300`.

The same seed writes the same bytes. The city lints without an error; nobody wrote a sentence of it.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from random import Random

from benchmarks.language import say
from benchmarks.pages import PICTURES, plan, write

HERE = Path(__file__).parent
SITE = "portal"
_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" role="img">
<title>{title}</title>
<rect width="640" height="360" fill="#e8f1f5"/>
{shapes}
</svg>
"""


def write_city(folder: Path, pages: int, seed: int = 1) -> None:
    """Write a city with one site into `folder`, which must be empty or missing.

    Args:
        folder: of the city.
        pages: how many pages are generated; a dozen that every site needs come on top.
        seed: of the chance.
    """
    random = Random(seed)
    content = folder / "content"
    site = content / SITE
    shutil.copytree(HERE / "city/pages", site)
    shutil.copy(HERE / "city/city.yml", content)
    shutil.copy(HERE / "city/site.yml", site)
    shutil.copy(HERE.parent / "mkdocs.yml", folder)
    (site / "images").mkdir()
    for n in range(PICTURES):
        (site / f"images/{n:02d}.svg").write_text(_picture(random), "utf-8")
    planned = plan(random, pages)
    for page in planned:
        file = site / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(random, page, planned), "utf-8")


def some_page(folder: Path) -> Path:
    """Return a generated page of middling length."""
    pages = sorted((folder / "content" / SITE / "xwdt").rglob("*.md"))
    return sorted(pages, key=lambda page: (page.stat().st_size, page))[len(pages) // 2]


def _picture(random: Random) -> str:
    shapes = "\n".join(
        f'<circle cx="{random.randint(0, 640)}" cy="{random.randint(0, 360)}" '
        f'r="{random.randint(5, 60)}" fill="#{random.randrange(16**6):06x}" fill-opacity="0.5"/>'
        for _ in range(40)
    )
    return _PICTURE.format(title=say("caption", random), shapes=shapes)


def main() -> None:
    """Write the city that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a city for measuring.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write_city(chosen.folder, chosen.pages, chosen.seed)


if __name__ == "__main__":
    main()
