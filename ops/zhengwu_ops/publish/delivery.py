"""The release on its way: sign, send, verify, switch, probe, confirm.

Until the last step everything can be undone, and is undone when the conversation ends: whatever
happens to this program, the server goes back to what was live.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.release.changes import changes
from zhengwu.release.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from zhengwu.messages import Message
    from zhengwu.release.manifest import Manifest
    from zhengwu_ops.publish.probe import Probe
    from zhengwu_ops.publish.transport import Conversation, Transport
    from zhengwu_ops.world.openssh import Signer


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that passed the gate.

    Attributes:
        folder: where its files are staged.
        manifest: the release, its place in the order of releases still open.
        seals: the files of its seals, by their digest.
    """

    folder: Path
    manifest: Manifest
    seals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Courier:
    """Who takes a release to a target.

    Attributes:
        link: the way.
        signer: the operator's key.
        who: the operator, for people.
        probe: asks the live site; None where no web server answers yet.
        wait: seconds to wait for another publisher.
        say: told what is being done.
        progress: show a progress bar.
    """

    link: Transport
    signer: Signer
    who: str
    probe: Probe | None
    wait: float
    say: Callable[[Message], None]
    progress: bool = False

    def deliver(
        self,
        talk: Conversation,
        release: Prepared,
        recheck: Callable[[Manifest | None], None],
    ) -> Manifest:
        """Make `release` live.

        Args:
            talk: a conversation that has begun.
            release: what passed the gate.
            recheck: raises if the release does not fit what turns out to be live.

        Returns:
            The manifest as it was signed.

        Raises:
            UserError: it is not live, and what was live is live again.
        """
        self.say(msg("取得发布权……"))
        status = talk.ask("lock", who=self.who, wait=self.wait)
        live = live_manifest(talk, status["live"])
        recheck(live)
        manifest = replace(
            release.manifest, sequence=int(status["highest"]) + 1, follows=str(status["live"])
        )
        text = manifest.text()
        namespace = f"zhengwu-manifest@{manifest.city}"
        self.say(msg("签署清单……"))
        signature = self.signer.sign(text.encode(), namespace)
        seals = _unknown_seals(manifest, live, release.seals)
        begun = talk.ask("begin", manifest=text, signature=signature, seals=seals)
        self.say(msg("传送 {count} 个文件……", count=len(manifest.contents.files)))
        self.link.rsync(release.folder, str(begun["token"]), progress=self.progress)
        self.say(msg("服务器核对每个文件……"))
        talk.ask("verify")
        self.say(msg("切换……"))
        talk.ask("switch")
        self.settle(talk, manifest, live)
        return manifest

    def settle(self, talk: Conversation, manifest: Manifest, before: Manifest | None) -> None:
        """Probe what was switched to, and confirm it."""
        if self.probe:
            self.say(msg("验证线上的网页……"))
            found = changes(before.contents if before else None, manifest.contents)
            self.probe.require(manifest, (*found.changed, *found.added))
        self.say(msg("确认……"))
        talk.ask("confirm", who=self.who)


def live_manifest(talk: Conversation, release: object) -> Manifest | None:
    """Return the manifest of `release`, as the server keeps it; None for none."""
    if not release:
        return None
    return read_manifest(talk.ask("manifest", release=release)["manifest"])


def _unknown_seals(
    manifest: Manifest, live: Manifest | None, seals: Mapping[str, str]
) -> list[str]:
    """Return the seals that the server has not checked with the release before."""
    before = live.contents.pages if live else {}
    wanted: dict[str, None] = {}
    for path, page in manifest.contents.pages.items():
        old = before.get(path)
        known = old.seals if old and old.digest == page.digest else ()
        wanted |= dict.fromkeys(seal.id for seal in page.seals if seal not in known)
    return [seals[seal] for seal in wanted]
