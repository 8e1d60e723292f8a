"""What do the pieces look like with something in them? Invented facts for the page of components."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from minga.kernel.calendar import Calendar
from minga.kernel.deadlines import Deadline, TermKind, TermUnit, due
from minga.kernel.explanation import explain
from minga.kernel.holidays import Place
from minga.kernel.weeks import Week, weeks
from minga.website.drawing.charts import Bar
from minga.website.drawing.khipu import HangingCord, Khipu, Programme
from minga.website.drawing.progress import Measured, ProgressCord
from minga.website.drawing.rows import Mark, RowCord, Span
from minga.website.drawing.tiles import Tile
from minga.website.marks import State
from minga.website.parts import (
    Cell,
    Column,
    Evidence,
    Knot,
    Link,
    Progress,
    Stage,
    Table,
    Turn,
    YearCount,
)

TODAY = date(2022, 10, 28)
SPAN = Span(date(2019, 5, 14), date(2023, 5, 13), 4)
HERE = "#contenido"
PAGE_SIZE = 20
PAPERS_KEPT = 63

PROGRAMME_NAMES = (
    "Social y cultural",
    "Económico y productivo",
    "Asentamientos humanos",
    "Movilidad y conectividad",
    "Gestión del territorio",
    "Inclusión y diversidad",
    "Participación y fiscalización",
)

ICON_WORDS = (
    ("search", "Buscar"),
    ("menu", "Menú"),
    ("document", "Documento"),
    ("seal", "Sello"),
    ("person", "Persona"),
    ("follow", "Seguir"),
    ("share", "Compartir"),
    ("download", "Bajar"),
    ("clock", "Reloj"),
    ("chair", "Silla"),
    ("question", "Pregunta"),
    ("vote", "Voto"),
    ("place", "Lugar"),
    ("works", "Obra"),
    ("add", "Añadir"),
    ("edit", "Editar"),
    ("sound", "Sonido"),
)

SWATCHES = ("paper", "wool", "ink", "ink2", "control", "grana", "turn", "ok", "late")


def _knots() -> list[Knot]:
    informe = Evidence("Informe", HERE, "PDF", 340_000)
    return [
        Knot("Segundo debate en el Concejo", datetime(2022, 11, 10, 15, tzinfo=UTC), turns=2),
        Knot("Se cierran los comentarios de la gente", date(2022, 11, 4), yours=True),
        Knot(
            "Segundo informe aprobado: 4 a favor, 1 en contra",
            date(2022, 10, 27),
            url=HERE,
            by="Comisión de Comercialización",
            note="Certificado por la comisión",
            turns=2,
            evidence=(informe, Evidence("Votación por nombre", HERE)),
        ),
        Knot(
            "Mesa con 14 asociaciones de comerciantes",
            date(2022, 7, 5),
            url=HERE,
            by="Despacho",
            corrects=Link("Mesa con 41 asociaciones", HERE),
        ),
        Knot(
            "Mesa con 41 asociaciones",
            date(2022, 7, 4),
            url=HERE,
            by="Despacho",
            corrected_on=date(2022, 7, 5),
        ),
        Knot(
            "Entró en vigencia la resolución de ferias barriales",
            date(2022, 3, 4),
            url=HERE,
            by="Gaceta",
            turns=3,
            programme=2,
            programme_name=PROGRAMME_NAMES[1],
        ),
        *(
            Knot(f"Trámite número {place}", date(2021, 10 - place, 22), by="Despacho")
            for place in range(1, 5)
        ),
    ]


def _stages() -> list[Stage]:
    return [
        Stage("Presentado", "22 oct 2021", 1, Progress.DONE),
        Stage("1.er informe", "15 mar", 2, Progress.DONE),
        Stage("1.er debate", "12 jul", 2, Progress.DONE),
        Stage("Comentarios", "hasta 4 nov", 1, Progress.YOURS),
        Stage("2.º debate", "10 nov", 2),
        Stage("Vigencia", "al publicarse", 3),
    ]


def _steps() -> list[Stage]:
    return [
        Stage("1. Nómbrate", "10 minutos", progress=Progress.DONE),
        Stage("2. Sube dos papeles", "puedes seguir otro día", progress=Progress.NOW),
        Stage("3. La Secretaría revisa", "2 días hábiles"),
    ]


def _deadline() -> Deadline:
    start = date(2022, 10, 24)
    return due(start, 10, TermKind.TERMINO, TermUnit.DAYS, Calendar(Place.QUITO))


def _marks(*acts: tuple[int, int]) -> tuple[Mark, ...]:
    """Return acts as (months since the start, turns)."""
    year, month = SPAN.first.year, SPAN.first.month - 1
    return tuple(
        Mark(date(year + (month + after) // 12, (month + after) % 12 + 1, 20), turns)
        for after, turns in acts
    )


def _rows() -> list[tuple[str, RowCord]]:
    busy = _marks((3, 1), (9, 2), (22, 3), (35, 1), (40, 2))
    tied = RowCord(SPAN, TODAY, _marks((30, 1)), baseline="12 mercados", target="20 mercados")
    return [
        ("Con hechos, sin línea base ni meta", RowCord(SPAN, TODAY, busy)),
        ("Empieza en el año 2", RowCord(SPAN, TODAY, _marks((25, 1), (38, 2)), starts_in=2)),
        ("Sin hechos", RowCord(SPAN, TODAY)),
        ("Con línea base y meta", tied),
    ]


def _khipu() -> Khipu:
    cords = [
        HangingCord(_marks((2, 1), (14, 2), (31, 1))),
        HangingCord(_marks((20, 1), (33, 3)), starts_in=2),
        HangingCord(),
        HangingCord(_marks((8, 1), (26, 1), (40, 2))),
    ]
    return Khipu(SPAN, TODAY, [Programme(dye, cords[: 2 + dye % 3]) for dye in range(1, 8)])


def _progress() -> ProgressCord:
    return ProgressCord(
        baseline=Measured(Decimal(12), "12 mercados, 2019"),
        target=Measured(Decimal(20), "20 mercados, 2023"),
        measurements=[
            Measured(Decimal(13), "13 mercados"),
            Measured(Decimal(15), "15 mercados, septiembre de 2022"),
        ],
        expected=Measured(Decimal(19), "19 mercados"),
    )


def _tiles() -> list[Tile]:
    names = (
        ("Pacto", "Pac", 0, 0, 4), ("Nanegal", "Nal", 1, 0, 3), ("Gualea", "Gua", 0, 1, 4),
        ("Nanegalito", "Nto", 1, 1, 3), ("Calacalí", "Cal", 3, 1, 2), ("Pomasqui", "Pom", 4, 1, 1),
        ("Iñaquito", "Iña", 3, 2, 0), ("Lloa", "Llo", 1, 2, None),
    )  # fmt: skip
    return [
        Tile(
            code=str(place), short=short, name=name, url=HERE, column=column, row=row,
            value_class=scale, selected=name == "Gualea", second=place % 3,
            words="sin dato publicado" if scale is None else f"{95 - 19 * scale} de cada 100",
        )
        for place, (name, short, column, row, scale) in enumerate(names)
    ]  # fmt: skip


def _bars() -> list[Bar]:
    return [
        Bar("2023", Decimal(31), "31", Decimal(48)),
        Bar("2024", None, "sin dato publicado"),
        Bar("2025", None, "menos de 5, no se muestra"),
        Bar("2026", Decimal(65), "65", Decimal(61)),
    ]


def _table() -> Table:
    return Table(
        _("Actividades por programa"),
        (Column(_("Programa")), Column(_("Estado")), Column(_("Hechos"), numeric=True)),
        (
            (Cell("Social y cultural", HERE), Cell("En marcha"), Cell("9")),
            (Cell("Inclusión y diversidad", HERE), Cell("Sin registro"), Cell("ninguno")),
        ),
    )


def _turns() -> list[Turn]:
    return [
        Turn(
            "Comenta artículo por artículo la ordenanza de mercados",
            Link("Leer y comentar", HERE),
            "Hasta el viernes 4 de noviembre",
            7,
        ),
        Turn(
            "Pide la silla vacía en el debate de mercados: voz y voto",
            Link("Ver si puedes sentarte", HERE),
            "Hasta el martes 8 de noviembre, 10:00",
            11,
        ),
        Turn("Pide que se fije una meta", Link("Pedirlo", HERE), "Sin plazo"),
    ]


@dataclass(frozen=True)
class Pieces:
    """Everything the page of components shows."""

    today: date = TODAY
    span: Span = SPAN
    here: str = HERE
    states: tuple[State, ...] = tuple(State)
    swatches: tuple[str, ...] = SWATCHES
    icons: tuple[tuple[str, str], ...] = ICON_WORDS
    programmes: tuple[tuple[int, str], ...] = tuple(enumerate(PROGRAMME_NAMES, start=1))
    knots: list[Knot] = field(default_factory=_knots)
    stages: list[Stage] = field(default_factory=_stages)
    steps: list[Stage] = field(default_factory=_steps)
    deadline: Deadline = field(default_factory=_deadline)
    rows: list[tuple[str, RowCord]] = field(default_factory=_rows)
    khipu: Khipu = field(default_factory=_khipu)
    progress: ProgressCord = field(default_factory=_progress)
    tiles: list[Tile] = field(default_factory=_tiles)
    bars: list[Bar] = field(default_factory=_bars)
    table: Table = field(default_factory=_table)
    turns: list[Turn] = field(default_factory=_turns)
    money: Decimal = Decimal("2318533")
    share: Decimal = Decimal("18.6")
    query: QueryDict = field(default_factory=lambda: QueryDict("palabras=mercados"))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks of the deadline as they stand on the day of the page."""
        return weeks(self.deadline, self.today)

    @property
    def explanation(self) -> str:
        """Why that day, in a sentence."""
        return explain(self.deadline, _)

    @property
    def per_year(self) -> list[YearCount]:
        """Acts of each year."""
        return [YearCount(_("Año %(year)s") % {"year": year}, count) for year, count in
                enumerate((1, 3, 0, 14), start=1)]  # fmt: skip

    @property
    def page(self) -> Page[int]:
        """The second page of a list."""
        return Paginator(range(PAPERS_KEPT), PAGE_SIZE).page(2)


class ExampleForm(forms.Form):
    """A form with one field of each kind."""

    words = forms.CharField(label="Palabras", required=False)
    cedula = forms.CharField(label="Cédula", help_text="10 números, sin guion")
    mail = forms.EmailField(
        label="Correo",
        error_messages={"invalid": "Falta la arroba. Ejemplo: rosa@correo.ec"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    kind = forms.ChoiceField(
        label="¿A nombre de quién pides la silla?",
        widget=forms.RadioSelect,
        choices=[
            ("de-hecho", "Una organización sin papeles todavía"),
            ("de-derecho", "Una organización con personería"),
        ],
    )
    parish = forms.ChoiceField(label="Parroquia", choices=[("", "Elige una"), ("gua", "Gualea")])
    proof = forms.FileField(label="Acta de la reunión", help_text="Una foto sirve", required=False)
    reason = forms.CharField(label="Razón", widget=forms.Textarea(attrs={"rows": 4}))
    agreed = forms.BooleanField(label="Leí qué firmo con esto")


class ExampleSearch(forms.Form):
    """The filters of a list."""

    words = forms.CharField(label="Palabras", required=False)
    state = forms.ChoiceField(
        label="Estado", required=False, choices=[("", "Todos"), ("delayed", "Atrasada")]
    )


def example_form() -> ExampleForm:
    """Return a form sent with mistakes: what was typed stays."""
    typed = {"cedula": "1710034065", "mail": "rosa.correo.ec", "kind": "de-hecho", "parish": "gua"}
    form = ExampleForm(typed, auto_id="pieza-%s")
    form.full_clean()
    return form


def example_search() -> ExampleSearch:
    """Return the filters of a list, one of them in use."""
    return ExampleSearch({"words": "mercados"}, auto_id="filtro-%s")
