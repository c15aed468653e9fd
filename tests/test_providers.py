"""The registry of providers: the shipped file, the user's, what is refused, and what harvests are made of it.

All names below `example` and the prefix 10.5072 are invented.
"""

import tomllib
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.harvest.place import Place, places_for
from kg.harvest.provider_edit import add_endpoint, replace_file
from kg.harvest.provider_file import SHIPPED, parse_providers, read_providers
from kg.rdf.shipped import shipped

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"

NORTH = """
[north]
label = "North Light"
facility = "North Light"
doi_prefixes = ["10.5072"]

[[north.endpoints]]
dialect = "scicat"
location = "https://north.example/api/v3"
token_env = "NORTH_TOKEN"

[[north.endpoints]]
dialect = "datacite"
location = "https://dois.example"
options = { prefix = "{doi_prefixes}" }
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "providers.toml"
    file.write_text(NORTH, "utf-8")
    return file


def test_the_shipped_file_breaks_no_rule_of_its_own() -> None:
    data = (shipped("ontologies") / SHIPPED).read_bytes()

    assert set(parse_providers(data, SHIPPED)) >= {"esrf", "ill", "ess", "psi", "max-iv", "isis"}


def test_facts_of_the_table_of_facilities_are_taken_from_there() -> None:
    psi = read_providers()["psi"]

    assert (psi.label, psi.facility) == ("Paul Scherrer Institute", "psi")
    assert psi.ror == "https://ror.org/03eh3y714"
    assert (psi.doi_prefixes, psi.handle_prefixes) == (("10.16907",), ("20.500.11935",))
    assert not {"ror", "doi_prefixes", "handle_prefixes"} & {
        key
        for entry in tomllib.loads((shipped("ontologies") / SHIPPED).read_text("utf-8")).values()
        for key in entry
    }


def test_what_is_not_known_is_not_said() -> None:
    providers = read_providers()

    assert (providers["esrf"].embargo_years, providers["psi"].embargo_years) == (3, None)
    assert {of.licence for of in providers["psi"].usable("scicat")} == {None}
    assert [of.verified for of in providers["alba"].endpoints] == [False]


def test_desy_is_asked_for_all_its_prefixes_at_once() -> None:
    (endpoint,) = read_providers()["desy"].usable("datacite")

    assert endpoint.options == {"prefix": "10.60578,10.60717,10.60883"}


def test_the_users_file_adds_a_facility_without_code(own: Path) -> None:
    providers = read_providers(own)

    assert places_for("north", [], providers) == [
        Place("scicat", "https://north.example/api/v3", "North Light", None, {}, "NORTH_TOKEN"),
        Place("datacite", "https://dois.example", "North Light", CC0, {"prefix": "10.5072"}),
    ]
    assert places_for("scicat", ["north"], providers) == places_for("north", [], providers)[:1]
    assert providers["north"].files == (str(own),)


def test_the_users_endpoints_replace_those_of_their_dialect_only(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        '[ill]\nhomepage = "https://ill.example"\n\n[[ill.endpoints]]\ndialect = "panosc"\n'
        'location = "https://mirror.example/api"\n',
        "utf-8",
    )

    ours, theirs = read_providers()["ill"], read_providers(file)["ill"]

    assert theirs.homepage == "https://ill.example"
    assert theirs.embargo_years == ours.embargo_years == 3
    assert [(of.dialect, of.location) for of in theirs.endpoints] == [
        ("datacite", ours.usable("datacite")[0].location),
        ("panosc", "https://mirror.example/api"),
    ]
    assert theirs.files == (SHIPPED, str(file))


def test_an_endpoint_out_of_use_is_listed_and_not_read() -> None:
    esrf = read_providers()["esrf"]

    assert "oai" in {of.dialect for of in esrf.endpoints}
    assert "oai" not in {of.dialect for of in esrf.usable()}


def test_a_file_of_the_name_of_a_provider_is_meant_as_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "psi").mkdir()

    assert places_for("scicat", ["psi"], read_providers()) == [Place("scicat", "psi")]


@pytest.mark.parametrize(
    ("source", "locations", "words"),
    [
        ("scicat", [], "'scicat' is a source"),
        ("nowhere", [], "There is no provider 'nowhere'"),
        ("nowhere", ["x"], "No source called 'nowhere'"),
        ("psi", ["x"], "'psi' is a provider; give no location"),
        ("oai", ["psi"], "no endpoint of the dialect 'oai'"),
    ],
)
def test_what_cannot_be_meant_is_refused(source: str, locations: list[str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        places_for(source, locations, read_providers())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[North]\n", r"entry \[North\]: the name is of lower-case"),
        ("north = 3\n", r"entry \[north\]: is a table of its own"),
        ("[north]\ncolour = 'blue'\n", r"entry \[north\], key colour: is no key; there are: label"),
        ("[north]\nembargo_years = '3'\n", r"key embargo_years: is '3'; it must be a whole number"),
        ("[north]\nembargo_years = true\n", "key embargo_years: is True"),
        ("[north]\nror = 'https://ror.org/02550n020'\n", "key ror: .* must look like 02550n020"),
        ("[north]\ndoi_prefixes = ['11.1']\n", "key doi_prefixes: .* 10.15151"),
        ("[north]\ncontact = 'somebody@north.example'\n", "key contact: .* not of a person's mailbox"),
        ("[[north.endpoints]]\ndialect = 'scicat'\n", r"key endpoints\[0\].location: is missing"),
        (
            "[[north.endpoints]]\ndialect = 'scycat'\nlocation = 'https://a.example'\n",
            r"key endpoints\[0\].dialect: is 'scycat'; it must be one of: .*scicat",
        ),
        (
            "[[north.endpoints]]\ndialect = 'scicat'\nlocation = 'https://u:p@a.example'\n",
            r"key endpoints\[0\].location: .* without user",
        ),
        (
            "[[north.endpoints]]\ndialect = 'scicat'\nlocation = 'file:///etc'\n",
            r"key endpoints\[0\].location: is 'file:///etc'",
        ),
        (
            "[[north.endpoints]]\ndialect = 'scicat'\nlocation = '/a'\nverified = 'no'\n",
            r"key endpoints\[0\].verified: .* true or false",
        ),
        (
            "[[north.endpoints]]\ndialect = 'datacite'\nlocation = '/a'\n"
            "options = { prefix = '{doi_prefixes}' }\n",
            "none is known",
        ),
        (
            "[[north.endpoints]]\ndialect = 'oai'\nlocation = '/a'\noptions = { sett = 'a' }\n",
            r"key endpoints\[0\].options: The option 'sett' is not known to 'oai'; known are: "
            "format, set, until",
        ),
        (
            "[[north.endpoints]]\ndialect = 'nexus'\nlocation = '/a'\noptions = { a = 'a' }\n",
            "not known to 'nexus'; there are none to give",
        ),
        ("[north\n", "is no valid TOML"),
    ],
)
def test_an_error_names_file_entry_key_and_rule(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, "utf-8")

    with pytest.raises(BadInput, match=words) as refused:
        read_providers(file)

    assert str(refused.value).startswith(str(file))


def test_a_users_file_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert read_providers(tmp_path / "none.toml") == read_providers()


def test_adding_keeps_comments_and_a_backup(own: Path) -> None:
    own.write_text("# mine\n" + NORTH, "utf-8")

    backup = add_endpoint(own, "north", {}, {"dialect": "oai", "location": "https://north.example/oai"})

    assert own.read_text("utf-8").startswith("# mine\n" + NORTH.rstrip("\n"))
    assert [of.dialect for of in read_providers(own)["north"].endpoints] == ["scicat", "datacite", "oai"]
    assert backup is not None
    assert backup.read_text("utf-8") == "# mine\n" + NORTH


def test_adding_makes_file_and_folder(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "own.toml"
    label = 'A "quoted" \\ name – ü'

    backup = add_endpoint(
        file,
        "south",
        {"label": label, "embargo_years": 2, "homepage": None},
        {"dialect": "oai", "location": "https://south.example/oai", "options": {"set": "a,b"}},
    )

    south = read_providers(file)["south"]
    assert backup is None
    assert (south.label, south.embargo_years, south.facility) == (label, 2, None)
    assert south.usable()[0].options == {"set": "a,b"}


def test_wrong_values_are_told_before_what_an_entry_has_already(own: Path) -> None:
    fine = {"dialect": "oai", "location": "https://north.example/oai"}

    with pytest.raises(BadInput, match="key homepage: is 'north'; it must be an http"):
        add_endpoint(own, "north", {"label": "N", "homepage": "north"}, fine)
    with pytest.raises(BadInput, match=r"key endpoints\[0\].dialect: is 'soap'"):
        add_endpoint(own, "north", {"label": "N"}, fine | {"dialect": "soap"})

    assert own.read_text("utf-8") == NORTH


@pytest.mark.parametrize("word", ["s3cret", "s3c/ret", "s3c@ret", "s3c ret"])
def test_a_password_in_a_wrong_address_is_not_shown(own: Path, word: str) -> None:
    with pytest.raises(BadInput, match="without user") as refused:
        add_endpoint(own, "south", {}, {"dialect": "oai", "location": f"https://ada:{word}@south.example"})

    shown = str(refused.value)
    assert "https://[hidden]@south.example" in shown
    assert "s3c" not in shown
    assert "ret@" not in shown


def test_what_would_break_a_rule_changes_nothing(own: Path) -> None:
    with pytest.raises(BadInput, match="it must be one of"):
        add_endpoint(own, "north", {}, {"dialect": "soap", "location": "https://north.example"})
    with pytest.raises(BadInput, match="kg sources edit"):
        add_endpoint(own, "north", {"label": "N"}, {"dialect": "oai", "location": "https://north.example"})
    with pytest.raises(BadInput, match="TOML"):
        replace_file(own, "[")

    assert own.read_text("utf-8") == NORTH
    assert [path.name for path in own.parent.iterdir()] == ["providers.toml"]
