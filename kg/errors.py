"""Everything the product expects to go wrong, sorted by what the reader can do about it.

KgError                    anything expected to go wrong
  BadInput                 mend the request: it asks for something that cannot be
    BadQuery               mend the query: the SPARQL text is not valid or not allowed
  BadRecord                one source record is unusable; it is kept aside with this reason
  SourceUnavailable        the other side is down; try again later
  QueryFailed              the query was stopped (time, memory, crash); nothing partial is returned
  StoreBusy                another process writes to this store
  StoreFull                the disk is full; free space and run again
  StoreBroken              the store cannot be written, though there is space
  MissingExtra             an optional part is not installed

Each error carries the exit code that the shell returns for it.
"""


class KgError(Exception):
    """Base of all expected errors; `exit_code` is what the shell returns."""

    exit_code = 2


class BadInput(KgError):
    """The request names something that cannot be; the message says what would."""


class BadQuery(BadInput):
    """The SPARQL text cannot be run; `line` and `column` (1-based) where known.

    `excerpt` is the line with a caret below the place, `engine_message` what the engine itself said.
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        *,
        excerpt: str | None = None,
        engine_message: str | None = None,
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.engine_message = engine_message


class BadRecord(KgError):
    """One source record cannot be used; the message becomes its quarantine reason."""


class SourceUnavailable(KgError):
    """The other side does not answer or answers nonsense."""

    exit_code = 3


class QueryFailed(KgError):
    """A query was stopped before it finished.

    `kind` is timeout, memory, crash, too-large, busy (queue full), budget (this client has used its share),
    gone (the asker left), start (no worker runs) or remote (the engine behind fails). `wait` is the number of
    seconds after which asking again makes sense, where known. `for_operator` is what whoever runs the engine
    can do: for the shell and the log, never for strangers.
    """

    def __init__(
        self, message: str, kind: str, wait: float | None = None, for_operator: str | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.wait = wait
        self.for_operator = for_operator


class StoreBusy(KgError):
    """Another process holds the store's writer lock."""


class StoreFull(KgError):
    """The store's disk is full; nothing that was checkpointed is lost."""


class StoreBroken(KgError):
    """The store could not be written even after it was opened anew; nothing that was checkpointed is lost."""


class MissingExtra(KgError):
    """An optional part is not installed; the message says how to install it."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(
            f'{purpose} needs the extra "{extra}". Install it with:  pip install "pan-kg[{extra}]"'
        )
        self.extra = extra
