"""The site of files that belong to none."""

from __future__ import annotations

from zhengwu.model.site import Contact, Home, Responsible, Site


def no_site() -> Site:
    """Return a site without a name, columns or pages."""
    nobody = Responsible(leader="-", editor="-", security="-", secrecy="-", department="-")
    return Site.model_construct(
        id="",
        file="",
        name="",
        unit="",
        kind="portal",
        platform="",
        domain="",
        contact=Contact(phone="-"),
        responsible=nobody,
        home=Home(description="-", keywords=("-",)),
        columns=(),
    )
