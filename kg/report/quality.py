"""What is wrong or odd in the statements themselves, and what clustering did to the numbers."""

from dataclasses import dataclass

from kg.report.claim_count import Claimed
from kg.report.scope import Scope
from kg.report.sparql import named_claims

MOST_EXAMPLES = 5
MOST_NAMED = 100
"""Claims named of one reason for dropping them."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Claims dropped for one reason, or pairs with one flag; `examples` are (citing, cited) identifiers.

    `claims` are the names of the first claims in the graph; pairs have none here.
    """

    reason: str
    number: int
    examples: tuple[tuple[str, str], ...]
    claims: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """What the claims say, in SPARQL; "" without any."""
        return named_claims(self.claims) if self.claims else ""


@dataclass(frozen=True, slots=True)
class Quality:
    """`dropped` claims about the facility's data make no pair; `flags` stand at pairs.

    `claims` say `identifier_pairs` different things, which after joining versions, parts and preprints are
    `pairs`: `repeats` is how many claims only say again what another said, `merged` how many pairs of
    identifiers were joined with another. `joined` counts identifiers of the data that were joined with
    others, by kind. `before_opening` are pairs, no companions, whose citing work surely is older than the
    opening of the data. `without_date` pairs have a citing work that no source dates.
    """

    dropped: tuple[Odd, ...]
    flags: tuple[Odd, ...]
    claims: int
    identifier_pairs: int
    pairs: int
    joined: dict[str, int]
    before_opening: Odd
    without_date: int

    @property
    def repeats(self) -> int:
        """Claims that only repeat another."""
        return self.claims - self.identifier_pairs

    @property
    def merged(self) -> int:
        """Pairs of identifiers that turned out to be another pair."""
        return self.identifier_pairs - self.pairs


def quality(scope: Scope, claimed: Claimed) -> Quality:
    """The findings about the facility's data."""
    return Quality(
        dropped=_dropped(scope),
        flags=_flags(scope),
        claims=claimed.claims,
        identifier_pairs=claimed.identifier_pairs,
        pairs=claimed.pairs,
        joined=_joined(scope),
        before_opening=_before_opening(scope),
        without_date=scope.number("SELECT COUNT(*) FROM ours WHERE date IS NULL AND state != 'not-counted'"),
    )


def _dropped(scope: Scope) -> tuple[Odd, ...]:
    """A claim that names the facility's data on both sides is one claim."""
    scope.rows("""
        CREATE TEMP TABLE dropped AS
        WITH ids AS (
          SELECT thing.id FROM main.facet JOIN main.thing USING (cluster)
          WHERE slot = 'facility' AND value = :facility
        )
        SELECT claim.id, dropped AS reason, citing, cited
        FROM ids CROSS JOIN main.claim INDEXED BY claim_dropped_cited ON cited = ids.id
        WHERE dropped IS NOT NULL
        UNION ALL
        SELECT claim.id, dropped, citing, cited
        FROM ids CROSS JOIN main.claim INDEXED BY claim_dropped_citing ON citing = ids.id
        WHERE dropped IS NOT NULL AND cited NOT IN (SELECT id FROM ids)
    """)
    found = scope.rows("SELECT reason, COUNT(*) FROM dropped GROUP BY reason ORDER BY 2 DESC, 1")
    return tuple(
        Odd(reason, number, _examples_of_claims(scope, reason), _named(scope, reason))
        for reason, number in found
    )


def _named(scope: Scope, reason: str) -> tuple[str, ...]:
    found = scope.rows(
        """
        SELECT claim.node FROM temp.dropped JOIN main.claim ON claim.id = dropped.id
        WHERE reason = :reason ORDER BY claim.node LIMIT :most
        """,
        reason=reason,
        most=MOST_NAMED,
    )
    return tuple(node for (node,) in found)


def _examples_of_claims(scope: Scope, reason: str) -> tuple[tuple[str, str], ...]:
    found = scope.rows(
        """
        SELECT a.iri, b.iri FROM (
          SELECT DISTINCT cited, citing FROM temp.dropped WHERE reason = :reason ORDER BY 1, 2 LIMIT :most
        ) few JOIN main.thing a ON a.id = citing JOIN main.thing b ON b.id = cited ORDER BY 2, 1
        """,
        reason=reason,
        most=MOST_EXAMPLES,
    )
    return tuple((citing, cited) for citing, cited in found)


def _flags(scope: Scope) -> tuple[Odd, ...]:
    found = scope.rows(
        "SELECT value, COUNT(*) FROM ours, json_each(ours.flags) GROUP BY value ORDER BY 2 DESC, 1"
    )
    these = "ours WHERE EXISTS (SELECT 1 FROM json_each(ours.flags) WHERE value = :flag)"
    return tuple(Odd(flag, number, _examples(scope, these, flag=flag)) for flag, number in found)


def _before_opening(scope: Scope) -> Odd:
    # As texts, "2021" comes before every day of 2021: only what is surely earlier is wanted.
    scope.rows("""
        CREATE TEMP TABLE early AS
        SELECT ours.cited, ours.citing FROM data CROSS JOIN ours ON ours.cited = data.cluster
        WHERE data.opens > ours.date || '~' AND behind != 'companion' AND ours.state = 'counted'
    """)
    examples = _examples(scope, "early")
    return Odd("before-opening", scope.number("SELECT COUNT(*) FROM early"), examples)


def _examples(scope: Scope, these: str, **values: str) -> tuple[tuple[str, str], ...]:
    found = scope.rows(
        f"""
        SELECT a.iri, b.iri FROM (SELECT * FROM {these} ORDER BY cited, citing LIMIT :most) few
        JOIN main.thing a ON a.id = few.citing JOIN main.thing b ON b.id = few.cited ORDER BY 2, 1
        """,
        most=MOST_EXAMPLES,
        **values,
    )
    return tuple((citing, cited) for citing, cited in found)


def _joined(scope: Scope) -> dict[str, int]:
    """Identifiers of the facility's data that were joined with another one, by what they are of it."""
    found = scope.rows("""
        SELECT edge.kind, COUNT(DISTINCT from_thing) FROM data
        JOIN main.thing ON thing.cluster = data.cluster JOIN main.edge ON edge.from_thing = thing.id
        WHERE joins GROUP BY edge.kind ORDER BY edge.kind
    """)
    return dict(found)
