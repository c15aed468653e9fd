"""A server that answers as a test says: what an engine does when it is none, is down, or comes back."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from engines.servers import free_port

JSON = "application/sparql-results+json"
YES, NO = b'{"head":{},"boolean":true}', b'{"head":{},"boolean":false}'
Reply = tuple[int, str, bytes]
"""Status, media type and body."""
Script = Callable[[str], Reply]
"""What a request's form is answered."""


class Scripted:
    """Always the same port of loopback, whether something listens there or not."""

    def __init__(self, reply: Script, product: str = "") -> None:
        """`product` is what the header Server says."""
        self.reply = reply
        self.asked: list[str] = []
        self._product = product
        self._port = free_port()
        self._server: ThreadingHTTPServer | None = None

    def address(self, path: str = "/query") -> str:
        """Where it is, or would be."""
        return f"http://127.0.0.1:{self._port}{path}"

    def start(self) -> None:
        """Listen."""
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                scripted.asked.append(form)
                status, kind, body = scripted.reply(form)
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:  # nobody waits any more
                    self.close_connection = True

            do_GET = do_POST

            def version_string(self) -> str:
                return scripted._product

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Refuse connections from now on."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()


@contextmanager
def scripted(reply: Script, product: str = "") -> Iterator[Scripted]:
    """A server that runs until the end of the block."""
    server = Scripted(reply, product)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def always(status: int, kind: str, body: bytes) -> Script:
    """The same to everybody."""
    return lambda form: (status, kind, body)
