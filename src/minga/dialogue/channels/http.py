"""How is JSON sent to a gateway and its answer read? With a time limit, without following redirects."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from minga.dialogue.channels.outgoing import Fate, Result

SECONDS = 15
MOST_BYTES = 100_000
# the key is refused, or we send too fast: no message to anybody leaves now
PAUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True)
class Answer:
    """Status, the wait that was asked for, and the JSON document (empty when it was none)."""

    status: int
    wait: timedelta | None
    document: Mapping[str, object]


class NoAnswer(Exception):
    """Nothing came back that can be read."""


class JsonDoor:
    """Posts JSON to one host, over a connection kept open; a broken one is opened anew once."""

    def __init__(self, address: str, headers: Mapping[str, str]) -> None:
        self._parts = urlsplit(address)
        self._headers = {"Content-Type": "application/json", **headers}
        self._connection: http.client.HTTPConnection | None = None

    def post(
        self, path: str, document: Mapping[str, object], headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the answer to a document; raise NoAnswer when there is none."""
        body = json.dumps(document).encode()
        try:
            connection = self._open()
            connection.request(
                "POST", self._parts.path + path, body, {**self._headers, **(headers or {})}
            )
            response = connection.getresponse()
            content = response.read(MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer from error
        if response.will_close or not response.isclosed():
            self.close()
        return Answer(
            response.status, _seconds(response.headers.get("Retry-After")), _json(content)
        )

    def _open(self) -> http.client.HTTPConnection:
        if self._connection is None:
            host, port = self._parts.hostname or "", self._parts.port
            if self._parts.scheme == "https":
                secure = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(
                    host, port, timeout=SECONDS, context=secure
                )
            else:
                self._connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
        return self._connection

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _seconds(text: str | None) -> timedelta | None:
    return timedelta(seconds=int(text)) if text and text.isdecimal() and len(text) < 7 else None


def _json(content: bytes) -> Mapping[str, object]:
    try:
        document = json.loads(content)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def result_of(answer: Answer, dead: frozenset[int]) -> Result:
    """Return what a status means: 2xx sent, 401, 408, 429 and 5xx later, every other refused."""
    code = str(answer.status)
    if answer.status in range(200, 300):
        return Result(Fate.SENT, code)
    if answer.status == HTTPStatus.CONFLICT:  # the gateway has this key already
        return Result(Fate.SENT, code)
    if answer.status in PAUSED:
        return Result(Fate.LATER, code, answer.wait, stops=True)
    if (
        answer.status == HTTPStatus.REQUEST_TIMEOUT
        or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    ):
        return Result(Fate.LATER, code, answer.wait)
    return Result(Fate.REFUSED, code, is_dead=answer.status in dead)
