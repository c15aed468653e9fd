"""The key that a service wants with every request, beside or instead of a bearer token."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Key:
    """A secret, and where the service wants it: in a header, or as a parameter of the address.

    As a parameter it is put in when the request is sent and not before, so that no message, no origin and no
    remembered answer holds an address with it.
    """

    secret: str = field(repr=False)
    header: str | None = None
    param: str | None = None
