"""The queries about data themselves: how many there are, since when they are open, what is stated of them."""

DATA = """\
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
"""Which data are there, with the day of opening and the rights that records give; `as_of` and `facility`."""

# Who is behind the pairs of each work of data, as numbers.
_CITED = """\
  OPTIONAL {{
    SELECT ?work (COUNT(?pair) AS ?pairs) (SUM(IF(?behind = "companion", 0, 1)) AS ?others)
      (SUM(IF(?behind = "independent", 1, 0)) AS ?alone) (SUM(IF(?behind = "unknown", 1, 0)) AS ?unknown) {{
{pair}  ?pair pan:behind ?behind .
    }} GROUP BY ?work
  }}"""

SHAPES = {
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
    "open_two_years": """\
SELECT (COUNT(?work) AS ?of) (SUM(IF(COALESCE(?pairs, 0) > 0, 1, 0)) AS ?any)
  (SUM(IF(COALESCE(?others, 0) > 0, 1, 0)) AS ?not_companion)
  (SUM(IF(COALESCE(?alone, 0) > 0, 1, 0)) AS ?independent)
  (SUM(IF(COALESCE(?alone, 0) + COALESCE(?unknown, 0) > 0, 1, 0)) AS ?at_most_independent) {{
{data}
  FILTER (?opens <= "{open_since}")
{cited}
}}
""",
    "first_citation": """\
SELECT ?work ?opens ?citing ?behind ?date {{
{data}
  FILTER (?opens <= "{as_of}")
  OPTIONAL {{
{pair}    ?pair pan:behind ?behind ; cito:hasCitingEntity ?citing .
  }}
}} ORDER BY ?work ?date ?citing
""",
    "usage": """\
SELECT ?source ?metric ?method ?country (SUM(?number) AS ?total) (COUNT(DISTINCT ?of) AS ?data) {{
  SELECT DISTINCT ?source ?metric ?method ?country ?of ?from ?to ?number {{
    GRAPH ?graph {{
      ?stated pan:metric ?metric ; pan:number ?number ; pan:countOf ?of .
      OPTIONAL {{ ?stated pan:accessMethod ?method }}
      OPTIONAL {{ ?stated pan:country ?country }}
      OPTIONAL {{ ?stated pan:countFrom ?from }}
      OPTIONAL {{ ?stated pan:countTo ?to }}
    }}
    ?of pan:facility <{facility}> .
    FILTER (COALESCE(STR(?to), STR(?from), "") <= "{as_of}")
    BIND (STRBEFORE(STRAFTER(STR(?graph), "/graph/"), "/") AS ?source)
  }}
}} GROUP BY ?source ?metric ?method ?country ORDER BY ?source ?metric ?method ?country
""",
    "derived": """\
SELECT DISTINCT ?made ?source ?relation ?claim {{
  ?claim pan:relationType ?relation ; pan:claimSubject ?subject ; pan:claimObject ?object .
  BIND (REPLACE(LCASE(STR(?relation)), "[^a-z]", "") AS ?word)
  BIND (?word IN ("issourceof", "hasderivation", "isoriginalformof", "isbasisfor") AS ?is_turned)
  FILTER (?is_turned || ?word IN ("isderivedfrom", "isvariantformof", "isbasedon", "wasderivedfrom",
    "hadprimarysource", "source"))
  BIND (IF(?is_turned, ?object, ?subject) AS ?made)
  BIND (IF(?is_turned, ?subject, ?object) AS ?source)
  ?source pan:facility <{facility}> .
  FILTER (?made != ?source)
}} ORDER BY ?made ?source ?claim
""",
}
"""The queries by name; `pair` is the part that finds the pairs."""


def filled(name: str, facility: str, as_of: str, open_since: str, pair: str) -> str:
    """The text of one of SHAPES, without its prefixes."""
    data, pair = DATA.format(facility=facility, as_of=as_of), pair.replace("?cited", "?work")
    return SHAPES[name].format(
        data=data, cited=_CITED.format(pair=pair), pair=pair, facility=facility, as_of=as_of,
        open_since=open_since,
    )  # fmt: skip
