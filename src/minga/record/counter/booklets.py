"""How do the numbered forms for power cuts look on paper? One a page, with a receipt to tear off."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from minga.kernel.typesetting import typeset
from minga.people.public import COUNTER_NEED_LABELS
from minga.record.counter.models import PaperForm

TEMPLATE = Path(__file__).parent / "paper" / "booklet.typ"


def booklet_pdf(papers: Sequence[PaperForm]) -> bytes:
    """Return the PDF of forms of one counter, in the order of their serials."""
    return typeset(TEMPLATE, _facts(papers))


def _facts(papers: Sequence[PaperForm]) -> dict[str, object]:
    is_demonstration = papers[0].printed_by.is_demonstration
    mark = _("Demostración: personas y hechos ficticios") if is_demonstration else ""
    return {
        "title": _("Atención en papel"),
        "institution": settings.INSTITUTION,
        "demonstration": mark,
        "counter": papers[0].body.name,
        "serials": [paper.serial for paper in papers],
        "needs": [str(label) for label in COUNTER_NEED_LABELS.values()],
        "privacy": _privacy(),
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "day": _("Día"),
        "hour": _("Hora a la que llegó"),
        "name": _("Nombre y apellido (si quiere decirlo)"),
        "phone": _("Teléfono (si quiere)"),
        "cedula": _("Cédula (solo si el trámite la pide)"),
        "act": _("Qué pide o qué viene a hacer"),
        "said": _("Con sus palabras"),
        "place": _("Dónde es: barrio, calle, referencia"),
        "clerk": _("Quién atendió"),
        "tear": _("Corta por aquí y entrega esta parte"),
        "receipt": _("Recibo"),
        "stamp": _("Firma o sello de quien atendió"),
        "later": _(
            "Cuando vuelva la luz se pasa al programa con este número y con el día de hoy. "
            "Con él puedes preguntar aquí, y aquí mismo te dan tu número y tu código de seguimiento."
        ),
    }


def _privacy() -> str:
    return _(
        "Qué hacemos con tus datos: se usan solo para atender este pedido, por misión de interés público. "
        "Los ve la ventanilla y quien responde. La cédula no se guarda: solo una huella. Esta hoja se "
        "destruye cuando el pedido está en el programa. Puedes pedir ver, corregir o borrar tus datos."
    )
