"""OAI-PMH as servers speak it. Invented, from the text of the protocol and what was met (see each test)."""

from collections.abc import Callable
from typing import Any

import pytest
from replay import RecordedWorld, Reply, serving

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Gone, Item, Mark, Record

OAI = load_source("oai")
PLACE = "https://oai.fjord.example/oai"
LIST = "GET ?verb=ListRecords&metadataPrefix=oai_dc"
DC = (
    '<dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"><title>{0}</title><type>dataset</type>'
    "<identifier>10.5072/{0}</identifier></dc>"
)


def answer(inner: str) -> str:
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inner}</OAI-PMH>'


def record(name: str, status: str = "") -> str:
    payload = "" if status else f"<metadata>{DC.format(name)}</metadata>"
    return (
        f"<record><header{status}><identifier>oai:x:{name}</identifier><datestamp>2025-01-01</datestamp></header>"
        f"{payload}</record>"
    )


def listing(*records: str, token: str | None = None, verb: str = "ListRecords") -> str:
    end = "" if token is None else f"<resumptionToken>{token}</resumptionToken>"
    return answer(f"<{verb}>{''.join(records)}{end}</{verb}>")


def error(code: str) -> str:
    return answer(f'<error code="{code}">no</error>')


def formats(*offered: tuple[str, str]) -> str:
    return answer(
        "<ListMetadataFormats>"
        + "".join(
            f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix>"
            f"<metadataNamespace>{namespace}</metadataNamespace></metadataFormat>"
            for prefix, namespace in offered
        )
        + "</ListMetadataFormats>"
    )


def harvest(requests: dict[str, Any], **told: Any) -> list[Item]:  # noqa: ANN401
    requests = {"GET ?verb=ListMetadataFormats": formats(("oai_dc", "")), **requests}
    return list(OAI.records(RecordedWorld(PLACE, requests=requests, **told)))


def shown(found: list[Item]) -> list[str]:
    return [
        f"mark {one.resume}" if isinstance(one, Mark) else f"{type(one).__name__} {one.key}" for one in found
    ]


def test_pages_are_followed_by_their_tokens_and_deletions_are_told() -> None:
    found = harvest(
        {
            LIST: listing(record("a"), token="t&amp;1 "),
            "GET ?verb=ListRecords&resumptionToken=t&1": listing(record("b", ' status="deleted"'), token=""),
        }
    )

    assert shown(found) == ["Record oai:x:a", "mark set=&token=t%261", "Gone oai:x:b"]
    (gone,) = [one for one in found if isinstance(one, Gone)]
    assert (gone.kind, gone.datestamp) == ("record", "2025-01-01")
    assert gone.kind == found[0].kind  # type: ignore[union-attr]


def test_every_record_can_be_asked_for_alone() -> None:
    (found,) = harvest({LIST: listing(record("a"))})

    assert found.origin == f"{PLACE}?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai%3Ax%3Aa"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("offered", "best"),
    [
        ([("oai_dc", ""), ("datacite", ""), ("oai_datacite", ""), ("rdf", "")], "oai_datacite"),
        ([("oai_dc", ""), ("rdf", ""), ("datacite", "")], "datacite"),
        ([("oai_dc", ""), ("oai_dct4", "http://datacite.org/schema/kernel-4")], "oai_dct4"),
        ([("oai_dc", ""), ("rdf", "")], "rdf"),
        ([("marc21", ""), ("oai_dc", "")], "oai_dc"),
        ([], "oai_dc"),
    ],
)
def test_the_best_format_offered_is_asked_for(offered: list[tuple[str, str]], best: str) -> None:
    requests = {
        "GET ?verb=ListMetadataFormats": formats(*offered),
        f"GET ?verb=ListRecords&metadataPrefix={best}": listing(record("a")),
    }

    assert shown(harvest(requests)) == ["Record oai:x:a"]


def test_a_format_can_be_chosen() -> None:
    requests = {"GET ?verb=ListRecords&metadataPrefix=panosc": listing(record("a"))}

    assert shown(harvest(requests, options={"format": "panosc"})) == ["Record oai:x:a"]


def test_sets_are_asked_one_after_the_other() -> None:
    sets = answer(
        "<ListSets><set><setSpec>a</setSpec><setName>A</setName></set><set><setSpec>b:c</setSpec></set></ListSets>"
    )
    requests = {
        "GET ?verb=ListSets": sets,
        f"{LIST}&set=a": listing(record("1")),
        f"{LIST}&set=b:c": listing(record("2"), token="t"),
        "GET ?verb=ListRecords&resumptionToken=t": listing(record("3")),
    }

    whole = harvest(requests, options={"set": "a, b:c"})
    rest = harvest(requests, options={"set": "a,b:c"}, resume="set=b%3Ac&token=t")

    assert shown(whole) == [
        "Record oai:x:1", "mark set=b%3Ac", "Record oai:x:2", "mark set=b%3Ac&token=t", "Record oai:x:3",
    ]  # fmt: skip
    assert shown(rest) == ["Record oai:x:3"]
    with pytest.raises(BadInput, match=r"no set 'z'\. It has: a, b:c"):
        harvest(requests, options={"set": "z"})


@pytest.mark.parametrize(
    ("granularity", "begin"),
    [("YYYY-MM-DD", "2026-01-31"), ("YYYY-MM-DDThh:mm:ssZ", "2026-01-31T22:30:00Z")],
)
def test_times_are_told_in_the_servers_granularity(granularity: str, begin: str) -> None:
    requests = {
        "GET ?verb=Identify": answer(f"<Identify><granularity>{granularity}</granularity></Identify>"),
        f"{LIST}&from={begin}": listing(record("a")),
    }

    assert shown(harvest(requests, since="2026-01-31T23:30:00+01:00")) == ["Record oai:x:a"]


def test_nothing_that_matches_is_an_empty_list() -> None:
    assert harvest({LIST: error("noRecordsMatch")}) == []


def test_a_refused_request_says_what_was_refused() -> None:
    with pytest.raises(BadInput, match="badArgument: no"):
        harvest({LIST: error("badArgument")})


def test_tokens_in_a_circle_end_with_an_error_after_what_was_read() -> None:
    circle = {
        LIST: listing(record("a"), token="t"),
        "GET ?verb=ListRecords&resumptionToken=t": listing(record("b"), token="t"),
    }
    found: list[Item] = []

    requests = {"GET ?verb=ListMetadataFormats": formats(("oai_dc", "")), **circle}
    items = OAI.records(RecordedWorld(PLACE, requests=requests))
    found += [next(items) for _ in range(4)]
    with pytest.raises(SourceUnavailable, match="leads in a circle"):
        next(items)
    assert shown(found)[::2] == ["Record oai:x:a", "Record oai:x:b"]
    longer = {**circle, "GET ?verb=ListRecords&resumptionToken=t": listing(record("b"), token="u")}
    with pytest.raises(SourceUnavailable, match="leads in a circle"):
        harvest({**longer, "GET ?verb=ListRecords&resumptionToken=u": listing(record("c"), token="t")})


def test_a_forgotten_token_begins_the_list_anew_but_not_for_ever() -> None:
    forgets = {
        LIST: listing(record("a"), token="t"),
        "GET ?verb=ListRecords&resumptionToken=t": error("badResumptionToken"),
    }

    with pytest.raises(SourceUnavailable, match="lets its tokens expire"):
        harvest(forgets)
    resumed = harvest({LIST: listing(record("a"))}
                      | {"GET ?verb=ListRecords&resumptionToken=old": error("badResumptionToken")},
                      resume="set=&token=old")  # fmt: skip
    assert shown(resumed) == ["mark ", "Record oai:x:a"]


def served(answers: Callable[[str], Reply]) -> list[Item]:
    with serving(answers) as peer:
        world = HttpWorld(f"{peer.address}/oai", pause=0.001)
        try:
            return list(OAI.records(world))
        finally:
            world.close()


def test_errors_inside_http_500_are_read_as_errors() -> None:
    """Met: SciCat's provider answers its OAI errors with status 500; here a token expires once that way."""
    asked: list[str] = []

    def answers(target: str) -> Reply:
        asked.append(target)
        if "ListMetadataFormats" in target:
            return Reply(error("badVerb").encode(), 500)
        if "resumptionToken" not in target:
            return Reply(listing(record("a"), token="t").encode())
        if sum("resumptionToken" in one for one in asked) == 1:
            return Reply(error("badResumptionToken").encode(), 500)
        return Reply(listing(record("b")).encode())

    names = [one.key for one in served(answers) if isinstance(one, Record)]

    assert names == ["oai:x:a", "oai:x:a", "oai:x:b"]


def test_a_page_that_is_no_oai_is_no_empty_list() -> None:
    with pytest.raises(SourceUnavailable, match="answers <html>, no OAI-PMH"):
        served(lambda _: Reply(b"<html><body>Log in</body></html>"))


def test_records_without_wrapper_in_any_namespace_are_read() -> None:
    """Met: SciCat's provider leaves out <GetRecord> and puts DataCite's elements into another namespace."""
    bare = answer(record("a"))
    odd = (
        "<record><header><identifier>10.16907/x</identifier></header><metadata>"
        '<d:resource xmlns:d="http://datacite.org/schema/kernel-4"'
        ' xmlns="http://namespace.openaire.eu/schema/oaire/">'
        "<d:titles><title>Odd</title></d:titles></d:resource></metadata></record>"
    )

    found = harvest({LIST: answer(f"<ListRecords>{odd}</ListRecords>")})
    (one,) = [OAI.triples(item) for item in found if isinstance(item, Record)]

    assert shown(harvest({LIST: bare})) == ["Record oai:x:a"]
    assert one.about.value == "https://doi.org/10.16907/x"
    assert "Odd" in {getattr(value, "value", "") for _, _, value in one.triples}


def test_records_that_lack_something_are_put_aside() -> None:
    nameless = f"<record><header/><metadata>{DC.format('a')}</metadata></record>"
    bodiless = "<record><header><identifier>oai:x:b</identifier></header></record>"

    found = harvest({LIST: listing(nameless, bodiless)})

    assert [(one.outcome, one.reason) for one in found if isinstance(one, Aside)] == [
        ("quarantined", "A record without identifier."),
        ("skipped", "It has no metadata in the format asked for."),
    ]
