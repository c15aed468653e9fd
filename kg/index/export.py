"""Export a sentence-transformers model to ONNX: `python -m kg.index.export MODEL FOLDER IDENTITY`.

The only module that imports torch; it runs in a process of its own and writes the folder in one rename.
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any


def export(source: str, folder: Path, identity: str) -> None:
    """Write `model.onnx`, `tokenizer.json` and `encoder.json` of a model name or folder to `folder`.

    Pooling and normalisation are inside the graph. If another process was quicker, its folder stands.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(source, draft, identity)
        try:
            os.rename(draft, folder)
        except OSError:
            if not (folder / "encoder.json").is_file():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(source: str, draft: Path, identity: str) -> None:
    import orjson
    import torch
    from sentence_transformers import SentenceTransformer

    model: Any = SentenceTransformer(source, device="cpu", model_kwargs={"attn_implementation": "eager"})
    model.eval()
    sample = dict(model.tokenizer(["one text", "another, longer text"], padding=True, return_tensors="pt"))
    inputs = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in sample]

    class Sentence(torch.nn.Module):  # type: ignore[misc]
        """Tokens in, one normalised vector out."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            vectors = self.model(dict(zip(inputs, tensors, strict=True)))["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, dim=1)

    axes = {name: {0: "texts", 1: "tokens"} for name in inputs} | {"vectors": {0: "texts"}}
    with torch.no_grad():
        torch.onnx.export(
            Sentence(), tuple(sample[name] for name in inputs), str(draft / "model.onnx"), dynamo=False,
            opset_version=17, input_names=inputs, output_names=["vectors"], dynamic_axes=axes,
        )  # fmt: skip
    model.tokenizer.backend_tokenizer.save(str(draft / "tokenizer.json"))
    facts = {
        "identity": identity,
        "dimension": int(model.get_embedding_dimension()),
        "longest": int(model.max_seq_length),
        "pad": int(model.tokenizer.pad_token_id),
        "inputs": inputs,
    }
    (draft / "encoder.json").write_bytes(orjson.dumps(facts))


if __name__ == "__main__":
    export(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
