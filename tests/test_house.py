"""The house rules that a machine can check."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from kg.cli.main import build
from kg.harvest.registry import source_names

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sorted(path for top in ("kg", "harvesters", "tests") for path in (ROOT / top).rglob("*.py"))
PRODUCT = [path for path in PYTHON if path.parts[len(ROOT.parts)] != "tests"]
NAMES = [str(path.relative_to(ROOT)) for path in PYTHON]

# The only modules of the product that may hold a literal web address, and why.
MAY_NAME_ADDRESSES = {
    "kg/rdf/names.py": "the namespaces",
    "kg/rdf/mint.py": "patterns that recognise identifiers written as links",
}

# What a source may not pull in when it is imported; what it needs of them it imports where it reads a file.
HEAVY = (
    "torch",
    "h5py",
    "numpy",
    "onnxruntime",
    "fastapi",
    "tantivy",
    "faiss",
    "rdflib",
    "pyshacl",
    "transformers",
)

TEXT = {
    ".py",
    ".toml",
    ".md",
    ".ttl",
    ".rq",
    ".ipynb",
    ".html",
    ".css",
    ".js",
    ".json",
    ".nt",
    ".yaml",
    ".yml",
    "",
}


@pytest.mark.parametrize("path", PYTHON, ids=NAMES)
def test_a_module_is_short_and_one_of_the_product_says_what_it_is_for(path: Path) -> None:
    """One test for what is seen in the text of one file: each is read and parsed once."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert len(text.splitlines()) <= 300, "it has found two nouns: make two modules"
    # 25 lines are the aim; 40 leave room for a call with one argument a line and for records written out.
    # The signature does not count: a command's is a table of its options.
    assert not [f"{node.name} ({length(node)})" for node in functions(tree) if length(node) > 40]
    if path.parts[len(ROOT.parts)] != "tests":
        assert ast.get_docstring(tree), "no docstring"
        assert not [f"line {handler.lineno}" for handler in swallowing(tree)], "catches more than it names"


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.body[0].lineno + 1


def swallowing(tree: ast.Module) -> Iterator[ast.ExceptHandler]:
    """The handlers of any exception at all; tidying up and raising again hides nothing."""
    broad = {"Exception", "BaseException"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) in broad):
            if ast.unparse(node.body[-1]) == "raise":
                continue
            yield node


def literal_addresses(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
        if re.match(r"https?://\w", node.value)
    ]


def test_no_two_modules_of_tests_are_called_alike() -> None:
    """Where a folder is no package, pytest imports modules by their bare names: one of two would not run."""
    names = Counter(
        path.name
        for path in (ROOT / "tests").rglob("test_*.py")
        if not (path.parent / "__init__.py").exists()
    )

    assert [name for name, number in names.items() if number > 1] == []


def test_namespaces_stand_in_one_module() -> None:
    found = {
        name: literal_addresses(path)
        for path in PRODUCT
        if (name := str(path.relative_to(ROOT))) not in MAY_NAME_ADDRESSES
        and not name.startswith("harvesters/")
    }

    assert {name: addresses for name, addresses in found.items() if addresses} == {}


@pytest.mark.parametrize("name", source_names())
def test_importing_a_source_is_light(name: str) -> None:
    code = f"import sys, harvesters.{name}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.split() == []


def test_showing_the_help_is_light() -> None:
    code = f"import sys, kg.cli.main; kg.cli.main.build(); print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.split() == []


def test_the_package_harvesters_holds_nothing_that_another_package_could_take_away() -> None:
    # A camera library installs a package of the same name; whichever came last owns __init__.py.
    tree = ast.parse((ROOT / "harvesters" / "__init__.py").read_text(encoding="utf-8"))
    taken = {"core", "util", "test", "logging", "_private"}

    assert [type(node) for node in tree.body] == [ast.Expr]
    assert not taken & {path.stem for path in (ROOT / "harvesters").glob("*.py")}


def contracts() -> list[dict[str, list[str] | str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, list[str] | str]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_the_contract_between_sources_names_every_source() -> None:
    (independence,) = [contract for contract in contracts() if contract["type"] == "independence"]

    assert sorted(independence["modules"]) == [f"harvesters.{name}" for name in sorted(source_names())]


def test_imports_run_downhill() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.returncode == 0, done.stdout


def tracked() -> list[Path]:
    """The files git has or would take, so that environments and caches are left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def test_no_file_names_a_folder_of_one_machine() -> None:
    # Written in two parts, so that this test does not find itself.
    machine = re.compile(
        "|".join("(?<![\\w.])/" + top for top in ("work/", "root/", "tmp/", "home/", "Users/"))
    )
    found = {
        str(path.relative_to(ROOT)): hit.group()
        for path in tracked()
        if path.suffix in TEXT and (hit := machine.search(path.read_text(encoding="utf-8", errors="replace")))
    }

    assert found == {}


def commands() -> list[tuple[str, ...]]:
    group = get_command(build())
    found: list[tuple[str, ...]] = []

    def visit(command: object, path: tuple[str, ...]) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            found.append(path)
        else:
            for name in sorted(inner):
                visit(inner[name], (*path, name))

    visit(group, ())
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    from typer.testing import CliRunner

    shown = CliRunner().invoke(build(), [*command, "--help"])

    assert shown.exit_code == 0
    assert len(re.sub(r"(?s)Options:.*", "", shown.output).split()) > 8, "no sentence says what it does"


def test_a_test_cannot_reach_the_network() -> None:
    import socket

    # A loopback address that is not on the list stands for the network: nothing can leave the machine.
    with pytest.raises((RuntimeError, UserWarning), match=r"127\.0\.0\.9"):
        socket.create_connection(("127.0.0.9", 9), timeout=1)
