"""Pages as somebody without a script uses them: links by their text, forms by their fields."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from serving import BROWSER
from starlette.testclient import TestClient


class Links(HTMLParser):
    """The links of a page, by their text, in order; and its forms, as the fields that they send."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self._at: str | None = None
        self._text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._at, self._text = given.get("href", ""), ""
        elif tag == "form":
            self.forms.append((given.get("action", ""), []))
        elif tag == "input" and "name" in given:
            self.forms[-1][1].append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._at is not None:
            self.links.append((" ".join(self._text.split()), self._at))
            self._at = None

    def to(self, text: str) -> str:
        """The only address behind a link of this text."""
        (address,) = {address for said, address in self.links if said == text}
        return address

    def form(self, *fields: str) -> tuple[str, list[tuple[str, str]]]:
        """The first form that has all these fields."""
        return next(of for of in self.forms if set(fields) <= {name for name, _ in of[1]})


def get(site: TestClient, address: str, **parameters: str) -> str:
    answer = site.get(address, params=parameters or None, headers=BROWSER)
    assert answer.status_code == 200, answer.text[-2000:]
    return answer.text


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def total(text: str) -> int:
    found = re.search(r"<b>([\d,]+) hits?</b>", text)
    return int(found[1].replace(",", "")) if found else 0


def hits(site: TestClient, query: str) -> int:
    return int(site.get(f"/api/v1/search?{query}").json()["total"])
