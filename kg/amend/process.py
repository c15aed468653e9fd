"""What the process of `python -m kg.amend` does with each change."""

import importlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO

from kg.amend.change import Change
from kg.amend.graphs import amend
from kg.amend.message import receive, send
from kg.amend.offspring import Allowance, Begun, in_offspring
from kg.amend.refusal import as_json
from kg.errors import KgError, QueryFailed, StoreBroken, StoreBusy
from kg.harvest.witness import asking_sources
from kg.publishing import publish_live
from kg.query.sandbox import confine
from kg.store.home import Home
from kg.vocabulary import reload_vocabularies
from kg.writer import Writer, open_writer

_SOON = ("kg.index.build", "kg.store.closure", "numpy", "tantivy")
"""What publishing imports when it is due; imported before, each offspring has it for nothing."""

_PAUSE = 0.05
_STORED = "The change is stored and will be shown by the next publication. "


def serve(store: str, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    home = Home(store)
    for module in _SOON:
        importlib.import_module(module)
    asking_sources()  # imports the sources, whose states each publication looks at
    while (message := receive(requests)) is not None:
        try:
            answer = _carry_out(home, *message)
        except KgError as error:
            answer = as_json(error)
        send(answers, answer)


def _carry_out(home: Home, head: dict[str, Any], body: bytes) -> dict[str, Any]:
    """`generation` that holds the change, `created` and `there`; or `error` and what belongs to it."""
    seconds, megabytes, wait = head["seconds"], head["megabytes"], head["wait"]
    change = Change.of(head["change"], body)
    work = partial(_contained, home, change, seconds, megabytes, wait)
    outcome = in_offspring(work, Allowance(seconds, megabytes))
    if "error" in outcome or not outcome["there"]:
        return outcome
    publish = partial(_published, home, head["encoder"], head["cache"], wait)
    try:
        return outcome | in_offspring(publish, Allowance())
    except QueryFailed as error:  # whose words are those for a change
        raise StoreBroken(
            f"{_STORED}Publishing ended without a word ({error.kind}); the service's log may say more."
        ) from error


def _contained(
    home: Home, change: Change, seconds: float, megabytes: int, wait: float, begun: Begun
) -> dict[str, Any]:
    # The parent's clock ends it in time; processor time only counts where the parent is gone.
    confine(megabytes, 4 * (seconds + wait), may_write=True)
    try:
        with _patient_writer(home, wait) as writer:
            begun()
            return asdict(amend(writer, change))
    except KgError as error:
        return as_json(error)


def _published(home: Home, encoder: str, cache: str, wait: float, begun: Begun) -> dict[str, Any]:
    from kg.index.encoder import load_encoder

    try:
        with _patient_writer(home, wait) as writer:
            begun()
            reload_vocabularies(writer)
            loaded = load_encoder(encoder, Path(cache))
            return {"generation": publish_live(home, writer, loaded).number}
    except KgError as error:
        return as_json(error, _STORED)


@contextmanager
def _patient_writer(home: Home, wait: float) -> Iterator[Writer]:
    """The writer, once whoever has it lets it go; not waited for longer than `wait` seconds."""
    deadline = monotonic() + wait
    with ExitStack() as stack:
        while True:
            try:
                writer = stack.enter_context(open_writer(home))
                break
            except StoreBusy:
                if monotonic() > deadline:
                    raise
                sleep(_PAUSE)
        yield writer
