"""Static embeddings: one vector per word piece, averaged. Thousands of texts a second, without any network.

For bulk only. On judged searches they lost clearly, to plain BM25 even, and so do not belong into a ranking
that has a sentence encoder at hand (see the design's page on search baselines, section 4). Two kinds of
folder serve: a model2vec one (a table of vectors made for this), or a BERT-like one, whose input layer is
taken.
"""

import json
import struct
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import BadInput
from kg.index.encoder import model_source, weights_digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_TYPES = {"F32": "<f4", "F16": "<f2"}
_RARE = 1e-3  # smooth inverse frequency: a piece counts a / (a + its share of all text)
_LONGEST_HEADER = 100_000_000


class Tensor(NamedTuple):
    """Where a table lies in a safetensors file."""

    kind: str
    shape: tuple[int, ...]
    start: int


class StaticEncoder:
    """The mean of the vectors of a text's word pieces, normalised; a text of no known piece is all zeros."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    @cached_property
    def identity(self) -> str:
        """Folder name and weights digest."""
        return f"static-{self.folder.name}-{weights_digest(self.folder)}"

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._table.shape[1])

    @cached_property
    def _table(self) -> "NDArray[np.float32]":
        """One row per piece, weighed: what a sum over the pieces of a text needs."""
        import numpy as np

        file = self.folder / "model.safetensors"
        tensors = read_header(file)
        if made := tensors.get("embeddings"):
            return _read(file, made).astype(np.float32)
        layer = next((of for name, of in tensors.items() if name.endswith("word_embeddings.weight")), None)
        if layer is None:
            raise BadInput(
                f"{file} has neither a table of embeddings nor an input layer. Name a model2vec or BERT-like "
                "folder in the setting `encoder`, or `none` to search without dense vectors."
            )
        rows = _read(file, layer).astype(np.float32)
        # The pieces of such vocabularies stand roughly by frequency; Zipf's law gives the share of a place.
        shares = 1 / (np.arange(1, len(rows) + 1) * np.log(len(rows) + 1))
        weighed: NDArray[np.float32] = rows * (_RARE / (_RARE + shares))[:, None].astype(np.float32)
        return weighed

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _unknown(self) -> int | None:
        """The number of the piece that stands for what the vocabulary does not have."""
        places = map(self._tokenizer.token_to_id, ("[UNK]", "<unk>"))
        return next((place for place in places if place is not None), None)

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One normalised row per text: float32, (n, dimension)."""
        import numpy as np

        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids
            known = [of for of in ids if of != self._unknown and of < len(self._table)]
            if known:
                rows[place] = self._table[known].mean(axis=0)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths == 0, 1, lengths)
        return rows


def static_folder(name: str) -> Path:
    """The folder that the setting names after `static:`: a folder, or the packaged weights by their name."""
    return Path(model_source(name))


def read_header(file: Path) -> dict[str, Tensor]:
    """The tables of a safetensors file by name; see https://github.com/huggingface/safetensors#format.

    Raises:
        BadInput: this is no such file.
    """
    try:
        with file.open("rb") as opened:
            (length,) = struct.unpack("<Q", opened.read(8))
            if length > _LONGEST_HEADER:
                raise ValueError(length)
            head: dict[str, Any] = json.loads(opened.read(length))
        head.pop("__metadata__", None)
        return {
            name: Tensor(of["dtype"], tuple(of["shape"]), 8 + length + of["data_offsets"][0])
            for name, of in head.items()
        }
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        raise BadInput(
            f"{file} is no safetensors file that can be read. Name a folder with model.safetensors and "
            "tokenizer.json after `static:` in the setting `encoder`."
        ) from error


def _read(file: Path, tensor: Tensor) -> "NDArray[Any]":
    import numpy as np

    if tensor.kind not in _TYPES or len(tensor.shape) != 2:
        raise BadInput(f"{file} holds its vectors as {tensor.kind}; only F32 and F16 tables are read.")
    size = np.dtype(_TYPES[tensor.kind]).itemsize * tensor.shape[0] * tensor.shape[1]
    if file.stat().st_size < tensor.start + size:
        raise BadInput(f"{file} is cut off: its table of vectors should be {size:,} bytes long.")
    return np.asarray(np.memmap(file, _TYPES[tensor.kind], "r", tensor.start, tensor.shape))
