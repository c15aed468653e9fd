"""What `kg ontology check` does, step by step in a process of its own; prints the CPU seconds of each."""

from time import process_time

_BEGUN = process_time()

import json  # noqa: E402 - what runs before the clock is read is the interpreter's
import sys  # noqa: E402


def main(before: str, after: str) -> dict[str, float]:
    """CPU seconds by step, the interpreter's start first; nothing of it is warm."""
    marks = {"interpreter": _BEGUN}
    last = process_time()

    def mark(name: str) -> None:
        nonlocal last
        now = process_time()
        marks[name], last = now - last, now

    from kg.ontology.change import Change
    from kg.ontology.judge import judge
    from kg.ontology.memory import Memory
    from kg.ontology.read.source import open_document
    from kg.ontology.reason.explain import explain
    from kg.ontology.render import rendered  # noqa: F401 - imported by the command too
    from kg.ontology.rules.configuration import Configuration
    from kg.ontology.words import sentences

    configuration = Configuration()
    rules = configuration.rules
    mark("imports")
    documents = [open_document(spec) for spec in (before, after)]
    mark("reading")
    memory = Memory(configuration.policy)
    change = Change(*map(memory.view, documents))
    mark("classifying")
    judged = judge(change, configuration, memory)
    mark("rules")
    sentences(change, explain, judged.complete)
    mark("words")
    assert rules
    return marks


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
