"""The badge and the widget of a dataset, over the small book."""

from serving import BROWSER, Page, is_harmless
from small_book import AS_OF
from starlette.testclient import TestClient

from kg.web.edge.headers import CONTENT_SECURITY_POLICY

REPORT = f"/reports/aurora-light-source?as_of={AS_OF}"


def test_the_badge_is_a_small_drawing_with_an_etag(site: TestClient) -> None:
    answer = site.get("/badge/10.5072/small.d2.svg")

    assert answer.headers["content-type"] == "image/svg+xml"
    assert "5 citations · 3 independent" in answer.text
    assert "constructed" in answer.text
    assert len(answer.content) < 1500
    assert (
        site.get("/badge/10.5072/small.d2.svg", headers={"if-none-match": answer.headers["etag"]}).status_code
        == 304
    )


def test_the_badge_gives_bounds(site: TestClient) -> None:
    # p1, p2, p3, p4 and, since July 2026, p12: two known to be independent and one unknown.
    assert "5 citations · 2–3 independent" in site.get("/badge/10.5072/SMALL.D1.svg").text


def test_data_that_nobody_cites_have_a_badge_and_what_is_unheard_of_has_none(site: TestClient) -> None:
    assert "0 citations" in site.get("/badge/10.5072/small.d10.svg").text
    assert site.get("/badge/10.5072/small.none.svg").status_code == 404
    assert site.get("/badge/nonsense.svg").status_code == 404


def test_the_widget_may_be_framed_and_no_other_page(site: TestClient) -> None:
    answer = site.get("/widget/10.5072/small.d2", headers=BROWSER)

    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert is_harmless(Page(answer.text))
    assert "5 citations · 3 independent" in answer.text
    assert site.get(REPORT).headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    told = site.get("/widget/10.5072/small.d2", headers={"accept": "application/json"}).json()
    assert told["pairs"]["independent"] == 3
