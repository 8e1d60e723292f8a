"""What may be wrong with a record, and how is it said? A code, its facts, one Spanish sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from minga.kernel.labels import gettext_noop

type Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; the facts fill the sentence of its code."""

    code: str
    facts: Facts

    @property
    def sentence(self) -> str:
        """The finding in Spanish."""
        return SENTENCES[self.code] % self.facts


def finding(code: str, **facts: str | int) -> Finding:
    """Return a finding with its facts."""
    return Finding(code, facts)


SENTENCES: dict[str, str] = {
    # The file
    "not-a-dump": gettext_noop(
        "Este archivo no es un volcado del registro: la primera línea no dice que lo sea. Un volcado se hace con «minga record export»."
    ),
    "cut": gettext_noop(
        "El archivo está cortado después de la línea %(line)s: le falta el final. Vuelve a descargarlo."
    ),
    "unreadable-line": gettext_noop("La línea %(line)s fue alterada y no se puede leer."),
    "unreadable-act": gettext_noop(
        "La línea %(line)s, del hecho %(act)s, fue alterada y no se puede leer."
    ),
    "line-out-of-place": gettext_noop("La línea %(line)s está fuera de su lugar en el archivo."),
    "line-after-the-end": gettext_noop(
        "La línea %(line)s se añadió después del final del archivo."
    ),
    "sum-differs": gettext_noop(
        "El archivo fue alterado después de exportarse: su suma SHA-256 no es la de su última línea."
    ),
    # The acts
    "altered": gettext_noop(
        "El hecho %(act)s, en la posición %(position)s, fue alterado: su contenido no es el que se selló."
    ),
    "removed": gettext_noop("Falta un hecho sellado: el de la posición %(position)s."),
    "removed-range": gettext_noop(
        "Faltan %(count)s hechos sellados: los de las posiciones %(position)s a %(last)s."
    ),
    "removed-act": gettext_noop("Falta el hecho %(act)s, sellado en la posición %(position)s."),
    "moved": gettext_noop(
        "El hecho %(act)s cambió de lugar: se selló en la posición %(position)s y aparece después del de la posición %(after)s."
    ),
    "moved-to-front": gettext_noop(
        "El hecho %(act)s cambió de lugar: se selló en la posición %(position)s y aparece el primero."
    ),
    "repeated": gettext_noop(
        "El hecho %(act)s, sellado en la posición %(position)s, aparece dos veces."
    ),
    "unsealed": gettext_noop(
        "El hecho %(act)s no está en el árbol de sellos (hechos sin sello: %(count)s): se añadió después, o faltan sellos."
    ),
    "misnumbered": gettext_noop(
        "El hecho %(act)s dice estar en la posición %(stated)s, pero se selló en la %(position)s."
    ),
    "gap": gettext_noop("En el expediente %(case)s falta el hecho %(ordinal)s."),
    "words-differ": gettext_noop(
        "El texto del hecho %(act)s no es el que se selló: alguien lo cambió después."
    ),
    # The tree and its heads
    "root-differs": gettext_noop(
        "Los hechos de las posiciones %(first)s a %(last)s no son los que firmó la cabeza %(head)s: alguno fue alterado, quitado o movido."
    ),
    "tree-short": gettext_noop(
        "La cabeza %(head)s firmó %(size)s hechos y solo hay sellos de %(present)s."
    ),
    "tree-long": gettext_noop(
        "Hay sellos de %(present)s hechos y la última cabeza solo firmó %(size)s: sobran hechos o falta una cabeza."
    ),
    "hashes-out-of-place": gettext_noop(
        "Faltan sellos de hechos a partir de la posición %(position)s."
    ),
    "node-differs": gettext_noop(
        "El árbol guardado no coincide con los hechos: el nodo %(place)s fue alterado."
    ),
    "bad-signature": gettext_noop("La firma de la cabeza %(head)s no es válida."),
    "broken-chain": gettext_noop(
        "La cabeza %(head)s no continúa a la anterior: la cadena de cabezas está rota."
    ),
    "missing-head": gettext_noop("Falta la cabeza %(head)s."),
    "head-goes-back": gettext_noop(
        "La cabeza %(head)s retrocede: tiene menos hechos o es más antigua que la anterior."
    ),
    # Against a head kept by a stranger
    "kept-head-unreadable": gettext_noop(
        "El archivo de la cabeza que guardaste no se puede leer: debe ser el .json que se descarga en /registro/cabezas/."
    ),
    "kept-head-invalid": gettext_noop(
        "La firma de la cabeza que guardaste no es válida: ese archivo fue alterado y no sirve para comparar."
    ),
    "rewritten": gettext_noop(
        "La historia fue reescrita y firmada de nuevo con la misma clave: los primeros %(size)s hechos no son los que cubre la cabeza %(head)s que guardaste."
    ),
    "rewritten-other-key": gettext_noop(
        "La historia fue reescrita y firmada de nuevo con otra clave: los primeros %(size)s hechos no son los que cubre la cabeza %(head)s que guardaste."
    ),
    "signed-anew": gettext_noop(
        "La cabeza %(head)s fue firmada de nuevo con la misma clave: cubre los mismos hechos, pero no es la que guardaste."
    ),
    "signed-anew-other-key": gettext_noop(
        "La cabeza %(head)s fue firmada de nuevo con otra clave: cubre los mismos hechos, pero no es la que guardaste."
    ),
    "shorter-than-kept": gettext_noop(
        "El registro tiene %(present)s hechos y la cabeza %(head)s que guardaste ya cubría %(size)s: se quitaron hechos, o este volcado es anterior a ella."
    ),
    "kept-head-missing": gettext_noop(
        "La cabeza %(head)s que guardaste no está: se quitaron cabezas, o este volcado es anterior a ella."
    ),
    # A proof
    "proof-fails": gettext_noop(
        "La prueba no se sostiene: el hecho %(act)s no está en el registro que firmó la cabeza %(head)s."
    ),
    "proof-of-another-head": gettext_noop(
        "La prueba no se apoya en la cabeza %(head)s que guardaste: descárgala otra vez añadiendo «?cabeza=%(head)s» a su dirección."
    ),
    "consistency-fails": gettext_noop(
        "La prueba no se sostiene: la cabeza %(later)s no continúa el registro de la cabeza %(head)s."
    ),
}
