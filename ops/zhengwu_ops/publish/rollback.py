"""Back to a release that the server still keeps."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.release.changes import resurrected
from zhengwu.release.manifest import read_manifest
from zhengwu_ops.publish.delivery import Courier, live_manifest
from zhengwu_ops.publish.route import Resolver, Route, resolve, route
from zhengwu_ops.publish.transport import Conversation

if TYPE_CHECKING:
    from zhengwu_ops.publish.request import Order


def releases(order: Order, resolver: Resolver = resolve) -> dict[str, Any]:
    """Return what the server says: what is live, what is kept, what was live when.

    Raises:
        UserError: it cannot be asked.
    """
    with tempfile.TemporaryDirectory(prefix="zhengwu-") as name:
        way = allowed_route(order, resolver)
        link = order.link(way, order.signer(Path(name)), Path(name))
        with Conversation(link) as talk:
            return talk.ask("status")


def roll_back(order: Order, release: str | None, resolver: Resolver = resolve) -> str:
    """Make a kept release live again.

    Args:
        order: what was ordered.
        release: its name; None for the one that was live before.
        resolver: finds the addresses of a name.

    Returns:
        The name of the release that is live now.

    Raises:
        UserError: it is not; what was live is live.
    """
    with tempfile.TemporaryDirectory(prefix="zhengwu-") as name:
        scratch = Path(name)
        way = allowed_route(order, resolver)
        signer = order.signer(scratch)
        courier = Courier(
            order.link(way, signer, scratch),
            signer,
            order.who(signer),
            order.probe(way),
            order.wait,
            order.say,
        )
        with Conversation(courier.link) as talk:
            status = talk.ask("lock", who=courier.who, wait=order.wait)
            wanted = release or status["previous"]
            if not wanted:
                raise UserError(
                    msg("没有更早的版本"), msg("用 zhengwu releases 查看保留着哪些版本")
                )
            live = live_manifest(talk, status["live"])
            manifest = read_manifest(talk.ask("manifest", release=wanted)["manifest"])
            home = f"{order.site.domain}{order.site.path}"
            back = resurrected(manifest.contents, live.contents, home) if live else ()
            if back:
                raise UserError(
                    msg(
                        "旧版本 {release} 里有误发后撤回的内容，换回去会重新公开：{pages}",
                        release=wanted,
                        pages=tuple(back),
                    ),
                    msg("在现在的内容上改正，再发布一个新版本"),
                )
            order.say(msg("核对并换回版本 {release}……", release=wanted))
            with order.recorded("rollback", courier.who, wanted):
                talk.ask("rollback", release=wanted)
                courier.settle(talk, manifest, live)
            return str(wanted)


def allowed_route(order: Order, resolver: Resolver) -> Route:
    """Return how the target is reached.

    Raises:
        UserError: it must not be reached (Art. 28).
    """
    way = route(order.target, order.site, order.city, resolver)
    if way.reasons:
        raise UserError(way.reasons)
    return way
