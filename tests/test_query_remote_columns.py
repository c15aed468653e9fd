"""The order of columns where another engine answers: its table goes by the text as well."""

import json
from tempfile import SpooledTemporaryFile

import pytest

from kg.query.remote_body import table_body
from kg.store.endpoint_http import Whole

ROW = {name: {"type": "literal", "value": name.upper()} for name in ("a", "b", "z")}


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT * { ?z ?b ?a }", b"z,b,a\r\nZ,B,A\r\n"),
        ("SELECT ?a ?b ?z { ?z ?b ?a }", b"a,b,z\r\nA,B,Z\r\n"),
        ("SELECT (COUNT(*) AS ?a) ?b ?z { ?z ?b ?a }", b"a,b,z\r\nA,B,Z\r\n"),
    ],
)
def test_a_star_has_its_columns_in_the_order_of_the_text(sparql: str, expected: bytes) -> None:
    table = json.dumps({"head": {"vars": ["a", "b", "z"]}, "results": {"bindings": [ROW]}}).encode()
    with SpooledTemporaryFile() as file:
        file.write(table)
        file.seek(0)
        assert table_body("engine.example.org", Whole(file, len(table), None), "text/csv", sparql) == expected
