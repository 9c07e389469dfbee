"""Print what the lint finds in cases, as a case states it: `python -m tests.adversary NAME...`."""

from __future__ import annotations

import sys

import click

from tests.adversary.cases import FormatError, read_topic, topics
from tests.adversary.judge import difference, judge

EXIT_DIFFERS = 1
EXIT_CANNOT_WORK = 2


def show(names: list[str]) -> int:
    """Print the findings of topics or of single cases (`TOPIC/CASE`).

    The exit code is 1 if any case states something else.
    """
    differs = False
    for name in names:
        topic, _, only = name.partition("/")
        if topic not in topics():
            click.echo(f"there is no topic “{topic}”; there are: {', '.join(topics())}")
            return EXIT_CANNOT_WORK
        cases = read_topic(topic)
        told = judge(cases)
        chosen = [case for case in cases if only in {"", case.name}]
        if not chosen:
            click.echo(f"there is no case “{only}” in {topic}.txt")
            return EXIT_CANNOT_WORK
        for case in chosen:
            click.echo(f"\n{case.place}: {case.name}")
            for file in case.files:
                if len(case.files) > 1:
                    click.echo(f"in {file.path}")
                for entry in told[case.name][file.path]:
                    click.echo(f"@@ finds: {entry.found}\n    {entry.severity}: {entry.message}")
            if wrong := difference(case, told[case.name]):
                differs = True
                click.echo(f"The case states something else:\n{wrong}")
    return EXIT_DIFFERS if differs else 0


if __name__ == "__main__":
    try:
        sys.exit(show(sys.argv[1:] or topics()))
    except FormatError as error:
        click.echo(error)
        sys.exit(EXIT_CANNOT_WORK)
