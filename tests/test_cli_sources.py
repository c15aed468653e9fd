"""`kg sources` and harvests by a provider's name, against servers on the loopback.

The answers of SciCat and DataCite are the invented recordings of `tests/recorded`; those to a probe (counts,
Identify) are written after the sources' documentation and, for SciCat's OAI and the search API, after real
answers (see `kg/harvest/sign.py`).
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import answer, kg
from replay import Reply, recording, replayed, serving

from kg.errors import BadInput

IDENTIFY = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
<request verb="Identify">http://a.example</request><Identify><repositoryName>Invented</repositoryName>
<protocolVersion>2.0</protocolVersion></Identify></OAI-PMH>"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file, and a store of one's own."""
    file = tmp_path / "config" / "providers.toml"
    monkeypatch.setenv("KG_PROVIDERS", str(file))
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("KG_ENCODER", "none")
    return file


def add(name: str, dialect: str, location: str, *more: str) -> None:
    answer("sources", "add", name, "--dialect", dialect, "--location", location, *more)


def probing(target: str) -> Reply:
    """A host that speaks several dialects, below a path each."""
    answers: list[tuple[str, object]] = [
        (r"/cat/api/v4/publisheddata/count$", {"count": 149}),
        (r"/search/Documents/count$", {"count": 4}),
        (r"/search/Datasets/count$", {"count": 7}),
        (r"/doi/dois\?query=prefix%3A%2810\.5072%29&page%5Bsize%5D=1$", {"data": [], "meta": {"total": 12}}),
        (r"/ic/icat/version$", {"version": "6.2.0"}),
        (r"/other/.*$", {"error": "no such thing"}),
    ]
    if re.match(r"/oai\?verb=Identify$", target):
        return Reply(IDENTIFY.encode(), headers={"Content-Type": "text/xml"})
    for pattern, document in answers:
        if re.match(pattern, target):
            return Reply(json.dumps(document).encode())
    return Reply(b'{"message":"Cannot GET it"}', 404)


@pytest.fixture
def host() -> Iterator[str]:
    with serving(probing) as peer:
        yield peer.address


def test_the_list_names_every_provider_and_the_file_to_edit(own: Path) -> None:
    found = answer("sources")
    shown = kg("sources").stdout

    assert {"esrf", "psi", "pan-training"} <= {of["name"] for of in found["providers"]}
    assert found["file"] == str(own)
    assert re.search(r"(?m)^psi +scicat, panosc, datacite +Paul Scherrer Institute$", shown)
    assert f"{own} (not there yet)" in shown


def test_one_provider_is_shown_with_what_is_not_known() -> None:
    shown = kg("sources", "show", "alba").stdout

    assert "embargo_years    not known" in shown
    assert "(unverified)" in shown
    assert "licence of the metadata: not known" in shown
    assert answer("sources", "show", "esrf")["embargo_years"] == 3


def test_a_provider_that_is_none_is_refused() -> None:
    for command in ("show", "probe"):
        result = kg("sources", command, "nobody")
        assert isinstance(result.exception, BadInput)
        assert "There is no provider 'nobody'" in str(result.exception)


def test_a_probe_says_what_each_endpoint_is(host: str) -> None:
    add("north", "scicat", f"{host}/cat", "--label", "North")
    add("north", "panosc", f"{host}/search")
    add("north", "datacite", f"{host}/doi", "--option", "prefix=10.5072")
    add("north", "oai", f"{host}/oai")

    found = answer("sources", "probe", "north")["endpoints"]

    assert [(of["dialect"], of["answers"], of["recognised"], of["status"]) for of in found] == [
        ("scicat", True, True, 200),
        ("panosc", True, True, 200),
        ("datacite", True, True, 200),
        ("oai", True, True, 200),
    ]
    assert [of["version"] for of in found] == ["v4", None, None, "2.0"]
    assert [of["counts"] for of in found] == [
        {"publications": 149},
        {"documents": 4, "datasets": 7},
        {"dois": 12},
        {},
    ]
    assert all(of["problem"] is None and of["seconds"] >= 0 for of in found)


def test_a_probe_tells_what_is_not_as_it_should_be(host: str) -> None:
    add("odd", "scicat", f"{host}/nothing", "--label", "Odd")
    add("odd", "panosc", f"{host}/other")

    missing, other = answer("sources", "probe", "odd")["endpoints"]

    assert (missing["answers"], missing["status"], missing["recognised"]) == (True, 404, False)
    assert "answered 404" in missing["problem"]
    assert (other["answers"], other["status"], other["recognised"]) == (True, 200, False)
    assert "not as panosc does" in other["problem"]


def test_where_nothing_answers_the_exit_code_says_so(tmp_path: Path) -> None:
    add("gone", "oai", str(tmp_path / "not-there"), "--label", "Gone")

    result = kg("sources", "probe", "gone")

    assert result.exit_code == 3
    assert "No endpoint of gone answers" in result.stderr


def test_a_probe_tells_why_it_waits_as_a_harvest_does(monkeypatch: pytest.MonkeyPatch) -> None:
    from stamina.instrumentation import get_on_retry_hooks, set_on_retry_hooks

    set_on_retry_hooks(None)
    try:
        kg("sources", "probe", "nobody")
        add("gone", "oai", "/not-there", "--label", "Gone")
        kg("sources", "probe", "gone")
        hooks = [hook.__module__ for hook in get_on_retry_hooks()]
    finally:
        set_on_retry_hooks(None)

    assert hooks == ["kg.cli.harvest"]


def test_an_option_that_the_source_does_not_know_is_refused(sample_folder: Path) -> None:
    place = sample_folder / "catalogues" / "scicat"
    for source, words in (
        ("scicat", "The option 'prefx' is not known to 'scicat'; there are none to give."),
        ("datacite", "The option 'prefx' is not known to 'datacite'; known are: prefix."),
    ):
        harvested = kg("harvest", source, place, "--option", "prefx=10.5072", "--no-publish")
        added = kg(
            "sources", "add", "n", "--dialect", source, "--location", place, "--option", "prefx=10.5072"
        )

        assert str(harvested.exception) == words
        assert words.rstrip(".") in str(added.exception)


def test_files_are_probed_by_their_first_record(sample_folder: Path) -> None:
    add("disk", "scicat", str(sample_folder / "catalogues" / "scicat"), "--label", "Disk")

    (found,) = answer("sources", "probe", "disk")["endpoints"]

    assert (found["recognised"], found["status"], found["problem"]) == (True, None, None)


@pytest.fixture
def catalogues() -> Iterator[tuple[str, str]]:
    """A SciCat and a DataCite on the loopback that replay invented recordings."""
    dois = recording("datacite-rest")
    here: list[str] = []

    def doi(target: str) -> Reply:
        reply = replayed(dois["requests"])(target)
        return Reply(reply.body.replace(dois["place"].encode(), here[0].encode()), reply.status)

    with serving(replayed(recording("scicat-v4")["requests"])) as one, serving(doi) as other:
        here.append(other.address)
        yield one.address, other.address


def test_a_facility_that_speaks_known_dialects_is_a_configuration_entry(
    own: Path, catalogues: tuple[str, str], tmp_path: Path
) -> None:
    scicat, datacite = catalogues
    own.parent.mkdir()
    own.write_text(
        f'[fjord]\nfacility = "Fjord Source"\ndoi_prefixes = ["10.5072"]\n'
        f'[[fjord.endpoints]]\ndialect = "scicat"\nlocation = "{scicat}"\n'
        f'[[fjord.endpoints]]\ndialect = "datacite"\nlocation = "{datacite}"\n'
        'options = { prefix = "{doi_prefixes}" }\n'
        'licence = "https://creativecommons.org/publicdomain/zero/1.0/"\n',
        "utf-8",
    )

    whole = answer("harvest", "fjord")
    again = answer("harvest", "datacite", "fjord", "--full")

    assert whole["provider"] == "fjord"
    assert [of["source"] for of in whole["sources"]] == ["scicat", "datacite"]
    assert all(of["mapped"] > 0 and not of["failed"] for of in whole["sources"])
    assert {of["generation"] for of in whole["sources"]} == {whole["generation"]} == {1}
    assert (again["source"], again["mapped"], again["generation"]) == ("datacite", 0, 1)
    dump = tmp_path / "all.nq"
    answer("dump", dump)
    licence = "<http://purl.org/dc/terms/license> <https://creativecommons.org/publicdomain/zero/1.0/> <"
    licensed = [line for line in dump.read_text("utf-8").splitlines() if licence in line]
    own_licences = [line for line in licensed if line.startswith("<https://w3id.org/pan-kg/graph/datacite/")]
    assert len(own_licences) == whole["sources"][1]["mapped"]


def test_the_token_is_sent_and_not_shown(
    own: Path, monkeypatch: pytest.MonkeyPatch, catalogues: tuple[str, str]
) -> None:
    from kg.harvest import world

    seen: list[str | None] = []
    plain: Callable[..., Any] = world.open_world

    def opened(*arguments: Any, token: str | None = None, **more: Any) -> Any:  # noqa: ANN401
        seen.append(token)
        return plain(*arguments, token=token, **more)

    monkeypatch.setattr(world, "open_world", opened)
    add("fjord", "scicat", catalogues[0], "--label", "Fjord", "--token-env", "FJORD_TOKEN")

    without = kg("harvest", "scicat", "fjord", "--no-publish")
    monkeypatch.setenv("FJORD_TOKEN", "s3cret-t0ken")
    with_token = kg("harvest", "scicat", "fjord", "--no-publish", "--json")

    assert "FJORD_TOKEN is not set" in without.stderr
    assert seen == [None, "s3cret-t0ken"]
    assert "s3cret-t0ken" not in with_token.output + own.read_text("utf-8")


def test_hosts_of_ones_own_network_are_named_by_a_setting(
    monkeypatch: pytest.MonkeyPatch, catalogues: tuple[str, str]
) -> None:
    from kg.harvest import world

    seen: list[tuple[str, ...]] = []
    plain: Callable[..., Any] = world.open_world

    def opened(*arguments: Any, private_hosts: tuple[str, ...] = (), **more: Any) -> Any:  # noqa: ANN401
        seen.append(private_hosts)
        return plain(*arguments, **more)

    monkeypatch.setattr(world, "open_world", opened)
    monkeypatch.setenv("KG_PRIVATE_HOSTS", "icat.lab.example, scicat.lab.example")

    kg("harvest", "scicat", catalogues[0], "--no-publish")

    assert seen == [("icat.lab.example", "scicat.lab.example")]


def test_editing_keeps_what_breaks_a_rule_apart(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i s/Noth/North/")
    add("north", "oai", "https://north.example/oai", "--label", "Noth")

    fine = answer("sources", "edit")
    monkeypatch.setenv("EDITOR", "sed -i s/oai/soap/")
    refused = kg("sources", "edit")

    assert fine["changed"] is True
    assert "Noth" in own.with_name("providers.toml.bak").read_text("utf-8")
    assert answer("sources", "show", "north")["label"] == "North"
    assert isinstance(refused.exception, BadInput)
    assert "stays as it was" in str(refused.exception)
    assert "soap" in own.with_name("providers.toml.rejected").read_text("utf-8")
    assert "soap" not in own.read_text("utf-8")


def test_without_an_editor_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)

    assert "Set EDITOR" in str(kg("sources", "edit").exception)
