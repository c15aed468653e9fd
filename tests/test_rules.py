"""The catalogue of rules, and that every finding in the code names one of them."""

import ast
from pathlib import Path

import pytest

from kg.resolve.rules import LEVELS, RULES, Rule

ROOT = Path(__file__).resolve().parents[1]
CODE = [*(ROOT / "kg").rglob("*.py"), *(ROOT / "harvesters").glob("*.py")]


def named_rules(file: Path) -> set[str]:
    """The first argument of every `Finding(…)` in the file; other modules may have a Finding of their own."""
    text = file.read_text("utf-8")
    if "kg.resolve.finding import" not in text and file.parent.name != "resolve":
        return set()
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    found = set()
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "Finding":
            first = call.args[0] if call.args else next(k.value for k in call.keywords if k.arg == "rule")
            assert isinstance(first, ast.Constant), f"{file}:{call.lineno}: name the rule in full"
            found.add(str(first.value))
    return found


def test_findings_and_the_catalogue_name_the_same_rules() -> None:
    used = {rule for file in CODE for rule in named_rules(file)}

    assert used == RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_says_what_to_do_in_a_sentence(rule: Rule) -> None:
    assert rule.level in LEVELS
    assert rule.action.endswith(".")
    assert rule.action[0].isupper()
    assert not rule.title.endswith(".")
    assert RULES[rule.name] is rule
