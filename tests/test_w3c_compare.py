"""The comparison must be able to fail: pairs that differ in one thing, and pairs that only look different."""

import pytest
from w3c.compare import same
from w3c.tables import read

X, Y = "http://www.w3.org/2001/XMLSchema#integer", "http://www.w3.org/2001/XMLSchema#decimal"


@pytest.mark.parametrize(
    ("one", "other", "ordered", "equal"),
    [
        ("?a\n1\n2\n", "?a\n2\n1\n", False, True),
        ("?a\n1\n2\n", "?a\n2\n1\n", True, False),
        ("?a\n1\n1\n", "?a\n1\n", False, False),
        ("?a\n1\n1\n2\n", "?a\n1\n2\n2\n", False, False),
        ("?a\n1\n", "?b\n1\n", False, False),
        ("?a\n1.50\n", "?a\n1.5\n", False, True),
        (f'?a\n"1"^^<{X}>\n', f'?a\n"1"^^<{Y}>\n', False, False),
        ('?a\n"1"\n', "?a\n1\n", False, False),
        ('?a\n"x"@en\n', '?a\n"x"\n', False, False),
        ('?a\n"x"@en\n', '?a\n"x"@EN\n', False, True),
        ("?a\n<urn:a>\n", '?a\n"urn:a"\n', False, False),
        ("?a\t?b\n_:x\t_:x\n", "?a\t?b\n_:y\t_:y\n", False, True),
        ("?a\t?b\n_:x\t_:x\n", "?a\t?b\n_:y\t_:z\n", False, False),
        ("?a\t?b\n_:x\t_:y\n", "?a\t?b\n_:z\t_:z\n", False, False),
        ("?a\n_:x\n_:y\n", "?a\n_:p\n_:p\n", False, False),
        ("?a\t?b\n_:x\t1\n_:y\t2\n", "?a\t?b\n_:q\t2\n_:p\t1\n", False, True),
        ("?a\t?b\n1\t\n", "?a\t?b\n1\t2\n", False, False),
        ("?a\t?b\n1\t\n", "?a\t?b\n1\t\n", False, True),
    ],
)
def test_tables(one: str, other: str, ordered: bool, equal: bool) -> None:
    assert same(read(one, "tsv"), read(other, "tsv"), ordered) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("<urn:a> <urn:b> _:x .", "<urn:a> <urn:b> _:y .", True),
        ("_:x <urn:b> _:x .", "_:x <urn:b> _:y .", False),
        ("<urn:a> <urn:b> 1.0 .", "<urn:a> <urn:b> 1.00 .", True),
        ("<urn:a> <urn:b> 1 .", "<urn:a> <urn:b> 1.0 .", False),
        ("<urn:a> <urn:b> 1 .", "<urn:a> <urn:b> 1, 2 .", False),
        ("<urn:a> <urn:b> 'x' .", "<urn:a> <urn:b> 'x'@en .", False),
    ],
)
def test_graphs(one: str, other: str, equal: bool) -> None:
    assert same(read(one, "ttl"), read(other, "ttl")) is equal


def test_an_answer_of_another_kind_is_another_answer() -> None:
    yes = '{"head": {}, "boolean": true}'
    assert same(read(yes, "srj"), read(yes, "srj"))
    assert not same(read(yes, "srj"), read(yes.replace("true", "false"), "srj"))
    assert not same(read(yes, "srj"), read("?a\n", "tsv"))


def test_the_three_syntaxes_of_a_table_say_the_same() -> None:
    xml = (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head><results>'
        f'<result><binding name="a"><literal datatype="{X}">1</literal></binding></result></results></sparql>'
    )
    json = (
        '{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "1", '
        f'"datatype": "{X}"}}}}]}}}}'
    )
    assert same(read(xml, "srx"), read(json, "srj"))
    assert same(read(json, "srj"), read("?a\n1\n", "tsv"))
