"""Why is something refused in the dialogue? A code each, and the sentence that says how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.kernel.refusal import Refused


class DialogueRefused(Refused):
    """What was asked cannot be done; the sentence is `refusal_text(code)`."""


REFUSALS: dict[str, Promise | str] = {
    "already-followed-up": _("Esta pregunta ya tuvo una repregunta. Haz otra pregunta."),
    "already-merged": _("Esa pregunta ya se unió a otra. Elige la otra."),
    "already-hidden": _("Ya está oculto."),
    "already-reported": _("Ya avisaste de este texto. Moderación lo revisa."),
    "anchor-outside": _("Ese pedazo de texto no existe en esta versión. Vuelve a marcarlo."),
    "appeal-decided": _("Esa apelación ya está resuelta."),
    "appeal-needs-another": _("Tú lo ocultaste: la apelación la resuelve otra persona."),
    "already-appealed": _("Ya apelaste. Otra persona lo está revisando."),
    "answer-missing": _("Escribe la respuesta."),
    "batch-empty": _("No queda nada que ocultar en esta selección."),
    "batch-undone": _("Eso ya se deshizo."),
    "closed-by-date": _("Ya cerró. Puedes leer lo que se dijo."),
    "closed-by-state": _("En este estado del expediente ya no se reciben aportes."),
    "demonstration-mixed": _(
        "En la demostración, las personas ficticias solo actúan sobre cosas ficticias."
    ),
    "level-too-low": _(
        "Para esto hace falta que tu contacto esté confirmado. Confírmalo en tu cuenta o en ventanilla."
    ),
    "locked-by-another": _(
        "Otra persona de moderación lo está revisando ahora. Espera unos minutos."
    ),
    "merge-into-itself": _("Una pregunta no se une a sí misma."),
    "merge-of-another-body": _("Solo se unen preguntas que responde el mismo órgano."),
    "no-answering-body": _("Nadie tiene a su cargo este asunto. Elige a quién preguntas."),
    "own-words": _("Lo escribiste tú: lo revisa otra persona."),
    "no-such-transition": _("Eso no se puede hacer en el estado en que está la pregunta."),
    "not-hidden": _("Ese texto no está oculto."),
    "not-of-the-author": _("Solo puede hacerlo quien lo escribió."),
    "not-open": _("Aquí no está abierta esa forma de participar."),
    "not-open-yet": _("Todavía no abre."),
    "not-representing": _("No consta que representes a esa organización."),
    "question-unknown": _("No hay una pregunta con ese número."),
    "stale-case": _("La pregunta cambió mientras escribías. Ábrela de nuevo y mira."),
    "text-missing": _("Escribe tu texto."),
    "text-too-long": _("El texto es demasiado largo. Déjalo en {longest} letras."),
    "too-many": _("Escribiste mucho en poco tiempo. Espera un rato y sigue."),
    "topic-unknown": _("No encontramos ese asunto, o ya no es público."),
    "unreadable": _("Ese texto está oculto o se borró."),
}


def refusal_text(code: str, facts: dict[str, str | int] | None = None) -> str:
    """Return why something was refused, in the reader's language; the code when it has no words."""
    return str(REFUSALS.get(code, code)).format(**(facts or {}))
