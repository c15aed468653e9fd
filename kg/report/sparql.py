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

_DATA = """\
  {{
    # "~" comes after every day and address: it stands for what no record says.
    SELECT ?work (MIN(?day) AS ?own_day) (MIN(?right) AS ?own_right) (MIN(?begun) AS ?begins)
      (MIN(?appeared) AS ?issued) (MIN(?part_day) AS ?its_day) (MIN(?part_right) AS ?its_right) {{
      VALUES ?class {{ pan:Dataset pan:DataCollection dcat:Dataset }}
      ?data a ?class ; pan:facility <{facility}> .
      FILTER (STRSTARTS(STR(?data), "https://doi.org/10."))
      OPTIONAL {{ ?data pan:countedAs ?one }}
      BIND (COALESCE(?one, ?data) AS ?work)
      OPTIONAL {{ ?data dcterms:available ?available }}
      OPTIONAL {{ ?data dcterms:accessRights ?access }}
      OPTIONAL {{ ?data pan:collectionStart ?start }}
      OPTIONAL {{ ?data dcterms:issued ?published }}
      # A part without a DOI is counted with the whole, and tells what the whole does not.
      OPTIONAL {{
        ?data dcterms:hasPart ?part . FILTER (!STRSTARTS(STR(?part), "https://doi.org/10."))
        OPTIONAL {{ ?part dcterms:available ?part_available }}
        OPTIONAL {{ ?part dcterms:accessRights ?part_access }}
        OPTIONAL {{ ?part pan:collectionStart ?part_start }}
      }}
      BIND (COALESCE(SUBSTR(STR(?available), 1, 10), "~") AS ?day)
      BIND (COALESCE(STR(?access), "~") AS ?right)
      BIND (COALESCE(SUBSTR(STR(?part_available), 1, 10), "~") AS ?part_day)
      BIND (COALESCE(STR(?part_access), "~") AS ?part_right)
      BIND (COALESCE(SUBSTR(STR(?start), 1, 10), "~") AS ?own_start)
      BIND (COALESCE(SUBSTR(STR(?part_start), 1, 10), "~") AS ?its_start)
      BIND (IF(?own_start < ?its_start, ?own_start, ?its_start) AS ?begun)
      BIND (COALESCE(STR(?published), "~") AS ?appeared)
    }} GROUP BY ?work
  }}
  # Data that are known to be of later are not there yet.
  FILTER (IF(?begins < "~", ?begins, IF(?issued < "~", ?issued, "")) <= "{as_of}")
  BIND (IF(?own_day < "~", ?own_day, ?its_day) AS ?opens)
  BIND (IF(?own_right < "~", ?own_right, ?its_right) AS ?rights)"""

DATA_TOLD = (
    "The queries about data count the DOIs that records give to data of this facility. The report also "
    "counts data that are known from claims or by their prefix only, and DOIs whose facility only the record "
    "of a part states; where records of the same data differ on access, it goes by what most of them say."
)
"""How the queries `datasets` and `datasets_registered` may differ from the report."""

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
    "datasets": """\
SELECT ?state (COUNT(?work) AS ?works) {{
{data}
  # A day of opening decides; what the record says of its access counts where there is none.
  BIND (IF(?opens < "~", IF(?opens <= "{as_of}", "open", "closed"),
    IF(STRENDS(?rights, "/PUBLIC"), "open",
      IF(STRENDS(?rights, "/RESTRICTED") || STRENDS(?rights, "/NON_PUBLIC"), "closed", "unknown"))) AS ?state)
}} GROUP BY ?state ORDER BY ?state
""",
    "datasets_registered": """\
SELECT ?work ?opens ?rights {{
{data}
}} ORDER BY ?work
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
    facility, as_of = scope.facility.iri, scope.as_of.isoformat()
    pair = _PAIR.format(facility=facility, dated=dated)
    body = _SHAPES[name].format(pair=pair, data=_DATA.format(facility=facility, as_of=as_of), as_of=as_of)
    used = [prefix for prefix in PREFIXES if f"{prefix}:" in body]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + body


def queries(scope: Scope) -> dict[str, str]:
    """All of them by name."""
    return {name: query(scope, name) for name in NAMES}
