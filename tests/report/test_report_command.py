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


def refused(done: Result, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        raise done.exception or AssertionError(done.output)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("r.html", b"<!doctype html>"),
        ("r.HTM", b"<!doctype html>"),
        ("r.json", b"{"),
        ("r.csv", b"\xef\xbb\xbfciting,"),
        ("r.md", b"# Citations"),
        ("r.txt", b"Aurora Light Source, as of"),
    ],
)
def test_the_ending_of_the_file_says_the_format(
    small_home: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    done = run(small_home, "--facility", "aurora-light-source", "--out", str(tmp_path / name))

    assert done.exit_code == 0, done.output
    assert (tmp_path / name).read_bytes().lstrip().startswith(start)


def test_an_ending_that_means_nothing_needs_a_format(small_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"

    refused(run(small_home, "--facility", "aurora-light-source", "--out", str(file)), "--format")
    assert not file.exists()
    done = run(small_home, "--facility", "aurora-light-source", "--out", str(file), "--format", "json")
    assert done.exit_code == 0, done.output
    assert json.loads(file.read_bytes())["pairs"]["total"] == 16


def test_the_terminal_shows_what_changed(small_home: Path) -> None:
    # The store has one generation; the later changes in the small book are of none that is there.
    shown = run(small_home, "--facility", "aurora-light-source", "--since", "2020-01-01").stdout

    assert "Changes since the beginning:\n      1 added (crossref, new claim)\n" in shown
    nothing = run(small_home, "--facility", "aurora-light-source", "--since", "1").stdout
    assert "Changes since generation 1: none." in nothing


def test_a_generation_that_is_not_there_is_refused(small_home: Path) -> None:
    for since in ("0", "5", "99"):
        done = run(small_home, "--facility", "aurora-light-source", "--since", since)
        refused(done, f"generation {since} cannot be told: there is 1 only")


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
