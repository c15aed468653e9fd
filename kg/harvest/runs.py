"""When each source was last harvested to the end, read from the ledger beside whoever writes it."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

_LAST = "SELECT source, MAX(ended) FROM run WHERE ended IS NOT NULL GROUP BY source"


def last_runs(ledger: Path) -> dict[str, datetime] | None:
    """The end of the newest finished run of each source; None where there is no ledger, or it is in use."""
    # Its writer leaves no such file behind. Reading without locks and extra files cannot get in its way.
    if not ledger.is_file() or ledger.with_name(f"{ledger.name}-wal").exists():
        return None
    try:
        with closing(
            sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            return {source: datetime.fromisoformat(ended) for source, ended in database.execute(_LAST)}
    except sqlite3.Error:
        return None
