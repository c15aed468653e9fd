"""What the browser tests share: a service on the sample world, and Debian's chromium."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(sample_home: Path) -> Iterator[str]:
    """A service on the sample world."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--store", str(sample_home), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"KG_ENCODER": "none", "PATH": "/usr/bin:/bin"},
    )
    assert process.stdout is not None
    yield process.stdout.readline().removeprefix("Serving on ").strip()
    process.terminate()
    process.communicate(timeout=30)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """No longer than needed: an event loop runs with it, beside which no test can run its own."""
    chromium = which("chromium")
    if chromium is None:
        pytest.skip("no chromium here; Debian's package brings it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def asked(browser: "Browser") -> "Iterator[tuple[Page, list[str]]]":
    """A page, and the address of every request it made; the page must not complain in its console."""
    context = browser.new_context()
    page, requests = context.new_page(), list[str]()
    complaints = list[str]()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    yield page, requests
    context.close()
    assert complaints == []
