"""A page as PDF, printed by a browser without a window."""

import os
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from kg.errors import BadInput, QueryFailed

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 120


def print_pdf(html: str) -> bytes:
    """The document as a browser prints it; it loads nothing, for it has nowhere to load from.

    Raises:
        BadInput: there is no browser.
        QueryFailed: it did not print.
    """
    browser = next((found for name in BROWSERS if (found := which(name))), None)
    if browser is None:
        raise BadInput(
            f"Printing a PDF needs a browser, one of: {', '.join(BROWSERS)}. "
            "On Debian: apt install chromium. Or write --format html and print that."
        )
    with TemporaryDirectory() as folder:
        page, printed = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(html, encoding="utf-8")
        told = _run(browser, page, printed)
        if not printed.is_file():
            raise QueryFailed(f"{browser} printed nothing: {told[-300:]}", "crash")
        return printed.read_bytes()


def _run(browser: str, page: Path, printed: Path) -> str:
    command = [
        browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--no-pdf-header-footer", f"--user-data-dir={page.parent / 'profile'}",
        f"--print-to-pdf={printed}", page.as_uri(),
    ]  # fmt: skip
    if os.geteuid() == 0:  # for root the browser has no sandbox of its own; the page is ours and runs nothing
        command.insert(1, "--no-sandbox")
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise QueryFailed(f"{browser} did not print within {_SECONDS} seconds.", "timeout") from None
    return done.stderr
