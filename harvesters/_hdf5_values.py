"""Read small values from HDF5 without ever opening another file, loading a plugin or filling the memory.

Everything is asked for before it is read: where a dataset is stored, through which filters, how large it is.
Asking a virtual dataset for its shape opens its sources, so the layout is looked at first.
"""

import math
from collections.abc import Callable
from functools import cache

import numpy as np
from h5py import h5a, h5d, h5g, h5s, h5t, string_dtype

from harvesters._hdf5_node import Issue, Value

MOST_BYTES = 64 * 1024
"""No dataset or attribute above this many bytes is read."""

MOST_ELEMENTS = 1024
"""No dataset or attribute of variable-length texts with more elements is read."""

MOST_CHUNK_BYTES = 1024 * 1024
"""A compressed value is not read when unpacking one chunk of it takes more."""

READ_ERRORS = (OSError, RuntimeError, ValueError, KeyError)
"""What h5py raises when the library cannot make sense of the bytes."""

_REFERENCE_BYTES = 16  # of files with the usual 8-byte addresses; others take the longer way
_BUILT_IN_FILTERS = {1, 2, 3}  # deflate, shuffle, fletcher32: others would need a plugin


def decode(raw: bytes) -> str:
    """UTF-8, else Latin-1 (real files hold 0xC5 for the angstrom sign); cut at NUL and stripped."""
    raw = raw.split(b"\0", 1)[0]
    try:
        return raw.decode().strip()
    except UnicodeDecodeError:
        return raw.decode("latin-1").strip()


def dataset_value(dataset: h5d.DatasetID, path: str, issues: list[Issue]) -> Value | None:
    """The texts or numbers of a small dataset; None, with an issue, where it must not or cannot be read."""
    try:
        # An address in this file means plain contiguous storage: no filter, no other file.
        is_plain = dataset.get_offset() is not None
        if not is_plain and (issue := _unsafe(dataset, path)):
            issues.append(issue)
            return None
        kind = dataset.get_type()
        is_single = is_plain and dataset.get_storage_size() == _stored_size(kind)
        count = 1 if is_single else dataset.get_space().get_simple_extent_npoints()
        if count == 0:
            return None
        if _too_large(kind, count):
            issues.append(Issue("too-large", path, f"{count} values are too many to be read as metadata."))
            return None
        # The library compares this space with the one in the file; without it, it would trust our buffer.
        space = _single() if is_single else h5s.create_simple((count,))
        return _value(kind, count, path, lambda into, of: dataset.read(space, h5s.ALL, into, of))
    except READ_ERRORS as error:
        issues.append(Issue("unreadable", path, f"The value cannot be read: {error}"))
    except TypeError as error:
        issues.append(Issue("unsupported-type", path, f"The value has a type that is not read: {error}"))
    return None


def attribute_value(
    thing: h5g.GroupID | h5d.DatasetID, name: bytes, path: str, issues: list[Issue]
) -> Value | None:
    """The texts or numbers of a small attribute; None where there is none."""
    try:
        if not h5a.exists(thing, name):
            return None
        attribute = h5a.open(thing, name)
        size, kind = attribute.get_storage_size(), attribute.get_type()
        if size == 0:
            return None
        is_single = size == _stored_size(kind)
        count = 1 if is_single else attribute.get_space().get_simple_extent_npoints()
        if size > MOST_BYTES or _too_large(kind, count):
            issues.append(Issue("too-large", path, f"The attribute {decode(name)} is too large to be read."))
            return None
        return _value(kind, count, path, attribute.read)
    except READ_ERRORS as error:
        issues.append(Issue("unreadable", path, f"The attribute {decode(name)} cannot be read: {error}"))
    except TypeError:  # a type that numpy has no word for
        pass
    return None


def attribute_text(
    thing: h5g.GroupID | h5d.DatasetID, name: bytes, path: str, issues: list[Issue]
) -> str | None:
    """The text of an attribute (the first of a list), or its number as text; None where there is none."""
    value = attribute_value(thing, name, path, issues)
    if value is None:
        return None
    return value.texts[0] if value.texts else f"{value.numbers[0]:g}" if value.numbers else None


def _value(
    kind: h5t.TypeID, count: int, path: str, read: Callable[[np.ndarray, h5t.TypeID], None]
) -> Value | None:
    family = kind.get_class()
    if family == h5t.STRING:
        varies = kind.is_variable_str()
        texts = np.empty(count, dtype="O" if varies else f"S{kind.get_size()}")
        read(texts, _python_text() if varies else kind)
        return Value(path, texts=[decode(text or b"") for text in texts.tolist()])
    if family in (h5t.INTEGER, h5t.FLOAT):
        numbers = np.empty(count, dtype="f8")
        read(numbers, h5t.NATIVE_DOUBLE)
        return Value(path, numbers=numbers.tolist())
    return None


def _stored_size(kind: h5t.TypeID) -> int:
    """Bytes that one value of a type takes in a file; a text of variable length takes a reference."""
    varies = kind.get_class() == h5t.STRING and kind.is_variable_str()
    return _REFERENCE_BYTES if varies else int(kind.get_size())


@cache
def _single() -> h5s.SpaceID:
    return h5s.create(h5s.SCALAR)


@cache
def _python_text() -> h5t.TypeID:
    """The type in memory of variable-length texts; read by the file's own type, pointers pass for objects."""
    return h5t.py_create(string_dtype())


def _too_large(kind: h5t.TypeID, count: int) -> bool:
    if kind.get_class() == h5t.STRING and kind.is_variable_str():
        return bool(count > MOST_ELEMENTS)
    return bool(count * max(kind.get_size(), 8) > MOST_BYTES)


def _unsafe(dataset: h5d.DatasetID, path: str) -> Issue | None:
    """Why a dataset without one plain place in this file must not be read."""
    made = dataset.get_create_plist()
    layout = made.get_layout()
    if layout == h5d.VIRTUAL:
        return Issue("virtual-dataset", path, "The value lies in other files, which are not opened.")
    if made.get_external_count():
        return Issue("external-storage", path, "The value lies in a raw file outside, which is not opened.")
    if layout != h5d.CHUNKED or not made.get_nfilters():
        return None
    filters = {made.get_filter(number)[0] for number in range(made.get_nfilters())}
    if not filters <= _BUILT_IN_FILTERS:
        return Issue(
            "compressed", path, "The value is packed by a filter plugin, and none is loaded to read it."
        )
    if math.prod(made.get_chunk()) * dataset.get_type().get_size() > MOST_CHUNK_BYTES:
        return Issue("too-large", path, "The value is packed in a chunk that is too large to be unpacked.")
    return None
