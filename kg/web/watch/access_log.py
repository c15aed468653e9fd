"""The access log: a line per request without what was asked, from a whole network of clients."""

from logging import LogRecord

from kg.web.watch.query_log import network_of

_SHOWN = 300
"""Characters of a path."""


def hide_strangers(record: LogRecord) -> bool:
    """A filter for uvicorn's lines: queries stand in addresses, and whose they are is nobody's business.

    It changes the record, and holds none back.
    """
    if isinstance(record.args, tuple) and len(record.args) == 5:
        client, method, path, version, status = record.args
        network = network_of(str(client).rpartition(":")[0]) or "-"
        record.args = (network, method, str(path).partition("?")[0][:_SHOWN], version, status)
    return True
