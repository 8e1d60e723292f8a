"""What does this installation do with personal data? The one table of the register of processing."""

from django.utils.translation import gettext_lazy as _

from minga.record.public import (
    RECORD_PROCESSING,
    LegalBasis,
    ProcessingRow,
    install_processing,
)

CASEWORK_PROCESSING = ProcessingRow(
    code="casework",
    purpose=_("Gestionar ante otros lo que pide una vecina o un vecino"),
    whose=_("Quienes piden algo a un despacho"),
    data=_("Quién lo pide, qué dijo en sus palabras, qué papeles trajo y qué carta se le escribió"),
    legal_basis=LegalBasis.PUBLIC_INTEREST,
    basis_note=_("El despacho actúa a pedido de la persona."),
    seen_by=_("El despacho que gestiona y la propia persona; nunca el público"),
    holds=("plan.CaseworkAsker", "plan.Letter"),
    retention=("casework-words", "private-letters"),
)
PLANS_PROCESSING = ProcessingRow(
    code="plans",
    purpose=_("Mostrar qué prometió cada autoridad"),
    whose=_("Autoridades electas y quien importa su plan"),
    data=_("Nombre, cargo y plan registrado; quién subió el archivo"),
    legal_basis=LegalBasis.LEGAL_DUTY,
    basis_note="Código de la Democracia 97",
    seen_by=_("Todas las personas; quién subió el archivo, solo su despacho"),
    holds=("plan.WorkPlan", "plan.PlanImport"),
    retention=("appointments",),
)
FOLLOWING_PROCESSING = ProcessingRow(
    code="following",
    purpose=_("Avisar a las personas de lo que siguen"),
    whose=_("Quienes piden avisos"),
    data=_("Qué siguen y por dónde se les avisa: correo o teléfono"),
    legal_basis=LegalBasis.CONSENT,
    basis_note=_("Se confirma con un enlace o un código y se deja con un solo paso."),
    seen_by=_("La propia persona y el programa que envía los avisos"),
    holds=("dialogue.Follower",),
    retention=("unconfirmed-followers", "told-notices"),
)
DIALOGUE_PROCESSING = ProcessingRow(
    code="dialogue",
    purpose=_("Que las personas pregunten, comenten y apoyen, con reglas iguales para todas"),
    whose=_("Quienes participan y quienes moderan"),
    data=_("Qué escribió cada persona, qué apoyó, qué denunció y qué se decidió sobre ello"),
    legal_basis=LegalBasis.PUBLIC_INTEREST,
    basis_note=_("Participación ciudadana."),
    seen_by=_("Lo escrito, todas las personas; quién denunció, solo la moderación"),
    holds=(
        "dialogue.Contribution",
        "dialogue.Support",
        "dialogue.AnswerOpinion",
        "dialogue.ContributionReport",
        "dialogue.ModerationAppeal",
        "dialogue.ModerationBatch",
        "dialogue.ModerationDecision",
        "dialogue.ModerationLock",
    ),
    retention=("contributions", "moderation-locks", "report-notes"),
)

PROCESSING: tuple[ProcessingRow, ...] = (
    *RECORD_PROCESSING,
    PLANS_PROCESSING,
    CASEWORK_PROCESSING,
    FOLLOWING_PROCESSING,
    DIALOGUE_PROCESSING,
)


def install() -> None:
    """Declare every row to the register, once, at start."""
    install_processing(PROCESSING)
