"""How is the check of one act told to people?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.record.sealing.act_check import Step

STEP_MEANINGS: dict[Step, str | Promise] = {
    Step.LEAF: _("El hecho que está en la base de datos es, dato por dato, el que se selló."),
    Step.PATH: _("Su huella está en el árbol cuya raíz firmó la cabeza %(head)s."),
    Step.SIGNATURE: _("La firma de la cabeza %(head)s es válida."),
    Step.GROWTH: _(
        "Desde entonces el registro solo creció: la última cabeza, la %(newest)s, lo contiene entero."
    ),
    Step.WORDS: _("El texto y los documentos que ves son los que se sellaron."),
}

STEP_FAILURES: dict[Step, str | Promise] = {
    Step.LEAF: _("El hecho que está en la base de datos no es el que se selló: fue alterado."),
    Step.PATH: _("Su huella no está en el árbol cuya raíz firmó la cabeza %(head)s."),
    Step.SIGNATURE: _("La firma de la cabeza %(head)s no es válida."),
    Step.GROWTH: _(
        "La última cabeza, la %(newest)s, no continúa el registro de la cabeza %(head)s: la historia cambió."
    ),
    Step.WORDS: _(
        "El texto o los documentos que ves no son los que se sellaron: alguien los cambió."
    ),
}

WORDS_ERASED = _(
    "El texto se retiró a pedido de quien lo escribió. El sello sigue siendo válido y no dice nada de él."
)
