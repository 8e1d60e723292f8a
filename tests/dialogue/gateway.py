"""A gateway for text messages and a Telegram bot interface, as their documents describe them.

The gateway asks for a bearer key, JSON with `to`, `from` and `text`, and an `Idempotency-Key`: a key
that it knows is answered 409 and sent once. Telegram answers 429 with `parameters.retry_after`.
`answers` holds what is answered next instead: status, headers and document.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "clave-de-ensayo"

type Said = tuple[int, Mapping[str, str], Mapping[str, object]]


@dataclass
class Gateway:
    """What arrived, and what is to be answered next."""

    address: str = ""
    taken: list[Mapping[str, str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    answers: list[Said] = field(default_factory=list)
    updates: list[Mapping[str, object]] = field(default_factory=list)
    connections: int = 0

    def answer(self, path: str, headers: Mapping[str, str], document: Mapping[str, str]) -> Said:
        """Return status, headers and document for one request."""
        if self.answers:
            return self.answers.pop(0)
        if path.endswith("/getUpdates"):
            offset = int(document.get("offset", 0))
            self.updates = [one for one in self.updates if int(str(one["update_id"])) >= offset]
            return 200, {}, {"ok": True, "result": self.updates}
        if path.endswith("/sendMessage"):
            return self._telegram(path, document)
        return self._sms(headers, document)

    def _telegram(self, path: str, document: Mapping[str, str]) -> Said:
        if path != f"/bot{KEY}/sendMessage":
            return 401, {}, {"ok": False, "error_code": 401}
        if not document.get("chat_id") or not 0 < len(document.get("text", "")) <= 4096:
            return 400, {}, {"ok": False, "error_code": 400}
        self.taken.append(document)
        return 200, {}, {"ok": True, "result": {}}

    def _sms(self, headers: Mapping[str, str], document: Mapping[str, str]) -> Said:
        if headers.get("Authorization") != f"Bearer {KEY}":
            return 401, {}, {}
        name = headers.get("Idempotency-Key", "")
        if set(document) != {"to", "from", "text"} or not name:
            return 422, {}, {}
        if name in self.keys:
            return 409, {}, {}
        self.keys.add(name)
        self.taken.append(document)
        return 202, {}, {}


@contextmanager
def running_gateway() -> Iterator[Gateway]:
    """Run a gateway in a thread until the block ends."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            gateway.connections += 1
            super().setup()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, document = gateway.answer(self.path, self.headers, json.loads(body))
            content = json.dumps(document).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    gateway.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
