"""Stores to serve in tests, and a reader of pages that notices what a browser would run or load."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from kg.pipeline import build_from_folder
from kg.store.home import Home
from kg.web.app import create_app
from kg.web.state import Limits

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }}{% for x in y %}",
    "-->]]><b>bold</b>",
    "right\u202eto left\u2028next\x1bline\x07",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@contextmanager
def client(home: Path, limits: Limits | None = None) -> Iterator[TestClient]:
    """A client of the service on a store; bugs answer 500 as they would to a stranger."""
    app = create_app(Home(home), limits or Limits(timeout=3, memory_mb=1000))
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def hostile_home(folder: Path) -> Path:
    """A store whose records try to be markup, script and links of strange schemes."""
    place = folder / "data" / "catalogues" / "scicat" / "evil"
    place.mkdir(parents=True)
    records = [_hostile(number, payload) for number, payload in enumerate(PAYLOADS)]
    records.append({"doi": "<script>alert(2)</script>", "abstract": "<b>no title</b>"})
    (place / "PublishedData.json").write_text(json.dumps(records), encoding="utf-8")
    build_from_folder(Home(folder / "home"), folder / "data", encoder=None)
    return folder / "home"


def _hostile(number: int, payload: str) -> dict[str, Any]:
    return {
        "doi": f"10.5072/evil.{number}",
        "title": f"Evil {payload}",
        "abstract": f"Abstract {payload}",
        "creator": [f"Person {payload}"],
        "authors": [f"Person {payload}"],
        "publisher": f"Publisher {payload}",
        "publicationYear": 2020,
        "url": "javascript:alert(1)",
        "relatedPublications": [f"Cited {payload}", "javascript:alert(3)"],
        "pidArray": [],
        "status": "registered",
    }


class Page(HTMLParser):
    """What a page would load or run: `loads` by address, `scripts` by type, `handlers`, and all `links`.

    A script from a file of ours counts as "ours", whatever its type.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str | None] = []
        self.handlers: list[str] = []
        self.text = text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag == "script":
            is_ours = (given.get("src") or "").startswith("/static/")
            self.scripts.append("ours" if is_ours else given.get("type"))
        for name in ("src", "href", "action", "formaction", "srcset", "poster", "data"):
            if (value := given.get(name)) is not None:
                (self.links if tag == "a" else self.loads).append(value)


def is_harmless(shown: Page) -> bool:
    """Whether it loads nothing from elsewhere and runs nothing."""
    local = all(load.startswith("/") and not load.startswith("//") for load in shown.loads)
    return (
        local
        and {*shown.scripts} <= {"ours"}
        and not shown.handlers
        and not {"img.x", "iframe"} & {*shown.tags}
    )
