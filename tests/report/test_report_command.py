"""`kg report citations` on the small book."""

import json
from pathlib import Path
from shutil import which

import pytest
from serving import Page, is_harmless
from small_book import AS_OF
from typer.testing import CliRunner, Result

from kg.cli.main import build
from kg.errors import BadInput
from kg.report import pdf


def run(home: Path, *options: str) -> Result:
    command = ["report", "citations", "--store", str(home), "--as-of", AS_OF]
    return CliRunner().invoke(build(), [*command, *options])


def test_json_is_one_document(small_home: Path) -> None:
    done = run(small_home, "--facility", "aurora-light-source", "--json")

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["pairs"]["total"] == 16


def test_the_terminal_shows_the_bounds_and_what_is_down(small_home: Path) -> None:
    shown = run(small_home, "--facility", "Aurora Light Source").stdout

    assert "5 to 10" in shown
    assert "opencitations: down, answered 503" in shown
    assert "16 of the pairs are constructed" in shown


def test_the_html_stands_alone(small_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    done = run(small_home, "--facility", "aurora-light-source", "--format", "html", "--out", str(file))
    shown = Page(file.read_text(encoding="utf-8"))

    assert done.exit_code == 0, done.output
    assert is_harmless(shown)
    assert not shown.loads
    assert not [link for link in shown.links if link.startswith("/")]


def test_an_unknown_facility_or_format_names_those_there_are(small_home: Path) -> None:
    with pytest.raises(BadInput, match="aurora-light-source"):
        raise run(small_home, "--facility", "nowhere").exception or AssertionError
    with pytest.raises(BadInput, match="markdown"):
        raise (
            run(small_home, "--facility", "aurora-light-source", "--format", "doc").exception
            or AssertionError
        )


@pytest.mark.browser
def test_the_pdf_is_printed(small_home: Path, tmp_path: Path) -> None:
    if not any(which(name) for name in pdf.BROWSERS):
        pytest.skip("no browser here; Debian's chromium is one")
    file = tmp_path / "report.pdf"
    done = run(small_home, "--facility", "aurora-light-source", "--format", "pdf", "--out", str(file))

    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF-")


def test_without_a_browser_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "which", lambda name: None)

    with pytest.raises(BadInput, match="chromium"):
        pdf.print_pdf("<p>")
