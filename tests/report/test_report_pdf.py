"""The report on paper: what belongs together stands on one page, as poppler's pdftotext reads it back."""

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from typer.testing import CliRunner

import kg.web
from kg.cli.main import build
from kg.report.pdf import BROWSERS, print_pdf

STYLE = Path(kg.web.__file__).parent / "static" / "style.css"
NUMBER = re.compile(r"\s*(\d+) / (\d+)\s*")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not any(map(which, BROWSERS)), reason="no browser here; Debian's chromium is one"),
    pytest.mark.skipif(which("pdftotext") is None, reason="no pdftotext here; Debian's poppler-utils has it"),
]


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page, without its number, which is checked."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    found = [page.splitlines() for page in done.stdout.decode().split("\f")[:-1]]
    lines = [[line.strip() for line in page if line.strip()] for page in found]
    numbers = [NUMBER.fullmatch(page.pop()) for page in lines]
    assert [number and (int(number[1]), int(number[2])) for number in numbers] == [
        (at, len(lines)) for at in range(1, len(lines) + 1)
    ]
    return lines


def page_of(line: str, found: list[list[str]]) -> int:
    (at,) = (number for number, page in enumerate(found) if any(line in said for said in page))
    return at


def test_what_belongs_together_stands_on_one_page() -> None:
    # Sections of growing height: wherever a page ends, some heading, drawing and row would be cut by it.
    section = """<h2>Heading {n}.</h2><p>Text {n}.</p>
      <figure class="wide" style="height: {height}mm"><svg class="chart report" viewBox="0 0 300 100">
      <text y="20">top {n}.</text><text y="90">bottom {n}.</text></svg></figure>"""
    row = "<tr><th scope='row'>row {n}.</th><td>first {n}.<br>second<br>third<br>last {n}.</td></tr>"
    body = "".join(section.format(n=n, height=62 + 3 * n) for n in range(12))
    rows = "".join(row.format(n=n) for n in range(60))
    table = (
        f"<div class='scroll'><table><thead><tr><th>Why</th><th>Such as</th></tr></thead>{rows}</table></div>"
    )
    style = STYLE.read_text(encoding="utf-8")

    found = pages(print_pdf(f"<!doctype html><style>{style}</style><main>{body}<h2>Long</h2>{table}</main>"))

    for n in range(12):
        assert page_of(f"Heading {n}.", found) == page_of(f"Text {n}.", found) == page_of(f"top {n}.", found)
        assert page_of(f"top {n}.", found) == page_of(f"bottom {n}.", found)
    for n in range(60):
        assert page_of(f"first {n}.", found) == page_of(f"last {n}.", found)
    with_rows = [page for page in found if any("first" in line for line in page)]
    assert len(with_rows) > 2
    assert all(any(re.match(r"Why\s+Such as", line) for line in page) for page in with_rows)


def test_no_heading_of_the_sample_report_is_left_at_the_foot_of_a_page(
    sample_home: Path, tmp_path: Path
) -> None:
    asked = ["report", "citations", "--facility", "aurora-light-source", "--store", str(sample_home)]
    html, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    for file in (html, pdf):
        done = CliRunner().invoke(build(), [*asked, "--out", str(file)])
        assert done.exit_code == 0, done.output
    headings = set(re.findall(r"<h2[^>]*>([^<]+)</h2>", html.read_text(encoding="utf-8")))

    found = pages(pdf.read_bytes())

    assert len(headings) > 10
    assert [page[-1] for page in found if page[-1] in headings] == []
    proposals = [page for page in found if any(re.match(r"AU\d{8}\s", line) for line in page)]
    assert len(proposals) > 1  # its table is longer than a page
    for page in proposals:
        lines = [line.split()[0] for line in page]
        first = next(at for at, line in enumerate(lines) if re.fullmatch(r"AU\d{8}", line))
        assert lines[first - 1] == "Proposal"
    assert all("The same in SPARQL" not in line for page in found for line in page)
