"""A publisher as a process of its own, to be killed; it delivers what a file holds."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from zhengwu.errors import UserError
from zhengwu_ops.publish.delivery import Courier, Prepared
from zhengwu_ops.publish.probe import Probe
from zhengwu_ops.publish.transport import Conversation, Transport
from zhengwu_ops.world.openssh import read_signer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ops.publish.town import Town
    from zhengwu.messages import Message

ROOT = Path(__file__).resolve().parents[3]
# What a publisher says as it goes, in order.
STEPS = ("取得发布权", "签署清单", "传送", "服务器核对", "切换", "验证", "确认")


@dataclass(frozen=True)
class Publisher:
    """A running publisher."""

    process: subprocess.Popen[str]

    @classmethod
    def start(
        cls, town: Town, release: Prepared, link: Transport | None = None, wait: float = 30
    ) -> Self:
        """Let a process deliver a release."""
        probe = Probe(town.site, town.route, patience=30)
        key = town.officers.key("yun")
        data = ((link or town.link()).command, key, wait, probe, release)
        file = town.scratch / f"order-{len(list(town.scratch.glob('order-*')))}"
        file.write_bytes(pickle.dumps(data))
        command = [sys.executable, "-m", "tests.ops.publish.courier", str(file)]
        return cls(
            subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )

    def says(self) -> Iterator[str]:
        """Yield what it says, line by line."""
        assert self.process.stdout is not None
        yield from self.process.stdout

    def wait_for(self, step: str) -> None:
        """Wait until it says that it begins a step."""
        heard = []
        for line in self.says():
            heard.append(line)
            if line.startswith(step):
                return
        raise AssertionError(f"{step} was never reached: {''.join(heard)}")

    def kill(self) -> None:
        """End it at once; what it has started lives on for a while, as it does in life."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def end(self) -> tuple[int, str]:
        """Wait for its end and return its exit code and all else that it says."""
        said, _ = self.process.communicate(timeout=120)
        return self.process.returncode, said


def main(file: str) -> int:
    command, key, wait, probe, release = pickle.loads(Path(file).read_bytes())

    def say(message: Message) -> None:
        sys.stdout.write(f"{message}\n")
        sys.stdout.flush()

    courier = Courier(Transport(command), read_signer(key), "yun", probe, wait, say)
    try:
        with Conversation(courier.link) as talk:
            courier.deliver(talk, release, lambda _: None)
    except UserError as error:
        sys.stdout.write(error.text())
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
