"""Which graphs an update writes to; what it only reads is none of them."""

import pytest

from kg.query.update_targets import LONGEST_READ, target_graphs


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", ["default"]),
        ("INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 'GRAPH <x:h> {' } } # GRAPH <x:i>", ["x:g"]),
        ("INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } GRAPH <x:h> {} . }", ["x:g", "x:h"]),
        ("PREFIX e: <http://e.org/> DELETE DATA { GRAPH e:g\\,1 { e:a e:b e:c } }", ["http://e.org/g,1"]),
        ("BASE <http://e.org/a/> CLEAR GRAPH <g>", ["http://e.org/a/g"]),
        ("DELETE { ?s ?p 2 } INSERT { GRAPH <x:g> {} } WHERE { GRAPH <x:h> {} }", ["default", "x:g"]),
        ("WITH <x:w> DELETE { ?s ?p ?o } USING <x:u> WHERE { ?s ?p ?o { ?s ?p 1 } }", ["x:w"]),
        ("WITH <x:w> DELETE { ?s ?p 1 } WHERE {} ; INSERT DATA { <x:a> <x:b> 1 }", ["default", "x:w"]),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", ["?g"]),
        ("CLEAR ALL; DROP SILENT NAMED; CREATE GRAPH <x:n>", ["ALL", "NAMED", "x:n"]),
        ("COPY DEFAULT TO <x:b>; MOVE SILENT GRAPH <x:c> TO GRAPH <x:d>", ["x:b", "x:c", "x:d"]),
        ("ADD <x:a> TO DEFAULT", ["default"]),
        ("\\u0043LEAR GRAPH <x:g>", ["x:g"]),
        ("INSERT DATA {", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_graphs_written_to(sparql: str, expected: list[str]) -> None:
    assert target_graphs(sparql) == expected


def test_a_text_too_long_to_read_leaves_them_unknown() -> None:
    assert target_graphs("CLEAR ALL #" + " " * LONGEST_READ) is None
