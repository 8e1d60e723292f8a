"""A sheet of cells is told apart into prose and tables, however its author spaced it."""

from minga.plan.reading import ReadPlan, read_plan_bytes

FORM = """PLAN DE TRABAJO;;;;;;;;;
Candidata:;María Elena Quinde;;;;;;;;
Cantón:;CAÑAR;;;;;;;;
Período:;2023-2027;;;;;;;;
;;;;;;;;;
DIAGNÓSTICO;;;;;;;;;
El cantón tiene problemas de agua; riego y vialidad.;;;;;;;;
;;;;;;;;;
OBJETIVOS ESPECÍFICOS;;;;;;;;;
1. Dotar de agua;;;;;;;;;
2. Mejorar la vialidad;;;;;;;;;
;;;;;;;;;
PLAN PLURIANUAL;;;;;;;;;
COMPONENTE BIOFÍSICO;;;;;;;;;
Nº;Objetivo;Proyecto;Indicador;Línea base;Meta;2023;2024;2025;2026
1;Dotar de agua;Construir plantas;% cobertura;45%;80%;20%;20%;20%;20%
2;;Proteger páramos;ha protegidas;0;500;;x;x;
;;TOTAL;;;;;;;
COMPONENTE SOCIAL;;;;;;;;;
Nº;Objetivo;Proyecto;Indicador;Línea base;Meta;2023;2024;2025;2026
3;Mejorar la vialidad;Asfaltar vías;km;10;40;x;;x;x
;;;;;;;;;
Elaborado por:;Equipo técnico;;;;;;;;
;;;;;;;;;
MECANISMOS DE RENDICIÓN DE CUENTAS;;;;;;;;;
Mecanismo;Herramienta;Frecuencia;;;;;;;
Asamblea;Informe, video;Anual;;;;;;;
"""


def texts(plan: ReadPlan) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (p.name, [(o.text, [a.text for a in o.activities]) for o in p.objectives])
        for p in plan.programmes
    ]


def test_a_whole_plan_in_one_sheet():
    plan = read_plan_bytes("plan.csv", FORM.replace("\n", "\r\n").encode("cp1252"))
    assert (plan.title, plan.jurisdiction) == ("PLAN DE TRABAJO", "Cantón Cañar")
    assert plan.authors == ("María Elena Quinde",)
    assert plan.diagnosis == "El cantón tiene problemas de agua: riego y vialidad."
    assert plan.specific_objectives == ("Dotar de agua", "Mejorar la vialidad")
    assert texts(plan) == [
        ("COMPONENTE BIOFÍSICO", [("Dotar de agua", ["Construir plantas", "Proteger páramos"])]),
        ("COMPONENTE SOCIAL", [("Mejorar la vialidad", ["Asfaltar vías"])]),
    ]
    assert [a.years for a in plan.activities()] == [(1, 2, 3, 4), (2, 3), (1, 3, 4)]
    assert [(m.mechanism, m.tools) for m in plan.accountability] == [
        ("Asamblea", ("Informe", "video"))
    ]


def test_rows_parted_by_blanks_stay_in_their_table():
    data = "Objetivo,Actividad,Año 1,Año 2\n,,,\nCuidar,,,\n,Abrir,x,\n,,,\nEducar,,,\n,Formar,,x\n"
    assert texts(read_plan_bytes("plan.csv", data.encode())) == [
        ("", [("Cuidar", ["Abrir"]), ("Educar", ["Formar"])])
    ]


def test_a_title_between_rows_opens_a_programme_without_new_headings():
    data = "Nº,Objetivo,Actividad,Año 1,Año 2\n1,Cuidar,Abrir,x,\n,,,,\nEJE DOS,,,,\n2,Educar,Formar,,x\n"
    assert texts(read_plan_bytes("plan.csv", data.encode())) == [
        ("", [("Cuidar", ["Abrir"])]),
        ("EJE DOS", [("Educar", ["Formar"])]),
    ]


def test_a_quotation_mark_that_opens_nothing():
    rows = "\n".join(f"Cuidar,Abrir {n},x," for n in range(6))
    data = f'Objetivo,Actividad,Año 1,Año 2\n"Cuidar,Abrir,x,\n{rows}\n'
    plan = read_plan_bytes("plan.csv", data.encode())
    assert len(list(plan.activities())) == 7


def test_unicode_text_of_a_spreadsheet():
    data = 'Objetivo\tActividad\tAño 1\tAño 2\tEstrategias\r\nCuidar\t"Abrir, ya"\tx\t\t"Minga, crédito"\r\n'
    (activity,) = read_plan_bytes("plan.txt", data.encode("utf-16")).activities()
    assert (activity.text, activity.strategies) == ("Abrir, ya", ("Minga", "crédito"))
