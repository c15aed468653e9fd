"""One change that is asked for, as it goes to the process that carries it out."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

Kind = Literal["update", "put", "post", "delete", "label"]


@dataclass(frozen=True, slots=True)
class Change:
    """`graph` is an absolute IRI, None for the default graph; `body` is an update's text, RDF or a label.

    `media_type` says which syntax of RDF. `using` and `using_named` are the dataset that the protocol's
    parameters give an update.
    """

    kind: Kind
    graph: str | None = None
    body: bytes = b""
    media_type: str = ""
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()

    def head(self) -> dict[str, Any]:
        """All but the body, as JSON takes it."""
        head = asdict(self)
        del head["body"]
        return head

    @classmethod
    def of(cls, head: dict[str, Any], body: bytes) -> Self:
        """The change that `head` and a body tell of."""
        lists = {name: tuple(head[name]) for name in ("using", "using_named")}
        return cls(kind=head["kind"], graph=head["graph"], body=body, media_type=head["media_type"], **lists)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change did: `wrote` something, `created` the graph, or found none `there` to delete."""

    wrote: bool = True
    created: bool = False
    there: bool = True
