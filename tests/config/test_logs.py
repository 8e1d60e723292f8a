"""A line of the log says what happened and holds nothing personal."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from minga.config.logs import JsonLines, RequestLog, logging_settings, request_id


class Kept(logging.Handler):
    """Keeps what our formatter makes of each record."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, object]] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def kept() -> Iterator[Kept]:
    handler = Kept()
    root = logging.getLogger()
    requests = logging.getLogger("minga.request")
    root.addHandler(handler)
    before = requests.level
    requests.setLevel(logging.INFO)
    yield handler
    requests.setLevel(before)
    root.removeHandler(handler)


def line(kept: Kept) -> dict[str, object]:
    (only,) = kept.lines
    del only["at"]
    return only


@pytest.mark.django_db
@pytest.mark.usefixtures("data_folder")
def test_a_request_leaves_its_template_status_and_time_and_nothing_personal(
    client: Client, kept: Kept
) -> None:
    response = client.get(
        "/salud/metricas?nombre=Ana", headers={"X-Request-ID": "proxy-0001", "User-Agent": "Ana"}
    )
    found = line(kept)
    assert isinstance(found.pop("ms"), float)
    assert found == {
        "level": "info",
        "logger": "minga.request",
        "event": "request",
        "request": "proxy-0001",
        "method": "GET",
        "route": "/salud/metricas",
        "status": 200,
    }
    assert response["X-Request-ID"] == "proxy-0001"


def test_a_path_that_leads_nowhere_is_not_written_down(kept: Kept) -> None:
    def nowhere(_request: object) -> HttpResponseBase:
        return HttpResponse(status=404)

    RequestLog(nowhere)(RequestFactory().get("/ana-perez-1710034065"))
    assert (line(kept)["route"], kept.lines[0]["status"]) == ("", 404)


@pytest.mark.parametrize("given", ["", "corto", "x" * 65, 'con "comillas"', "con\u00f1"])
def test_an_id_that_is_not_plain_is_replaced(given: str) -> None:
    made = request_id(RequestFactory().get("/", headers={"X-Request-ID": given}))
    assert (len(made), made == given) == (32, False)


def raised_with(value: str) -> None:
    raise ValueError(f"{value} no es una cédula")


def test_of_an_exception_the_place_is_kept_and_not_what_it_says(kept: Kept) -> None:
    try:
        raised_with("1710034065")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/ana/")
    found = line(kept)
    trace = found.pop("trace")
    assert isinstance(trace, list)
    assert [place.rpartition(" ")[2] for place in trace] == [
        "test_of_an_exception_the_place_is_kept_and_not_what_it_says",
        "raised_with",
    ]
    assert found == {
        "level": "error",
        "logger": "django.request",
        "event": "Internal Server Error: %s",
        "error": "ValueError",
    }


def test_a_queue_names_its_event_by_a_code(kept: Kept) -> None:
    text = "Job 7 (email='ana@example.org') failed"
    logging.getLogger("procrastinate").error(text, extra={"action": "job_error"})
    assert line(kept)["event"] == "job_error"


def test_everything_goes_through_one_handler_from_one_level_upwards() -> None:
    settings = logging_settings(level="INFO")
    assert settings["root"] == {"handlers": ["stderr"], "level": "INFO"}
    assert {name: logger.get("handlers", []) for name, logger in settings["loggers"].items()} == {
        "django": [],
        "django.server": [],
        "django.request": [],
        "procrastinate": [],
    }
