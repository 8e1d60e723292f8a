"""How long does it take to read a plan of fifty pages in Word?"""

import tempfile
from pathlib import Path
from time import perf_counter

from docx import Document

from minga.plan.reading import read_plan

ROWS = 620
HEADERS = (
    *("ODS", "Objetivo específico", "Actividades", "Línea base", "Metas"),
    *("Año 1", "Año 2", "Año 3", "Año 4", "Estrategias", "Mecanismo de evaluación"),
)


def write_document(path: Path) -> None:
    """Write a plan with one long matrix, about twelve rows a page."""
    document = Document()
    document.add_heading("Plan de trabajo 2023 - 2027", 0)
    document.add_heading("Desarrollo económico", 1)
    table = document.add_table(rows=ROWS + 1, cols=len(HEADERS))
    cells = table._cells  # the public way costs the square of the rows
    for column, header in enumerate(HEADERS):
        cells[column].text = header
    for row in range(1, ROWS + 1):
        values = ("8", "Que haya trabajo", f"Actividad número {row} del plan, con un texto de largo normal",
                  f"{row} km", f"{row * 2} km", "x", "x", "x", "x", "Ordenanzas, convenios", "Rendición de cuentas")  # fmt: skip
        for column, value in enumerate(values):
            cells[row * len(HEADERS) + column].text = value
    document.save(str(path))


def main() -> None:
    """Write the document, read it, print the time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        write_document(path)
        started = perf_counter()
        plan = read_plan(path)
        spent = perf_counter() - started
        count = sum(1 for _ in plan.activities())
        print(f"plan de 50 páginas en Word, {count} actividades: {spent:.2f} s (meta 2)")


if __name__ == "__main__":
    main()
