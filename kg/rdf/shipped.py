"""Find the RDF files that ship with the product, in a wheel and in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def shipped(folder: str) -> Traversable:
    """The folder `ontologies` or `shapes`.

    A wheel carries them under `kg/_shipped`; a checkout keeps them beside `kg`.

    Raises:
        FileNotFoundError: this installation lacks the folder.
    """
    in_wheel = files("kg") / "_shipped" / folder
    if in_wheel.is_dir():
        return in_wheel
    root = Path(__file__).resolve().parents[2]
    if (root / "pyproject.toml").is_file() and (root / folder).is_dir():
        return root / folder
    raise FileNotFoundError(f"This installation of pan-kg has no {folder}/ folder; install it again.")
