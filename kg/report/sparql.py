"""The same numbers asked of the graph: queries that anybody can run at the SPARQL endpoint.

The graph holds every pair as a `cito:Citation` with what was decided on it; these queries count them.
"""

from kg.rdf.names import PREFIXES
from kg.report.scope import Scope

_PAIR = """\
  ?pair a cito:Citation ;
    pan:citedFacility <{facility}> ;
    pan:isCounted true ;
    cito:hasCitedEntity ?cited .
{dated}"""

# A date known to the year or month compares as it is written: "2021" comes before "2021-06-30".
_DATED = """\
  {optional}?pair cito:hasCitationCreationDate ?date{end}
  FILTER ({or_undated}STR(?date) <= "{as_of}")
"""

_SHAPES = {
    "pairs": """\
SELECT ?behind (COUNT(DISTINCT ?pair) AS ?pairs) {{
{pair}  ?pair pan:behind ?behind .
}} GROUP BY ?behind ORDER BY ?behind
""",
    "by_year": """\
SELECT ?year ?behind (COUNT(DISTINCT ?pair) AS ?pairs) {{
{pair}  ?pair pan:behind ?behind .
  OPTIONAL {{ ?pair pan:citingYear ?year }}
}} GROUP BY ?year ?behind ORDER BY ?year ?behind
""",
    "datasets_cited": """\
SELECT ?cited (COUNT(DISTINCT ?pair) AS ?pairs) {{
{pair}}} GROUP BY ?cited ORDER BY DESC(?pairs) ?cited
""",
    "independent": """\
SELECT ?cited ?citing ?date ?basis {{
{pair}  ?pair pan:behind "independent" ; cito:hasCitingEntity ?citing .
  OPTIONAL {{ ?pair pan:behindBasis ?basis }}
}} ORDER BY ?cited ?citing
""",
    "claims": """\
SELECT ?pair ?claim ?relation ?said {{
{pair}  ?pair prov:wasDerivedFrom ?claim .
  ?claim pan:relationType ?relation .
  OPTIONAL {{ ?claim pan:claimText ?said }}
}} ORDER BY ?pair ?claim
""",
    "sources": """\
SELECT ?source (COUNT(DISTINCT ?claim) AS ?claims) {{
{pair}  ?pair prov:wasDerivedFrom ?claim .
  GRAPH ?graph {{ ?claim pan:relationType ?relation }}
  BIND (STRBEFORE(STRAFTER(STR(?graph), "/graph/"), "/") AS ?source)
}} GROUP BY ?source ORDER BY ?source
""",
}

NAMES = tuple(_SHAPES)
"""The queries that there are."""


def query(scope: Scope, name: str) -> str:
    """The text of one of NAMES for this facility and day."""
    undated = scope.counts_undated
    dated = _DATED.format(
        optional="OPTIONAL { " if undated else "",
        end=" }" if undated else " .",
        or_undated="!BOUND(?date) || " if undated else "",
        as_of=scope.as_of.isoformat(),
    )
    body = _SHAPES[name].format(pair=_PAIR.format(facility=scope.facility.iri, dated=dated))
    used = [prefix for prefix in PREFIXES if f"{prefix}:" in body]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + body


def queries(scope: Scope) -> dict[str, str]:
    """All of them by name."""
    return {name: query(scope, name) for name in NAMES}
