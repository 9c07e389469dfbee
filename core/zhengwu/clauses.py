"""How clauses are cited: ids in the code, titles in data, a city's own in its `city.yml`.

What holds in one region only is cited there and nowhere else: no other city is shown its articles.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu.messages import Message
    from zhengwu.model.city import City

DATA = "clauses.yml"


def known_clauses() -> Mapping[str, str]:
    """Return how each clause is cited, by id: what the program's own manual shows."""
    return _clauses("")


def titles_of(city: City) -> Mapping[str, str]:
    """Return how clauses are cited in `city`, by id; what does not hold there is not among them."""
    return {**_clauses(city.facts.region), **city.facts.clauses}


def cite(basis: tuple[str, ...], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the titles of clauses; those that have none are left out."""
    return tuple(titles[clause] for clause in basis if clause in titles)


def citation(basis: tuple[str, ...], city: City) -> str:
    """Return the clauses in one piece, as they stand in a sentence; "" if none holds in `city`."""
    told: list[str] = []
    before = ""
    for title in cite(basis, titles_of(city)):
        source, _, clause = title.rpartition(" ")
        told.append(clause if source and source == before else title)
        before = source
    return "、".join(told)


def with_clauses(message: Message, basis: tuple[str, ...], city: City) -> Message:
    """Return a sentence with its clauses in parentheses, as far as they hold in `city`."""
    told = citation(basis, city)
    return msg("{what}（{basis}）", what=message, basis=told) if told else message


def source_of(clause: str, city: City) -> str:
    """Return a clause with the full name of its text: 政府网站及政务新媒体管理办法第三十二条."""
    title = titles_of(city).get(clause, "")
    if clause in city.facts.clauses or not title:
        return title
    data = read_data(DATA)
    whole: str = data["sources"][data["clauses"][clause]["source"]]["title"]
    return whole + title.rpartition(" ")[2] if " 第" in title else whole


@cache
def _clauses(region: str) -> Mapping[str, str]:
    data = read_data(DATA)
    only = {name: source.get("region") for name, source in data["sources"].items()}
    return {
        clause: entry["title"]
        for clause, entry in data["clauses"].items()
        if not region or only[entry["source"]] in {None, region}
    }
