"""Which address opens the registry, a case, an act, a head and a proof?"""

from django.urls import URLPattern, path, register_converter

from minga.record import case_pages, proof_pages, registry_pages


class CaseNumber:
    """Kind, year and sequence: `SOL-2026-00012`."""

    regex = "[A-Z]{3}-[0-9]{4}-[0-9]{5,9}"

    def to_python(self, value: str) -> str:
        """Return the number as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the number as it stands."""
        return value


register_converter(CaseNumber, "case")

urlpatterns: list[URLPattern] = [
    path("registro/", registry_pages.registry, name="registry"),
    path("registro.json", registry_pages.registry_json, name="registry-json"),
    path("registro.csv", registry_pages.registry_csv, name="registry-csv"),
    path("registro.atom", registry_pages.registry_atom, name="registry-atom"),
    path("registro/cabezas/", proof_pages.head_list, name="head-list"),
    path("registro/cabezas.json", proof_pages.head_list_json, name="head-list-json"),
    path("registro/cabezas.csv", proof_pages.head_list_csv, name="head-list-csv"),
    path("registro/cabezas.atom", proof_pages.head_list_atom, name="head-list-atom"),
    path("registro/cabezas/<int:number>.json", proof_pages.head_json, name="head-json"),
    path("registro/clave.pem", proof_pages.key_pem, name="key-pem"),
    path(
        "registro/consistencia/<int:earlier>/<int:later>.json",
        proof_pages.consistency,
        name="consistency",
    ),
    path(
        "registro/prueba/<case:number>/<int:ordinal>.json", proof_pages.act_proof, name="act-proof"
    ),
    path("registro/<case:number>/", case_pages.case_detail, name="case-detail"),
    path("registro/<case:number>.json", case_pages.case_json, name="case-json"),
    path("registro/<case:number>.csv", case_pages.case_csv, name="case-csv"),
    path("registro/<case:number>.atom", case_pages.case_atom, name="case-atom"),
    path("registro/<case:number>/<int:ordinal>/", case_pages.act_detail, name="act-detail"),
    path("registro/<case:number>/<int:ordinal>.json", case_pages.act_json, name="act-json"),
    path(
        "registro/<case:number>/<int:ordinal>/comprobar/", proof_pages.act_check, name="act-check"
    ),
]
