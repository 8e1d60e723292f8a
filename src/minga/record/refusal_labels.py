"""How is a refusal of the record said to people? One sentence a code: what is wrong and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minga.kernel import labels as kernel_labels
from minga.kernel.refusal import Refused

REFUSALS: dict[str, Promise | str] = {
    # Files
    "document-too-large": _(
        "El archivo pasa de {megabytes} MB. Envíalo en partes o con menos resolución."
    ),
    "document-empty": _("El archivo está vacío. Revisa que sea el correcto y vuelve a subirlo."),
    "document-program": _(
        "Ese archivo es un programa y no se puede guardar. Sube un documento o una foto."
    ),
    "document-active": _(
        "Ese archivo es una página o un dibujo que puede ejecutar código. Guárdalo como PDF y súbelo."
    ),
    "document-macros": _(
        "El documento trae macros. Guárdalo sin macros (.docx o .xlsx) o como PDF y súbelo."
    ),
    "document-bomb": _(
        "El archivo se hincha demasiado al abrirlo y no se puede revisar. Guárdalo de nuevo o súbelo como PDF."
    ),
    "document-encrypted": _(
        "El archivo está protegido con contraseña. Quítasela y vuelve a subirlo."
    ),
    "document-damaged": _(
        "El archivo está dañado o incompleto. Guárdalo de nuevo y vuelve a subirlo."
    ),
    "document-archive": _("Es un archivo comprimido. Sube los documentos uno por uno."),
    "document-old-office": _(
        "Es un formato antiguo de Word o Excel. Guárdalo como .docx, .xlsx o PDF y súbelo."
    ),
    "document-heic": _(
        "Tu teléfono guardó la foto como HEIC. Elige «más compatible» (JPEG) en la cámara o envía una captura."
    ),
    "document-type-refused": _(
        "No reconocemos ese tipo de archivo. Sirven PDF, fotos (JPEG, PNG, WebP), Word, Excel, "
        "OpenDocument, CSV y texto."
    ),
    "image-too-large": _(
        "La imagen mide {width} × {height} puntos: es demasiado. Redúcela y súbela."
    ),
    "image-animated": _("La imagen tiene movimiento. Sube una foto fija."),
    "image-damaged": _("La imagen está dañada o incompleta. Toma la foto otra vez y súbela."),
    # The counter
    "person-needed": _("Esto se hace solo con una persona identificada. Búscala o regístrala."),
    "case-unknown": _("No hay un expediente con ese número. Revísalo en el recibo."),
    "code-of-another": _(
        "Ese código es de otra persona registrada. Ábrele su ficha, con ella delante de ti."
    ),
    "identity-of-oneself": _("Tu propia cédula la comprueba otra persona de la ventanilla."),
    "case-without-code": _(
        "Ese expediente no se sigue con código: es público y está en el registro."
    ),
    "hours-without-days": _("Escoge al menos un día."),
    "hours-upside-down": _("La hora de cierre es anterior a la de apertura. Revisa las dos."),
    "hours-overlap": _("Las dos partes del día se enciman. Revisa las horas."),
    "paper-count": _("Se imprimen entre 1 y {most} hojas a la vez."),
    "paper-unknown": _("No hay una hoja impresa con ese número. Revísalo en el papel."),
    "paper-used": _("Esa hoja ya se pasó al programa. Una hoja se usa una sola vez."),
    "paper-void": _("Esa hoja está anulada. Si se usó de verdad, avisa a quien administra."),
    "paper-before-printing": _("Ese día la hoja todavía no estaba impresa. Revisa la fecha."),
    # Numbers of the law
    "parameter-not-set": _(
        "Falta fijar el número «{key}»: la Secretaría tiene que confirmarlo primero."
    ),
    "parameter-unreadable": _(
        "«{value}» no se puede leer en esa unidad. Revisa el ejemplo de al lado."
    ),
    "parameter-superseded": _(
        "Otra persona ya reemplazó este número. Vuelve a la lista y ábrelo de nuevo."
    ),
    "parameter-article-missing": _("Falta el artículo. Ejemplo: COOTAD 322"),
    "parameter-source-missing": _("Falta la fuente: dónde leíste el artículo. Un enlace sirve."),
    "parameter-value-missing": _("Falta el número o la palabra que dice la norma."),
    "parameter-ends-before-it-starts": _(
        "La fecha final es anterior a la inicial. Revisa las dos."
    ),
    "parameter-before-its-row": _(
        "Ese día rige otro número: el que confirmas empieza el {begins}. Abre el de esa época."
    ),
    "parameter-dates-overlap": _(
        "Esas fechas chocan con otro número de la misma regla. Revisa la historia."
    ),
    "not-a-term": _("«{key}» no es un tiempo: no se puede contar un plazo con él."),
    # Days of the calendar
    "holiday-source-missing": _(
        "Falta el decreto o la resolución que lo declara. Un enlace sirve."
    ),
    "holiday-name-missing": _(
        "Falta el nombre del día. Ejemplo: Feriado por la posesión presidencial"
    ),
    "already-a-day-of-rest": _("Ese día ya es inhábil en el calendario. No hace falta declararlo."),
    "already-a-working-day": _(
        "Ese día ya es laborable en el calendario. No hace falta declararlo."
    ),
}


def refusal_sentence(refusal: Refused) -> str:
    """Return why something was refused and how to mend it, in the reader's language."""
    facts: dict[str, str | int] = dict(refusal.facts)
    if refusal.code == "document-too-large":
        facts["megabytes"] = int(facts["limit"]) // (1024 * 1024)
    sentence = REFUSALS.get(refusal.code)
    template = str(sentence) if sentence else gettext(kernel_labels.REFUSALS[refusal.code])
    return template.format(**facts)
