"""Which figures does a row of a table state, one a column or one a row?

A long row names its year (`codigo, anio, serie, total, hombres, mujeres, nota` or `codigo, anio,
servicios`); a wide one has it at the end of its columns (`pob_2010`, `proy_2025`, `servicios_2022`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from minga.territory.rules.tables import Line

CODE_COLUMNS = (
    *("codigo_dpa", "dpa_parroq", "codigo", "code", "codigo_parroquia", "cod_parroquia"),
    "grupo_parroquia",
)
NAME_COLUMNS = ("parroquia", "dpa_despar", "nombre", "name", "nombre_parroquia")
_YEAR = ("anio", "ano", "year")
_TOTAL = ("total", "poblacion", "population", "poblacion_total", "pob_total", "pob_proy")
_MEN = ("hombres", "hombre", "men", "sexo_1")
_WOMEN = ("mujeres", "mujer", "women", "sexo_2")
_SERVICES = ("servicios", "services", "servicios_basicos", "servicios_basicos_pct")
_CENSUS = ("pob", "poblacion", "population", "pob_total", "poblacion_total")
_PROJECTION = ("proy", "proyeccion", "projection")
_WIDE = {
    **dict.fromkeys(_CENSUS, ("censo", "total")),
    **dict.fromkeys(_MEN, ("censo", "hombres")),
    **dict.fromkeys(_WOMEN, ("censo", "mujeres")),
    **dict.fromkeys(_PROJECTION, ("proyeccion", "total")),
    **dict.fromkeys(_SERVICES, ("servicios", "servicios")),
}
_WITH_YEAR = re.compile(r"(.+)_((?:19|20)\d\d)")


@dataclass(frozen=True)
class FigureRows:
    """What a table states, as long rows: `codigo, nombre, anio` and the figure, nothing blank."""

    populations: tuple[Line, ...]
    services: tuple[Line, ...]

    def __bool__(self) -> bool:
        return bool(self.populations or self.services)


def figure_rows(lines: Iterable[Line]) -> FigureRows:
    """Return the figures of a table in the form the imports read; none for a table of other things."""
    populations: list[Line] = []
    services: list[Line] = []
    for line in lines:
        if has_place(line):
            stated = _long(line) if _has(line, _YEAR) else _wide(line)
            for row in stated:
                (services if "servicios" in row.cells else populations).append(row)
    return FigureRows(tuple(populations), tuple(services))


def has_place(line: Line) -> bool:
    """Return whether a row has a column that may name a place."""
    return _has(line, CODE_COLUMNS) or _has(line, NAME_COLUMNS)


def _has(line: Line, names: Iterable[str]) -> bool:
    return not line.cells.keys().isdisjoint(names)


def _place(line: Line) -> dict[str, str]:
    return {"codigo": line.cell(*CODE_COLUMNS), "nombre": line.cell(*NAME_COLUMNS)}


def _long(line: Line) -> Iterator[Line]:
    """Yield the population and the services of a row; a blank share is not stated."""
    start = {**_place(line), "anio": line.cell(*_YEAR)}
    if _has(line, _TOTAL):
        sexes = {"hombres": line.cell(*_MEN), "mujeres": line.cell(*_WOMEN)}
        note = line.cell("nota", "note")
        total = {"serie": _series(line), "total": line.cell(*_TOTAL), "nota": note}
        yield Line(line.where, {**start, **total, **sexes})
    if share := line.cell(*_SERVICES):
        yield Line(line.where, {**start, "servicios": share})


def _series(line: Line) -> str:
    """Return the word for the series; a row that names the model it was calculated with is projected."""
    return line.cell("serie", "series", "tipo") or ("proyeccion" if line.cell("modelo") else "")


def _wide(line: Line) -> Iterator[Line]:
    """Yield one row a year and series; sexes without their total state nothing."""
    for (year, series), cells in _by_year(line).items():
        if series == "servicios":
            yield Line(line.where, {**_place(line), "anio": year, **cells})
        elif "total" in cells:
            yield Line(line.where, {**_place(line), "anio": year, "serie": series, **cells})


def _by_year(line: Line) -> Mapping[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name, value in line.cells.items():
        parts = _WITH_YEAR.fullmatch(name)
        if value and parts and parts[1] in _WIDE:
            series, figure = _WIDE[parts[1]]
            found[parts[2], series][figure] = value
    return found
