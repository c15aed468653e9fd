"""The same numbers asked of the graph: queries that anybody can run at the SPARQL endpoint.

The graph holds every pair as a `cito:Citation` with what was decided on it; these queries count them.
"""

from collections.abc import Iterable

from kg.rdf.names import PREFIXES
from kg.report import sparql_data
from kg.report.scope import Scope
from kg.report.share import YEARS, years_before

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

DATA_TOLD = (
    "The queries about data count the DOIs that records give to data of this facility. The report also "
    "counts data that are known from claims or by their prefix only, and DOIs whose facility only the record "
    "of a part states; where records of the same data differ on access, it goes by what most of them say."
)
"""How the queries about data may differ from the report."""
PLACES_TOLD = (
    "The queries count the records of citing works by the names in them; the report joins names that have "
    "the same identifier, and what several records of one work say."
)
"""How the queries `countries` and `institutions` may differ from the report."""

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
    **{
        f"by_{slot}": f"""\
SELECT ?{slot} ?behind (COUNT(DISTINCT ?pair) AS ?pairs) (COUNT(DISTINCT ?cited) AS ?data) {{{{
{{pair}}  ?pair pan:behind ?behind .
  OPTIONAL {{{{ ?pair pan:cited{slot.capitalize()} ?{slot} }}}}
}}}} GROUP BY ?{slot} ?behind ORDER BY ?{slot} ?behind
"""
        for slot in ("instrument", "technique", "proposal")
    },
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
    "reused": """\
SELECT ?cited ?citing ?basis {{
{pair}  ?pair pan:reuse "yes" ; cito:hasCitingEntity ?citing .
  OPTIONAL {{ ?pair pan:reuseBasis ?basis }}
}} ORDER BY ?cited ?citing
""",
    "countries": """\
SELECT ?country (COUNT(DISTINCT ?citing) AS ?works) {{
{pair}  ?pair cito:hasCitingEntity ?citing .
  OPTIONAL {{ ?citing prov:qualifiedAttribution ?part . ?part pan:country ?country }}
}} GROUP BY ?country ORDER BY DESC(?works) ?country
""",
    "institutions": """\
SELECT ?institution (COUNT(DISTINCT ?citing) AS ?works) {{
{pair}  ?pair cito:hasCitingEntity ?citing .
  OPTIONAL {{ ?citing prov:qualifiedAttribution ?part . ?part schema:affiliation ?institution }}
}} GROUP BY ?institution ORDER BY DESC(?works) ?institution
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

NAMES = (*_SHAPES, *sparql_data.SHAPES)
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
    facility, as_of = scope.facility.iri, scope.as_of.isoformat()
    pair = _PAIR.format(facility=facility, dated=dated)
    if name in _SHAPES:
        body = _SHAPES[name].format(pair=pair)
    else:
        open_since = years_before(scope.as_of, YEARS).isoformat()
        body = sparql_data.filled(name, facility, as_of, open_since, pair)
    used = [prefix for prefix in PREFIXES if f"{prefix}:" in body]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + body


def queries(scope: Scope) -> dict[str, str]:
    """All of them by name."""
    return {name: query(scope, name) for name in NAMES}


def named_claims(nodes: Iterable[str]) -> str:
    """What is said in the claims of these names."""
    names = " ".join(f"<{node}>" for node in nodes)
    return (
        f"PREFIX pan: <{PREFIXES['pan']}>\n"
        "SELECT ?claim ?subject ?relation ?object ?said {\n"
        f"  VALUES ?claim {{ {names} }}\n"
        "  ?claim pan:claimSubject ?subject ; pan:relationType ?relation ; pan:claimObject ?object .\n"
        "  OPTIONAL { ?claim pan:claimText ?said }\n"
        "} ORDER BY ?claim\n"
    )
