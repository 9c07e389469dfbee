"""The templates' environment: what it escapes, and the one filter that the theme uses.

It needs no MkDocs: whoever has the two views of a page can render it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import pass_context

from zhengwu.pages.urls import relative_url

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

    from zhengwu.pages.chrome import SiteView
    from zhengwu.pages.view import PageView

# What views hold beside addresses from the site's root, as `PageIndex.link` leaves it.
_ABSOLUTE = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\#])")


def prepare(env: Environment) -> Environment:
    """Make `env` fit for the theme's templates."""
    env.autoescape = True  # MkDocs leaves it off; titles are texts, not HTML
    env.trim_blocks = env.lstrip_blocks = True
    env.filters["href"] = _href
    return env


@pass_context
def _href(context: Context, url: str) -> str:
    """Return `url`, relative to the site's root, as seen from the page that is rendered.

    Errors are served at any address: theirs begin at the root of the domain.
    """
    if _ABSOLUTE.match(url):
        return url
    view: PageView = context["view"]
    site: SiteView = context["site"]
    return f"{site.base}{url}" if view.url is None else relative_url(url, view.url)
