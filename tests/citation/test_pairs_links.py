"""What `kg pairs` has from links alone: when data were published, and what is only mentioned."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import run
from kg.pairs import pairs_in

DATA, ARTICLE = "10.15151/esrf-es-1111", "10.1038/s41586-021-01234-5"


def file(folder: Path, name: str, body: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(body), "utf-8")
    return path


def scholix(kind: str, version: str, **target: object) -> dict[str, Any]:
    """A link of a publication of 2021 to a thing of this kind, in one of the forms of Scholix."""
    ends: dict[str, tuple[str, str, dict[str, Any]]] = {
        "Source": (ARTICLE, "literature", {"PublicationDate": "2021-03-10"}),
        "Target": (DATA, kind, target),
    }
    if version == "dump":
        said = {
            name.lower(): {
                "identifier": [{"identifier": doi, "schema": "doi"}],
                "objectType": what,
                **{key[0].lower() + key[1:]: value for key, value in more.items()},
            }
            for name, (doi, what, more) in ends.items()
        }
        relation = {"name": "References", "schema": "datacite"}
        return {"identifier": "l", "publicationDate": "1999-01-01", "relationship": relation, **said}
    link: dict[str, Any] = {"LinkPublicationDate": "1999-01-01", "RelationshipType": {"Name": "References"}}
    for name, (doi, what, more) in ends.items():
        one = {"ID": doi, "IDScheme": "doi"}
        link[name] = {"Identifier": one, "Type": {"Name": what}, **more}
        if version == "4":
            link[name] = {"Identifier": [one], "Type": what, **more}
    return link


@pytest.mark.parametrize("version", ["3", "4", "dump"])
def test_a_link_tells_when_the_data_were_published_in_every_version(tmp_path: Path, version: str) -> None:
    (pair,) = pairs_in([file(tmp_path, "a.json", [scholix("dataset", version, PublicationDate="2019-05")])])[
        "pairs"
    ]

    assert (pair["cited_date"], pair["cited_date_basis"]) == ("2019-05", "scholexplorer")
    assert (pair["date"], pair["date_basis"]) == ("2021-03-10", "scholexplorer")
    assert (pair["cited_kind"], pair["counted"]) == ("dataset", True)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2019", "2019"),
        ("2019-05-02T00:00:00Z", "2019-05-02"),
        (2019, "2019"),
        ("2999-01-01", None),  # lies ahead: the end of an embargo, most likely
        ("10-03-2021", None),
        ("0000-00-00", None),
        ("2019-02-30", None),
        ({"year": 2019}, None),
        ([], None),
        (None, None),
    ],
)
def test_only_what_is_a_date_becomes_one(tmp_path: Path, said: object, shown: str | None) -> None:
    (pair,) = pairs_in([file(tmp_path, "a.json", scholix("dataset", "4", PublicationDate=said))])["pairs"]

    assert (pair["cited_date"], pair["cited_date_basis"]) == (shown, "scholexplorer" if shown else None)


def test_data_that_cite_data_have_their_date_from_the_link(tmp_path: Path) -> None:
    body = scholix("dataset", "4", PublicationDate="2019")
    body["Source"] |= {"Type": "dataset"}
    (pair,) = pairs_in([file(tmp_path, "a.json", body)])["pairs"]

    assert (pair["citing_kind"], pair["date"], pair["date_basis"]) == (
        "dataset",
        "2021-03-10",
        "scholexplorer",
    )


def test_an_article_much_older_than_data_whose_date_a_link_tells_is_not_about_them(tmp_path: Path) -> None:
    """As with the date of a record: more than five years before the deposit (`drop_by_dates`)."""
    answer = pairs_in([file(tmp_path, "a.json", scholix("dataset", "3", PublicationDate="2025-01-01"))])
    assert len(answer["pairs"]) == 1  # not yet five years
    older = scholix("dataset", "3", PublicationDate="2025-01-01")
    older["Source"]["PublicationDate"] = "2014-01-01"
    answer = pairs_in([file(tmp_path, "b.json", older)])
    assert (answer["pairs"], [one["reason"] for one in answer["dropped"]]) == ([], ["published-before-data"])


def annotated(*named: str) -> dict[str, Any]:
    """An article in Europe PMC whose text names these DOIs."""
    found = [
        {
            "exact": doi,
            "type": "Accession Numbers",
            "section": "Methods",
            "provider": "Europe PMC",
            "tags": [{"name": doi, "uri": f"https://doi.org/{doi}"}],
        }
        for doi in named
    ]
    return {"source": "MED", "extId": "12345678", "pmcid": "PMC7654321", "annotations": found}


PUBMED = "https://pubmed.ncbi.nlm.nih.gov/12345678"


def test_mentions_are_listed_apart_and_never_among_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "a.json", [annotated(DATA.upper(), DATA, "10.5291/ILL-DATA.xxx")])
    answer = pairs_in([path])

    assert (answer["pairs"], answer["documentation"], answer["dropped"]) == ([], [], [])
    assert answer["counts"]["counted"] == answer["counts"]["pairs"] == 0
    assert answer["counts"]["mentions"] == len(answer["mentions"]) == 2
    data, placeholder = sorted(answer["mentions"], key=lambda one: str(one["cited"]))
    assert (data["citing"], data["cited"]) == (PUBMED, f"https://doi.org/{DATA}")
    assert (data["relation"], data["sources"], data["paired"]) == ("mentions", ["europepmc"], False)
    assert (data["citing_kind"], data["cited_kind"]) == ("publication", "dataset")
    assert (data["flags"], len(data["claims"])) == (["in-free-text"], 2)
    assert placeholder["flags"] == ["in-free-text", "placeholder"]

    monkeypatch.setattr("sys.argv", ["kg", "pairs", str(path)])
    with pytest.raises(SystemExit) as ended:
        run()
    assert not ended.value.code
    assert f"mention (mentions): {PUBMED} -> https://doi.org/{DATA}" in capsys.readouterr().out


def test_a_mention_of_what_is_cited_as_well_says_so(tmp_path: Path) -> None:
    link = scholix("dataset", "4")
    link["Source"]["Identifier"].append({"ID": "12345678", "IDScheme": "pmid"})
    answer = pairs_in([file(tmp_path, "a.json", [annotated(DATA)]), file(tmp_path, "b.json", link)])

    assert [one["cited"] for one in answer["pairs"]] == [f"https://doi.org/{DATA}"]
    (mention,) = answer["mentions"]
    assert (mention["citing"], mention["paired"]) == (f"https://doi.org/{ARTICLE}", True)
