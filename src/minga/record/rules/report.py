"""How is the result of a check told? In Spanish sentences, and as one JSON document."""

from collections.abc import Iterator
from gettext import ngettext  # Python's own: these sentences are Spanish everywhere

from minga.kernel.labels import gettext_noop
from minga.record.rules.findings import Finding
from minga.record.rules.heads import Head, fingerprint
from minga.record.rules.proofs import InclusionProof, Proof
from minga.record.rules.sealed_form import instant
from minga.record.rules.verification import Verdict

SHOWN_FINDINGS = 20

HOLDS = gettext_noop("El registro se sostiene: %(acts)s bajo %(heads)s.")
EMPTY = gettext_noop("El registro está vacío: todavía no hay ningún hecho sellado.")
NEWEST = gettext_noop("Última cabeza: %(number)s, del %(sealed_at)s.")
KEY = gettext_noop("Huella de la clave: %(fingerprint)s")
KEY_CHANGED = gettext_noop("Desde la cabeza %(head)s firma otra clave: pregunta por qué.")
COMPARE = gettext_noop(
    "Esto muestra que el archivo no se contradice. Para saber que nadie reescribió la historia entera, compáralo con una cabeza que hayas guardado: --head ARCHIVO."
)
KEPT_HOLDS = gettext_noop("Continúa el registro de la cabeza %(number)s que guardaste.")
MORE = gettext_noop("… y %(count)s más.")
INCLUDED = gettext_noop(
    "La prueba se sostiene: el hecho %(act)s está en la posición %(position)s del registro que firmó la cabeza %(head)s."
)
CONSISTENT = gettext_noop(
    "La prueba se sostiene: la cabeza %(later)s solo añadió hechos al registro de la cabeza %(head)s."
)


def verdict_lines(verdict: Verdict, kept: Head | None = None) -> Iterator[str]:
    """Yield what a person reads: what is wrong, or what holds and what that does not prove."""
    yield from finding_lines(verdict.findings)
    if not verdict.is_valid:
        return
    head = verdict.newest
    if head is None:
        yield EMPTY
        return
    yield HOLDS % {"acts": _acts(verdict.tree_size), "heads": _heads(verdict.heads)}
    if verdict.withheld:
        yield _withheld(verdict.withheld)
    yield NEWEST % {"number": head.number, "sealed_at": instant(head.sealed_at)}
    yield KEY % {"fingerprint": fingerprint(head.public_key)}
    yield from (KEY_CHANGED % {"head": number} for number in verdict.key_changes)
    yield KEPT_HOLDS % {"number": kept.number} if kept else COMPARE


def _acts(count: int) -> str:
    return ngettext("%(count)s hecho", "%(count)s hechos", count) % {"count": count}


def _heads(count: int) -> str:
    said = ngettext("%(count)s cabeza firmada", "%(count)s cabezas firmadas", count)
    return said % {"count": count}


def _withheld(count: int) -> str:
    said = ngettext(
        "De %(count)s hecho solo está el sello: su expediente no es público.",
        "De %(count)s hechos solo está el sello: su expediente no es público.",
        count,
    )
    return said % {"count": count}


def finding_lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield one sentence for each of the first findings, and how many more there are."""
    yield from (found.sentence for found in findings[:SHOWN_FINDINGS])
    if (more := len(findings) - SHOWN_FINDINGS) > 0:
        yield MORE % {"count": more}


def verdict_document(verdict: Verdict) -> dict[str, object]:
    """Return the verdict as JSON."""
    return {
        "valid": verdict.is_valid,
        "tree_size": verdict.tree_size,
        "heads": verdict.heads,
        "newest_head": verdict.newest.published() if verdict.newest else None,
        "acts": verdict.acts,
        "withheld": verdict.withheld,
        "words": verdict.words,
        "key_changes": list(verdict.key_changes),
        "demonstration": verdict.is_demonstration,
        "findings": [finding_document(found) for found in verdict.findings],
    }


def finding_document(found: Finding) -> dict[str, object]:
    """Return one finding as JSON."""
    return {"code": found.code, "message": found.sentence, "facts": dict(found.facts)}


def proof_line(proof: Proof) -> str:
    """Return the sentence that says what a proof shows."""
    if isinstance(proof, InclusionProof):
        facts = {"act": proof.act, "position": proof.position, "head": proof.head.number}
        return INCLUDED % facts
    return CONSISTENT % {"head": proof.earlier.number, "later": proof.later.number}
