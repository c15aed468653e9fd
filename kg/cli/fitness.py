"""What `kg doctor` looks at; each check is a function that gives one finding."""

import platform
import re
import shutil
import socket
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.settings import Settings

if TYPE_CHECKING:
    from kg.store.home import Home

DISTRIBUTION = "pan-kg"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(.*)")
ENOUGH_DISK = 2 * 10**9
"""Bytes below which a publication of a large store may run out: it holds the graph twice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked thing; `remedy` says what to do, None where nothing need be done."""

    check: str
    state: Literal["ok", "warn", "fail"]
    detail: str
    remedy: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As `kg doctor --json` lists it."""
        return asdict(self)


def examine(home: "Home", settings: Settings, port: int) -> list[Finding]:
    """All findings, the most basic first."""
    from kg.cli.engine import engine

    return [
        python(),
        packages(),
        shipped_files(),
        camera_library(),
        containment(),
        encoder(settings),
        engine(home, home.remote) if home.remote else store(home.path),
        citations(home),
        disk(home.path),
        listening(settings.host, port),
        chromium(),
    ]


def python(running: str = platform.python_version()) -> Finding:
    """Python is as new as the product needs."""
    major, minor = (int(part) for part in running.split(".")[:2])
    if (major, minor) >= (3, 11):
        return Finding("python", "ok", running)
    return Finding("python", "fail", running, "Install Python 3.11 or newer.")


def packages() -> Finding:
    """Every declared package is there; pinned ones in the pinned version."""
    try:
        declared = [line for line in requires(DISTRIBUTION) or [] if "extra ==" not in line]
    except PackageNotFoundError:
        return Finding(
            "packages", "warn", f"{DISTRIBUTION} is not installed, only importable", "pip install -e ."
        )
    wrong = [problem for line in declared if (problem := _problem(line))]
    if wrong:
        return Finding("packages", "fail", "; ".join(wrong), f"pip install --upgrade {DISTRIBUTION}")
    return Finding("packages", "ok", f"{DISTRIBUTION} {version(DISTRIBUTION)} and {len(declared)} packages")


def _problem(requirement: str) -> str | None:
    found = _REQUIREMENT.match(requirement)
    name, rest = found.groups() if found else (requirement, "")
    try:
        installed = version(name)
    except PackageNotFoundError:
        return f"{name} is missing"
    pinned = re.search(r"==([\w.]+)", rest)
    if pinned and installed != pinned.group(1):
        return f"{name} is {installed}, needs {pinned.group(1)}"
    return None


def shipped_files() -> Finding:
    """The ontologies and shapes came with the installation."""
    from kg.rdf.shipped import shipped

    try:
        counts = [
            f"{len(list(shipped(name).iterdir()))} files in {name}" for name in ("ontologies", "shapes")
        ]
    except FileNotFoundError as error:
        return Finding("shipped", "fail", str(error), f"pip install --force-reinstall {DISTRIBUTION}")
    return Finding("shipped", "ok", ", ".join(counts))


def camera_library() -> Finding:
    """No other distribution installs a package called harvesters over ours."""
    owners = set(packages_distributions().get("harvesters", [])) - {DISTRIBUTION}
    if not owners:
        return Finding("harvesters", "ok", "no other package of that name")
    detail = f"another package called harvesters is installed here, by {', '.join(sorted(owners))}"
    return Finding("harvesters", "warn", detail, "Give pan-kg an environment of its own.")


def containment() -> Finding:
    """Strangers' queries can be locked in."""
    from kg.errors import BadInput
    from kg.query.sandbox import require_containment

    try:
        return Finding("containment", "ok", f"query workers: {require_containment()}")
    except BadInput as error:
        return Finding(
            "containment", "warn", str(error), "Serve on 127.0.0.1 only, or move the service to Linux."
        )


def encoder(settings: Settings) -> Finding:
    """Dense vectors can be made."""
    from kg.index.encoder import encoder_problem, needs_export

    if problem := encoder_problem(settings.encoder, settings.cache):
        return Finding("encoder", "warn", problem, "Without it search goes by words and techniques only.")
    if needs_export(settings.encoder, settings.cache):
        return Finding("encoder", "ok", f"{settings.encoder}, to be exported at its first use (seconds)")
    return Finding("encoder", "ok", f"{settings.encoder}, at hand")


def store(home: Path) -> Finding:
    """The store in a folder has a readable generation."""
    from kg.errors import KgError
    from kg.store.counts import told
    from kg.store.home import Home

    try:
        current = Home(home).current()
        if current is None:
            return Finding(
                "store", "warn", f"{home} holds no generation", "kg demo, or kg harvest SOURCE LOCATION"
            )
        found = Home(home).reader(current).size()
        facts = current.facts
        told_then, told_now = told(facts), told(facts | {"with_description": found})
    except (KgError, OSError, ValueError) as error:
        return Finding(
            "store", "fail", f"{home}: {error}", "Restore a backup with kg restore, or harvest anew."
        )
    where = f"{home}: generation {current.number}"
    if facts.get("with_description", found) != found:
        detail = f"{where} holds {told_now}; when it was made, it held {told_then}"
        return Finding("store", "fail", detail, "Restore a backup with kg restore, or run kg publish.")
    return Finding("store", "ok", f"{where}, {told_now}")


def citations(home: "Home") -> Finding:
    """The current generation has a citation book that can be read; without a generation there is none."""
    from kg.citation.book import Book
    from kg.errors import KgError

    try:
        current = home.current()
        if current is None:
            return Finding("citations", "ok", "no generation, so no citation book")
        with Book.open(current.citations) as book:
            claims, pairs = book.size()
    except (KgError, OSError, ValueError) as error:
        return Finding("citations", "warn", str(error), "Make the book anew: kg publish")
    return Finding("citations", "ok", f"{claims} claims, {pairs} pairs of works")


def disk(home: Path) -> Finding:
    """Room for another generation."""
    place = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    detail = f"{free / 1e9:.1f} GB free at {place}"
    if free < ENOUGH_DISK:
        return Finding("disk", "warn", detail, "Make room: publishing needs the size of the store once more.")
    return Finding("disk", "ok", detail)


def listening(host: str, port: int) -> Finding:
    """The service's port is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            detail = f"{host} port {port}: {error.strerror}"
            return Finding(
                "port", "warn", detail, "A service may be running already; else kg serve --port N."
            )
    return Finding("port", "ok", f"{host} port {port} is free")


def chromium() -> Finding:
    """A browser, which only the browser tests need."""
    found = shutil.which("chromium")
    return Finding("chromium", "ok", found or "absent; only the project's browser tests would use it")
