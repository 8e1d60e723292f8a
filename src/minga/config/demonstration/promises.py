"""What did the fictional council promise? Programmes and activities of no real place."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from minga.plan.public import Aggregation, Direction


class Story(StrEnum):
    """How an activity fares, so that every status has an example."""

    DONE = "done"
    STEADY = "steady"
    LATE = "late"
    STALLED = "stalled"
    UNMEASURED = "unmeasured"
    SILENT = "silent"


@dataclass(frozen=True)
class Measure:
    """The indicator of an activity: where it starts and where it should arrive."""

    name: str
    unit: str
    baseline: Decimal
    target: Decimal
    direction: Direction = Direction.INCREASE
    aggregation: Aggregation = Aggregation.LAST
    denominator: str = ""


@dataclass(frozen=True)
class Promise:
    """One activity of the fictional plan; `target` is stated in words where nothing is measured."""

    text: str
    story: Story
    measure: Measure | None = None
    years: tuple[int, ...] = (1, 2, 3, 4)
    sdg: tuple[int, ...] = ()
    target: str | None = None


@dataclass(frozen=True)
class Part:
    """One programme of the fictional plan with its objective."""

    name: str
    objective: str
    promises: tuple[Promise, ...]


def _measure(name: str, unit: str, baseline: str, target: str) -> Measure:
    return Measure(name, unit, Decimal(baseline), Decimal(target))


def _falling(name: str, unit: str, baseline: str, target: str) -> Measure:
    return Measure(name, unit, Decimal(baseline), Decimal(target), Direction.DECREASE)


def _total(name: str, unit: str, target: str) -> Measure:
    return Measure(name, unit, Decimal(0), Decimal(target), Direction.INCREASE, Aggregation.SUM)


def _share(name: str, baseline: str, target: str, denominator: str) -> Measure:
    return Measure(
        name,
        "de cada 100",
        Decimal(baseline),
        Decimal(target),
        Direction.INCREASE,
        Aggregation.WEIGHTED_MEAN,
        denominator,
    )


PARTS: tuple[Part, ...] = (
    Part(
        "Barrios que conviven",
        "Que cada barrio tenga dónde reunirse y quién le responda.",
        (
            Promise("Abrir casas barriales con horario fijo", Story.STEADY,
                    _total("Casas abiertas", "casas", "24"), sdg=(11,)),
            Promise("Formar promotoras de convivencia en cada parroquia", Story.DONE,
                    _total("Promotoras formadas", "personas", "60"), sdg=(4, 16)),
            Promise("Sostener la escuela itinerante de teatro", Story.UNMEASURED, years=(2, 3, 4)),
            Promise("Atender en el día las alertas de violencia", Story.LATE,
                    _share("Alertas atendidas en el día", "40", "95", "alertas recibidas"),
                    sdg=(5, 16)),
        ),
    ),
    Part(
        "Trabajo y mercados",
        "Que vender y comprar en la ciudad sea digno y seguro.",
        (
            Promise("Renovar los mercados más antiguos", Story.LATE,
                    _total("Mercados renovados", "mercados", "8"), sdg=(8,)),
            Promise("Comprar alimentos escolares a productores de cercanía", Story.STEADY,
                    _share("Compras a productores de cercanía", "12", "50",
                           "compras de alimentos"), sdg=(2, 12)),
            Promise("Simplificar el permiso de las tiendas de barrio", Story.DONE,
                    _falling("Días para obtener el permiso", "días", "45", "10")),
            Promise("Crear un fondo de herramientas para talleres", Story.SILENT),
        ),
    ),
    Part(
        "Vivienda y suelo seguro",
        "Que nadie viva con miedo a la quebrada ni al desalojo.",
        (
            Promise("Levantar el mapa de viviendas en riesgo", Story.DONE,
                    _measure("Barrios con mapa", "barrios", "3", "40"), sdg=(11, 13)),
            Promise("Entregar escrituras en asentamientos regularizados", Story.STEADY,
                    _total("Escrituras entregadas", "escrituras", "4200"), sdg=(11,)),
            Promise("Estabilizar taludes junto a viviendas", Story.STALLED,
                    _total("Taludes estabilizados", "taludes", "30")),
            Promise("Reservar suelo para vivienda en alquiler", Story.UNMEASURED),
            Promise("Acordar con las comunas el cuidado de las vertientes", Story.SILENT),
        ),
    ),
    Part(
        "Calles y transporte",
        "Que llegar a pie, en silla de ruedas o en bus tome menos tiempo y menos riesgo.",
        (
            Promise("Adoquinar calles de barrio pedidas por sus vecinas", Story.STEADY,
                    _total("Calles adoquinadas", "kilómetros", "36"), sdg=(9, 11)),
            Promise("Construir veredas accesibles alrededor de escuelas", Story.LATE,
                    _total("Veredas accesibles", "kilómetros", "50"), sdg=(11,)),
            Promise("Poner techo y luz en las paradas de bus", Story.STEADY,
                    _total("Paradas mejoradas", "paradas", "320")),
            Promise("Bajar las muertes en el tránsito", Story.LATE,
                    _falling("Personas fallecidas en un año", "personas", "84", "40"), sdg=(3,)),
            Promise("Publicar en vivo los horarios de los buses", Story.SILENT, years=(4,)),
        ),
    ),
    Part(
        "Parroquias con voz",
        "Que las decisiones se tomen lo más cerca posible de quien las vive.",
        (
            Promise("Sesionar en una parroquia distinta cada mes", Story.DONE,
                    _total("Sesiones fuera de la sede", "sesiones", "24"), sdg=(16,)),
            Promise("Responder por escrito a cada mandato de asamblea", Story.UNMEASURED),
            Promise("Traspasar competencias con recursos a las parroquias", Story.STALLED),
            Promise("Llevar ventanillas móviles a las parroquias rurales", Story.STEADY,
                    _total("Jornadas de ventanilla móvil", "jornadas", "180")),
        ),
    ),
    Part(
        "Igualdad y cuidados",
        "Que cuidar no empobrezca y que nadie quede fuera por ser quien es.",
        (
            Promise("Ampliar los centros de cuidado infantil", Story.STEADY,
                    _measure("Cupos en centros", "cupos", "1800", "3000"), sdg=(4, 5)),
            Promise("Traducir los trámites más usados al kichwa", Story.DONE,
                    _total("Trámites traducidos", "trámites", "25"), sdg=(10,)),
            Promise("Contratar intérpretes de lengua de señas", Story.UNMEASURED),
            Promise("Visitar cada mes a personas mayores que viven solas", Story.STEADY,
                    _share("Personas visitadas cada mes", "20", "90",
                           "personas mayores registradas"), sdg=(3, 10)),
        ),
    ),
    Part(
        "Gobierno abierto",
        "Que toda persona pueda ver, preguntar y comprobar.",
        (
            Promise("Publicar cada contrato con su avance", Story.STEADY,
                    _share("Contratos con avance publicado", "5", "100", "contratos vigentes"),
                    sdg=(16,)),
            Promise("Contestar las preguntas públicas en diez días", Story.LATE,
                    _falling("Días de respuesta, mediana", "días", "41", "10")),
            Promise("Abrir las sesiones de comisión en video", Story.UNMEASURED),
            Promise("Enseñar a leer el presupuesto en colegios", Story.SILENT),
        ),
    ),
)  # fmt: skip


def _revised(part: Part) -> Part:
    """Return a programme as the council filed it again."""
    kept = tuple(REWRITTEN.get(promise.text, promise) for promise in part.promises)
    promises = tuple(promise for promise in kept if promise) + ADDED.get(part.name, ())
    return replace(part, promises=promises)


# What the second version says instead; None: it no longer promises that
REWRITTEN: dict[str, Promise | None] = {
    "Sostener la escuela itinerante de teatro": Promise(
        "Sostener la escuela itinerante de teatro", Story.UNMEASURED, years=(2, 3, 4),
        target="Una función al año en cada barrio",
    ),
    "Abrir las sesiones de comisión en video": Promise(
        "Abrir y guardar las sesiones de comisión en video", Story.UNMEASURED,
    ),
    "Enseñar a leer el presupuesto en colegios": None,
}  # fmt: skip
ADDED = {
    "Gobierno abierto": (
        Promise("Publicar las actas de comisión en dos días", Story.SILENT, years=(2, 3, 4)),
    ),
}
REVISED_PARTS = tuple(_revised(part) for part in PARTS)
