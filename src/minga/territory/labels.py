"""What do the codes of this context mean in words?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minga.territory.rules.issues import Issue
from minga.territory.rules.issues import IssueCode as I
from minga.territory.rules.measures import MeasureKey
from minga.territory.rules.places import (
    Evidence,
    ParishKind,
    PlaceKind,
    PopulationSeries,
    SourceStanding,
)

type Choices = list[tuple[str, Promise | str]]

PLACE_KIND_LABELS: dict[str, Promise | str] = {
    PlaceKind.DISTRICT: _("Distrito"),
    PlaceKind.ZONE: _("Zona"),
    PlaceKind.PARISH: _("Parroquia"),
    PlaceKind.BARRIO: _("Barrio"),
    PlaceKind.COMUNA: _("Comuna"),
    PlaceKind.RECINTO: _("Recinto"),
    PlaceKind.SETTLEMENT: _("Asentamiento"),
}

PARISH_KIND_WORDS: dict[str, Promise | str] = {
    ParishKind.URBAN: pgettext_lazy("parish", "Urbana"),
    ParishKind.RURAL: pgettext_lazy("parish", "Rural"),
}

PARISH_KIND_LABELS: dict[str, Promise | str] = {
    ParishKind.URBAN: _("Parroquia urbana"),
    ParishKind.RURAL: _("Parroquia rural"),
}

EVIDENCE_LABELS: dict[str, Promise | str] = {
    Evidence.CONFIRMED: _("Leído en la fuente"),
    Evidence.DIGEST: _("Leído en una recopilación"),
    Evidence.UNVERIFIED: _("Por verificar"),
}

STANDING_LABELS: dict[str, Promise | str] = {
    SourceStanding.ACCEPTED: _("Dato con que se cuenta"),
    SourceStanding.OTHER_SOURCE: _("Lo que dice otra fuente"),
}

SERIES_LABELS: dict[str, Promise | str] = {
    PopulationSeries.CENSUS: _("Censo"),
    PopulationSeries.PROJECTION: _("Proyección"),
}

MEASURE_LABELS: dict[MeasureKey, Promise | str] = {
    MeasureKey.SERVICES: _("Servicios básicos"),
    MeasureKey.POPULATION: _("Población"),
    MeasureKey.CHANGE: _("Cambio de población"),
    MeasureKey.ELECTORS: _("Electores"),
}

MEASURE_SENTENCES: dict[MeasureKey, Promise | str] = {
    MeasureKey.SERVICES: _(
        "Viviendas con servicios básicos, de cada 100. Cuanto más resalta, más falta."
    ),
    MeasureKey.POPULATION: _(
        "Personas que viven en cada parroquia. Cuanto más resalta, más gente."
    ),
    MeasureKey.CHANGE: _(
        "Personas más, o menos, por cada 100 que había en el censo anterior. Cuanto más resalta, más crece."
    ),
    MeasureKey.ELECTORS: _(
        "Electores contados donde votan, no donde viven. Cuanto más resalta, más electores."
    ),
}

MEASURE_UNITS: dict[MeasureKey, Promise | str] = {
    MeasureKey.SERVICES: pgettext_lazy("unit", "de cada 100 viviendas"),
    MeasureKey.POPULATION: pgettext_lazy("unit", "personas"),
    MeasureKey.CHANGE: pgettext_lazy("unit", "por cada 100"),
    MeasureKey.ELECTORS: pgettext_lazy("unit", "electores"),
}


def place_kinds() -> Choices:
    """Choices of `Place.kind`."""
    return list(PLACE_KIND_LABELS.items())


def parish_kinds() -> Choices:
    """Choices of `Place.parish_kind`."""
    return list(PARISH_KIND_WORDS.items())


def evidence_marks() -> Choices:
    """Choices of `ZoneMembership.evidence`."""
    return list(EVIDENCE_LABELS.items())


def standings() -> Choices:
    """Choices of `standing`."""
    return list(STANDING_LABELS.items())


def population_series() -> Choices:
    """Choices of `PopulationFigure.series`."""
    return list(SERIES_LABELS.items())


def measures() -> Choices:
    """Choices of the map's measure."""
    return [(key.value, label) for key, label in MEASURE_LABELS.items()]


WHAT_LABELS: dict[str, Promise | str] = {
    "boundaries": _("límites"),
    "places": _("lugares"),
    "populations": _("poblaciones"),
    "services": _("servicios básicos"),
    "figures": _("poblaciones y servicios básicos"),
    "file": _("archivo"),
}

ISSUE_SENTENCES: dict[str, Promise | str] = {
    I.FILE_TOO_LARGE: _("El archivo pasa de %(limit)s MB. Divídelo o simplifica las formas."),
    I.EMPTY_FILE: _("El archivo está vacío."),
    I.UNKNOWN_FORMAT: _(
        "No es un GeoJSON, una tabla CSV, un libro de Excel (.xlsx) ni un JSON de registros. "
        "Guárdalo en uno de estos formatos."
    ),
    I.UNSAFE_FILE: _(
        "Este libro lleva macros o crece demasiado al abrirse. Guarda la hoja como CSV."
    ),
    I.NOT_JSON: _("No es JSON bien escrito. Vuelve a exportarlo desde el programa de mapas."),
    I.NOT_FEATURES: _("Se esperaba una colección GeoJSON (FeatureCollection) de elementos."),
    I.TOO_MANY_FEATURES: _("Trae más de %(limit)s elementos. Divide el archivo."),
    I.TOO_MANY_POINTS: _("Trae más de %(limit)s puntos. Simplifica las formas."),
    I.FOREIGN_SYSTEM: _(
        "Declara otro sistema de coordenadas: %(system)s. Expórtalo en WGS84 (EPSG:4326)."
    ),
    I.PROJECTED: _(
        "Las coordenadas (%(first)s, %(second)s) parecen metros de una proyección local. "
        "Expórtalo en WGS84 (EPSG:4326), en grados."
    ),
    I.SWAPPED_AXES: _(
        "Las coordenadas (%(first)s, %(second)s) están al revés: "
        "GeoJSON escribe primero la longitud y después la latitud."
    ),
    I.OUTSIDE_COUNTRY: _(
        "La posición (%(first)s, %(second)s) queda fuera del Ecuador. Revisa el archivo."
    ),
    I.LATITUDE_SIGN: _(
        "%(name)s aparece al otro lado de la línea equinoccial. Revisa el signo de la latitud."
    ),
    I.FAR_FROM_CENTRE: _(
        "La forma de %(name)s no contiene el centro conocido de la parroquia. "
        "Puede ser la forma de otro lugar."
    ),
    I.NOT_AN_AREA: _(
        "Un límite debe ser un polígono, y este elemento es %(kind)s. Elige la capa de límites."
    ),
    I.BROKEN_SHAPE: _("La forma está incompleta: faltan posiciones o no son números."),
    I.BEYOND_REPAIR: _(
        "La forma de %(name)s se cruza consigo misma y repararla la cambiaría. Corrígela a mano."
    ),
    I.PLACE_TWICE: _("%(name)s está más de una vez. Deja una sola."),
    I.NOTHING_MATCHED: _(
        "Ningún elemento se reconoce por código ni por nombre. "
        "Revisa las columnas de código y nombre."
    ),
    I.SUSPECT_POPULATION: _(
        "Para %(name)s dice %(stated)s personas y la tabla dice %(known)s. "
        "Si es correcto, repite con --accept %(code)s; si no, corrige el archivo."
    ),
    I.MISSING_COLUMN: _(
        "Faltan columnas. Lugares: tipo, nombre, parroquia. "
        "Poblaciones: codigo, anio, serie, total. Servicios: codigo, anio, servicios."
    ),
    I.UNKNOWN_PLACE: _("No hay una parroquia «%(written)s» en este cantón."),
    I.UNKNOWN_KIND: _(
        "«%(written)s» no se conoce. Lugares: barrio, comuna, recinto, asentamiento; "
        "series: censo, proyeccion."
    ),
    I.BAD_NUMBER: _("«%(written)s» no es un número. Ejemplo: 50663."),
    I.BEYOND_A_HUNDRED: _("«%(written)s» no está entre 0 y 100: se espera cuántas de cada 100."),
    I.SHARES_OF_ONE: _(
        "Todas las cifras de servicios son de 1 o menos: parecen partes de uno. "
        "Escríbelas de cada 100 (98,2 y no 0,982)."
    ),
    I.SERVICES_DIFFER: _(
        "Para %(name)s en %(year)s, %(source)s ya dijo %(known)s de cada 100 y aquí dice %(stated)s. "
        "Si este es el correcto, repite con --accept %(code)s, "
        "o con --source si la fuente es la misma."
    ),
    I.BAD_DATE: _("«%(written)s» no es una fecha. Ejemplo: 2024-04-07."),
    I.MISSING_NAME: _("Falta el nombre."),
    I.CODE_OF_ANOTHER_PLACE: _("El código %(code)s es de %(place)s. Usa otro."),
    I.UNMATCHED: _("No se reconoce «%(name)s» (código «%(code)s»): no se usó."),
    I.OTHER_CANTON: _("%(code)s, %(place)s, pertenece hoy a otro cantón: no se usó."),
    I.CITY_AGGREGATE: _("%(code)s es la ciudad entera, no una parroquia: no se usó."),
    I.NAME_DISAGREES: _(
        "El código es de %(place)s y el nombre dice «%(written)s»: se creyó al código."
    ),
    I.REPAIRED: _(
        "La forma de %(name)s se cruzaba consigo misma: se reparó (cambia %(percent)s %%)."
    ),
    I.ATTRIBUTE_COORDINATES: _(
        "Los atributos X e Y de %(name)s están en otro sistema: se usó solo la geometría."
    ),
    I.NO_GEOMETRY: _("«%(name)s» no trae forma: no se usó, tampoco lo que digan sus atributos."),
    I.ENCODING_GUESSED: _("No está en UTF-8: se leyó como %(encoding)s. Revisa tildes y eñes."),
    I.POPULATION_DIFFERS: _(
        "Para %(name)s dice %(stated)s personas y la tabla dice %(known)s: se conservan las dos."
    ),
    I.SEXES_BELOW_TOTAL: _(
        "En %(name)s, hombres y mujeres no suman el total: se conservan los tres."
    ),
}


def issue_sentence(issue: Issue) -> str:
    """Return a finding in words: where, what is wrong, how to mend it."""
    sentence = str(ISSUE_SENTENCES[issue.code]) % issue.values
    return f"{issue.where}: {sentence}" if issue.where else sentence
