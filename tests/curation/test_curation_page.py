"""The page: signing in, labelling in forms, undoing; cookies and forms that are not ours; hostile text."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from labelling import CITED, CITING, bearer, curating, labelling_home, pair_now, said, token
from serving import BROWSER, PAYLOADS, Page, is_harmless
from starlette.testclient import TestClient

from kg.web.curation.session import Sessions

PAIR = {"citing": CITING, "cited": CITED}
OWN = {"citing": "https://doi.org/10.5072/paper.2", "cited": CITED}
"""A pair that one test alone labels; the rules cannot tell of it either."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return labelling_home(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def service(home: Path) -> Iterator[TestClient]:
    with curating(home) as opened:
        opened.headers.update(BROWSER)
        yield opened


@pytest.fixture
def site(service: TestClient) -> TestClient:
    service.cookies.clear()
    return service


def sign_in(site: TestClient, who: str) -> str:
    """Sign in; what proves that a form is of this session."""
    site.cookies.clear()
    answer = site.post("/curation/sign-in", data={"token": token(who)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/curation")
    return proof_in(site.get("/curation").text)


def proof_in(text: str) -> str:
    return str(re.findall(r'name="proof" value="([^"]+)"', text)[0])


def test_the_cookie_is_for_this_page_alone_and_for_no_script(site: TestClient, home: Path) -> None:
    cookie = site.post("/curation/sign-in", data={"token": token("ada")}).headers["set-cookie"]
    with curating(home, "https://data.example.org") as secure:
        over_tls = secure.post("/curation/sign-in", data={"token": token("ada")}).headers["set-cookie"]

    assert cookie.startswith("kg-curation=")
    assert token("ada") not in cookie
    for part in ("HttpOnly", "Path=/curation", "SameSite=strict"):
        assert part in cookie
        assert part in over_tls
    assert "Secure" not in cookie
    assert "Secure" in over_tls


@pytest.mark.parametrize(("given", "status"), [("", 401), ("x" * 30, 401), (token("rita"), 403)])
def test_who_may_not_label_is_not_let_in(site: TestClient, given: str, status: int) -> None:
    answer = site.post("/curation/sign-in", data={"token": given})

    assert answer.status_code == status
    assert "set-cookie" not in answer.headers
    assert 'role="alert"' in answer.text
    assert not given or given not in answer.text


def test_a_curator_labels_changes_and_withdraws_in_forms(site: TestClient, home: Path) -> None:
    proof = sign_in(site, "ada")
    shown = site.get("/curation/pair", params=OWN)
    form = OWN | {"proof": proof, "behind": "same_team", "reuse": "yes"}
    unreasoned = site.post("/curation/pair", data=form)
    entered = site.post("/curation/pair", data=form | {"reason": "Their own beamtime."})
    after = site.get(entered.headers["location"])
    mine = site.get("/curation?show=mine")
    labelled = pair_now(home, **OWN)
    undo = OWN | {"proof": proof, "withdraw": "yes", "reason": "The wrong pair."}
    withdrawn = site.post("/curation/pair", data=undo)

    assert shown.status_code == 200
    assert token("ada") not in shown.text
    assert (unreasoned.status_code, entered.status_code, withdrawn.status_code) == (400, 303, 303)
    assert "Give a reason" in unreasoned.text
    assert re.search(r'value="same_team" required checked', unreasoned.text)
    assert "Their own beamtime." in after.text
    assert labelled.reuse == "yes"
    assert quote(OWN["citing"], safe="") in html.unescape(mine.text)
    assert pair_now(home, **OWN).reuse == "unknown"


def test_nobody_elses_word_is_shown_before_ones_own(site: TestClient) -> None:
    said(site, "cleo", behind="facility_staff", reuse="yes", reason="Cleo read figure nine.")
    proof = sign_in(site, "olga")
    before = site.get("/curation/pair", params=PAIR).text
    site.post("/curation/pair", data=PAIR | {"proof": proof, "behind": "unsure", "reuse": "unsure"})
    after = site.get("/curation/pair", params=PAIR).text

    assert "cleo" not in before.lower()
    assert "figure nine" not in before
    assert "reuse <b>unknown</b>" in before
    assert "Cleo read figure nine." in after


def test_a_form_of_elsewhere_changes_nothing(site: TestClient, home: Path) -> None:
    proof = sign_in(site, "ada")
    form = PAIR | {"behind": "companion", "reuse": "no"}
    without = site.post("/curation/pair", data=form)
    foreign = site.post("/curation/pair", data=form | {"proof": proof[:-1] + "~"})
    crossed = site.post(
        "/curation/pair", data=form | {"proof": proof}, headers={"sec-fetch-site": "cross-site"}
    )
    site.cookies.clear()
    unsigned = site.post("/curation/pair", data=form | {"proof": proof})

    assert [answer.status_code for answer in (without, foreign, crossed, unsigned)] == [400, 400, 400, 401]
    assert "companion" not in str(pair_now(home).behind_basis)


def test_signing_out_ends_the_session(site: TestClient) -> None:
    proof = sign_in(site, "ada")
    key = site.cookies["kg-curation"]
    site.post("/curation/sign-out", data={"proof": proof})
    site.cookies.set("kg-curation", key, path="/curation")

    assert "Sign in" in site.get("/curation").text


def test_a_session_ends_with_its_time_and_the_oldest_gives_way() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    first = sessions.open("token")
    assert sessions.find(first.key) is first
    assert sessions.find("other") is None
    now[0] = 8 * 3600.0
    assert sessions.find(first.key) is None

    several = [sessions.open("token") for _ in range(201)]
    assert sessions.find(several[0].key) is None
    assert sessions.find(several[1].key) is several[1]
    assert "token" not in repr(several[1])


def test_hostile_reasons_are_shown_as_text(site: TestClient) -> None:
    said(site, "cleo", reuse="yes", reason=" ".join(PAYLOADS))
    proof = sign_in(site, "cleo")
    pages = [
        site.get("/curation/pair", params=PAIR),
        site.post("/curation/pair", data=PAIR | {"proof": proof, "behind": "nobody", "reason": PAYLOADS[1]}),
        site.post("/curation/pair", data=PAIR | {"proof": proof, "behind": PAYLOADS[0]}),
        site.get("/curation"),
    ]

    for page in pages:
        assert is_harmless(Page(page.text))
        assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages[0].text
    assert "49" not in re.findall(r"\{\{ (.*?) \}\}", pages[0].text)


def test_answers_are_kept_by_nobody_and_read_by_no_other_site(site: TestClient) -> None:
    sign_in(site, "ada")
    answers = [
        site.get("/curation"),
        site.get("/curation/pair", params=PAIR),
        site.get("/api/v1/curation/pairs", headers=bearer("ada")),
    ]

    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert site.get("/curation/pair", params={"citing": "urn:x", "cited": "urn:y"}).status_code == 404
    assert site.get("/curation/sign-in").status_code == 405
