"""All rules, as an explicit list; a test holds it equal to the folder."""

from zhengwu_lint.rule import Rule, rule_of
from zhengwu_lint.rules import (
    external_link,
    hidden_link,
    invalid_front_matter,
)

RULES: tuple[Rule, ...] = tuple(
    rule_of(module)
    for module in (
        external_link,
        hidden_link,
        invalid_front_matter,
    )
)
