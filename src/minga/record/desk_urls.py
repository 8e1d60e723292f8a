"""Which address opens the desk, the numbers of the law, the calendar and a document?"""

from django.urls import URLPattern, path, register_converter

from minga.record import desk_pages, document_pages, holiday_pages, parameter_pages


class ParameterKey:
    """The key of a legal parameter: small letters, digits, dots."""

    regex = r"[a-z0-9_]+(?:\.[a-z0-9_]+)*"

    def to_python(self, value: str) -> str:
        """Return the key as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key as it stands."""
        return value


class Sha256:
    """The digest of a content, in hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Return the digest as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the digest as it stands."""
        return value


register_converter(ParameterKey, "parameter")
register_converter(Sha256, "sha256")

urlpatterns: list[URLPattern] = [
    path("registro/parametros/", parameter_pages.parameter_list, name="parameter-list"),
    path(
        "registro/parametros.json", parameter_pages.parameter_list_json, name="parameter-list-json"
    ),
    path("registro/parametros.csv", parameter_pages.parameter_list_csv, name="parameter-list-csv"),
    path(
        "registro/parametros.atom", parameter_pages.parameter_list_atom, name="parameter-list-atom"
    ),
    path(
        "registro/parametros/<parameter:key>/",
        parameter_pages.parameter_detail,
        name="parameter-detail",
    ),
    path(
        "registro/parametros/<parameter:key>.json",
        parameter_pages.parameter_json,
        name="parameter-json",
    ),
    path("registro/feriados/", holiday_pages.holiday_list, name="holiday-list"),
    path("registro/feriados/<int:year>/", holiday_pages.holiday_list, name="holiday-year"),
    path("registro/feriados/<int:year>.csv", holiday_pages.holiday_list_csv, name="holiday-csv"),
    path("registro/feriados/<int:year>.json", holiday_pages.holiday_list_json, name="holiday-json"),
    path(
        "registro/documentos/<sha256:sha256>/<str:name>",
        document_pages.document_file,
        name="document-file",
    ),
    path("despacho/", desk_pages.desk, name="desk"),
    path("despacho/registrar/", desk_pages.record_fact, name="desk-record"),
    path("despacho/parametros/", parameter_pages.parameter_desk, name="parameter-desk"),
    path(
        "despacho/parametros/<int:parameter_id>/",
        parameter_pages.parameter_confirm,
        name="parameter-confirm",
    ),
    path("despacho/feriados/", holiday_pages.holiday_declare, name="holiday-declare"),
    path(
        "despacho/feriados/<int:act_id>/", holiday_pages.holiday_declared, name="holiday-declared"
    ),
]
