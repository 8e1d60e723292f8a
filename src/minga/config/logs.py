"""What is written down about each request and each failure? One JSON line on stderr, nothing personal.

No query string, no address of a visitor, no name, no value that somebody typed: of an exception
the line keeps its kind and where it was raised, not what it says.
"""

import json
import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, override

from django.http import HttpRequest
from django.http.response import HttpResponseBase

requests = logging.getLogger("minga.request")

type Answer = Callable[[HttpRequest], HttpResponseBase]

_OWN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class JsonLines(logging.Formatter):
    """Writes a record as one JSON line; the words of other programs without their values."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        facts = getattr(record, "facts", None)
        if isinstance(facts, Mapping):
            line |= facts
        if record.exc_info and (error := record.exc_info[1]):
            line |= {"error": type(error).__name__, "trace": _places(error)}
        return json.dumps(line, ensure_ascii=False, default=str)


def _event(record: logging.LogRecord) -> str:
    """Return what happened: a queue's own code for it, else the text before values were put in."""
    action = getattr(record, "action", None)
    return action if isinstance(action, str) else str(record.msg)


def _places(error: BaseException) -> list[str]:
    """Return where it was raised, outermost first: file, line and function only."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


class RequestLog:
    """Writes one line a request: its id, the template of its path, status and milliseconds."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        name = request_id(request)
        response = self.get_response(request)
        response["X-Request-ID"] = name
        facts = {
            "request": name,
            "method": request.method,
            "route": _route(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        }
        requests.info("request", extra={"facts": facts})
        return response


def request_id(request: HttpRequest) -> str:
    """Return the id that a proxy gave this request if it is a plain one, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if _OWN_ID.fullmatch(given) else uuid.uuid4().hex


def _route(request: HttpRequest) -> str:
    """Return the template of the path: `gestiones/<number>/`, never a number or a code itself."""
    match = request.resolver_match
    return f"/{match.route}" if match else ""


def logging_settings(*, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything through one handler, from `level` upwards."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "minga.config.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": level},
            "django.server": {"handlers": [], "propagate": True},
            # every 404 and 403 has its line in minga.request already
            "django.request": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
        },
    }
