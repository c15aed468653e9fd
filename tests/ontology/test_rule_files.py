"""Rules found by themselves, rules written as queries, and the editors' switches."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import kg.ontology.rules
from kg.errors import BadInput
from kg.ontology.memory import Memory
from kg.ontology.policy import IriRange, Policy
from kg.ontology.read.template import read_template
from kg.ontology.review import review
from kg.ontology.rules import rules, shipped_rules
from kg.ontology.rules._table import row, table
from kg.ontology.rules.configuration import (
    NAME,
    Configuration,
    find_configuration,
    read_configuration,
)
from kg.ontology.rules.query import read_rule
from kg.rdf.names import PANET

QUERY = """\
# name: label-with-digit
# level: warn
# title: A label holds a digit
# why: Nobody searches for digits,
#   or finds them.
# remedy: Write the number out.
# passing:
#   ID,LABEL,TYPE
#   ID,A rdfs:label,TYPE
#   http://example.org/a,two colours,owl:Class
# failing:
#   ID,LABEL,TYPE
#   ID,A rdfs:label,TYPE
#   http://example.org/a,2 colours,owl:Class
SELECT ?term ?text ?property ?message WHERE {
  ?term rdfs:label ?text .
  BIND(rdfs:label AS ?property)
  FILTER(REGEX(?text, "[0-9]"))
  BIND(CONCAT("'", ?text, "' holds a digit.") AS ?message)
}
"""


def test_every_rule_of_the_package_is_found_and_named_as_its_module() -> None:
    modules = [found.name for found in iter_modules(kg.ontology.rules.__path__)]
    held = {
        name: import_module(f"kg.ontology.rules.{name}").RULE.name
        for name in modules
        if hasattr(import_module(f"kg.ontology.rules.{name}"), "RULE")
    }

    assert held
    assert all(rule == name.replace("_", "-") for name, rule in held.items())
    assert set(held.values()) <= shipped_rules().keys()


def test_names_are_kebab_case_sorted_and_levels_known() -> None:
    assert list(shipped_rules()) == sorted(shipped_rules())
    for name, rule in shipped_rules().items():
        assert rule.name == name
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", name)
        assert rule.level in ("fail", "warn", "info")


def test_each_rule_judges_either_a_version_or_a_step() -> None:
    assert all((rule.state is None) != (rule.change is None) for rule in shipped_rules().values())


def test_a_query_is_a_rule() -> None:
    rule = read_rule(QUERY, "label-with-digit.rq")
    assert rule.state is not None
    view = Memory().view(read_template(rule.failing.after.encode(), "a.csv"))
    (found,) = rule.state(view)

    assert (rule.level, rule.why) == ("warn", "Nobody searches for digits, or finds them.")
    assert (found.term, found.text, found.message) == (
        "http://example.org/a",
        "2 colours",
        "'2 colours' holds a digit.",
    )
    assert found.cell is not None
    assert (found.cell.row, found.cell.column) == (3, 2)
    assert list(rule.state(Memory().view(read_template(rule.passing.after.encode(), "a.csv")))) == []


def test_a_query_sees_the_closure() -> None:
    text = QUERY[: QUERY.index("SELECT")] + (
        "SELECT ?term ?message WHERE { ?term pan:broaderOrSelf panet:PaNET00200 BIND('Below.' AS ?message) }"
    )
    rule = read_rule(text, "label-with-digit.rq")
    rows = [
        row("00200", "scattering", parent="owl:Thing"),
        row("00201", "elastic", parent="scattering"),
        row("01022", "diffraction", parent="elastic"),
        row("00300", "apart", parent="owl:Thing"),
    ]
    assert rule.state is not None
    found = rule.state(Memory().view(read_template(table(*rows).encode(), "a.csv")))

    assert {each.term for each in found} == {f"{PANET}PaNET{n}" for n in ("00200", "00201", "01022")}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# level: warn", "# level: bad", 'label-with-digit.rq: "# level: bad" must be fail, warn or info'),
        ("# name: label-with-digit", "# name: other", '"# name: other" must be the file\'s name'),
        ("# remedy: Write the number out.\n", "", 'must hold "# remedy: ..."'),
        ("# level: warn", "# level: warn\n# level: fail", "line 3.*a second time"),
        ("?term rdfs:label ?text .", "?term rdfs:label .", "line 16, column 21: expected a SPARQL SELECT"),
        ("SELECT ?term ?text ?property ?message", "SELECT ?term ?colour", "not .colour, .term"),
        ("SELECT ?term ?text ?property ?message WHERE", "ASK", "expected a SELECT query"),
        (
            "?term rdfs:label ?text .",
            "SERVICE <http://127.0.0.1/> { ?term rdfs:label ?text }",
            "line 16.*SERVICE",
        ),
        # A "#" in a string is no comment, and what follows the string counts.
        ("FILTER(", "FILTER('''\n# ''' != '') SERVICE <http://127.0.0.1/> {} FILTER(", "line 19.*SERVICE"),
        ("FILTER(", "\\u0053ERVICE <http://127.0.0.1/> {} FILTER(", "line 18.*SERVICE"),
    ],
)
def test_a_wrong_rule_file_names_the_line_and_what_is_expected(old: str, new: str, told: str) -> None:
    assert old in QUERY
    with pytest.raises(BadInput, match=told):
        read_rule(QUERY.replace(old, new), "label-with-digit.rq")


def configured(folder: Path, text: str) -> Configuration:
    (folder / NAME).write_text(text, encoding="utf-8")
    return read_configuration(folder / NAME)


def test_the_nearest_configuration_above_the_file_is_taken(tmp_path: Path) -> None:
    configured(tmp_path, "[rules]\nlabel-lost = 'info'\n")
    (tmp_path / "source").mkdir()

    assert find_configuration(tmp_path / "source" / "PaNET.csv").switches == {"label-lost": "info"}


def test_all_keys_are_read(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "label-with-digit.rq").write_text(QUERY, encoding="utf-8")
    found = configured(
        tmp_path,
        """
rules-folder = "own"
released = ["v1.2.0:source/PaNET.csv"]
[rules]
label-with-digit = "fail"
no-source = "off"
[thresholds]
large-loss = 5
large-per-row = 1.5
[ontology]
namespace = "http://example.org/"
specifier-root = "http://example.org/S"
[ontology.branches]
"http://example.org/by" = "http://example.org/S1"
[[iri-ranges]]
kind = "technique"
prefix = "http://example.org/T"
first = 1
last = 99
digits = 3
""",
    )
    names = {rule.name for rule in found.rules}

    assert "label-with-digit" in names
    assert "no-source" not in names
    assert (found.level("label-with-digit", "warn"), found.level("no-source", "warn")) == ("fail", None)
    assert found.policy == Policy(
        namespace="http://example.org/",
        specifier_root="http://example.org/S",
        branches={"http://example.org/by": "http://example.org/S1"},
        ranges=(IriRange("technique", "http://example.org/T", 1, 99, 3),),
        large_loss=5,
        large_per_row=1.5,
        released=("v1.2.0:source/PaNET.csv",),
    )


def test_an_own_rule_judges_a_change(tmp_path: Path) -> None:
    (tmp_path / "label-with-digit.rq").write_text(QUERY, encoding="utf-8")
    one = read_template(table(row("00200", "scattering", parent="owl:Thing")).encode(), "a.csv")
    two = read_template(table(row("00200", "2 scattering", parent="owl:Thing")).encode(), "b.csv")
    told = review(one, two, configuration=Configuration(folder=tmp_path))

    assert "label-with-digit" in {each.rule for each in told.findings}
    assert "label-with-digit" not in rules()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[rules]\nlabel-lots = 'off'", 'no rule "label-lots"; did you mean "label-lost"'),
        ("[rules]\nlabel-lost = 'never'", "label-lost = 'never' must be one of fail, warn, info, off"),
        ("[rules]\nno-verdict = 'off'", "no-verdict cannot be switched"),
        ("treshold = 1", 'no key "treshold"'),
        ("[thresholds]\nlarge-los = 1", 'no key "thresholds.large-los"; did you mean "large-loss"'),
        ("[thresholds]\nlarge-loss = 'many'", "must be a number"),
        ("[ontology]\nnamespace = 'a b'", "must be a whole IRI"),
        ("[[iri-ranges]]\nkind = 'x'", "has kind, prefix"),
        ("rules-folder = '..'", "must be a folder below"),
        ("rules = 1", r"\[rules\] must be a table"),
        ("[rules", "expected TOML"),
        ("released = [1]", "released must be a list of texts"),
    ],
)
def test_a_wrong_configuration_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        configured(tmp_path, text)


@pytest.mark.parametrize(
    ("iri", "holds"),
    [
        ("PaNET00006", True),
        ("PaNET0006", False),
        ("PaNET100006", False),
        ("PaNET0000٣", False),
        ("Other1", False),
    ],
)
def test_a_range_holds_the_iris_of_its_form(iri: str, holds: bool) -> None:
    techniques = Policy().ranges[0]

    assert techniques.holds(f"{PANET}{iri}") is holds
