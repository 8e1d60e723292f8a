"""Two readings of a plan differ by activity, and a reworded activity keeps its identity."""

from dataclasses import replace

from minga.plan.reading import Period, ReadActivity, ReadObjective, ReadPlan, ReadProgramme
from minga.plan.reading.comparison import FieldChange, compare, difference_sentence, paired_rows


def plan(*programmes: tuple[str, list[str]], title: str = "PLAN") -> ReadPlan:
    row = 0
    read = []
    for name, texts in programmes:
        activities = []
        for text in texts:
            row += 1
            activities.append(ReadActivity(row, text, years=(1,)))
        read.append(ReadProgramme(name, (ReadObjective("Servir", tuple(activities)),)))
    return ReadPlan(title, period=Period(2023, 2027), programmes=tuple(read))


OLD = plan(
    ("Agua", ["Ampliar la red de agua", "Proteger las fuentes"]), ("Vías", ["Lastrar caminos"])
)


def test_the_same_plan_differs_in_nothing():
    assert compare(OLD, OLD) == ()
    assert paired_rows(OLD, OLD) == {1: 1, 2: 2, 3: 3}


def test_only_another_order_is_no_difference():
    turned = plan(
        ("Vías", ["Lastrar caminos"]), ("Agua", ["Proteger las fuentes", "Ampliar la red de agua"])
    )
    assert compare(OLD, turned) == ()
    assert paired_rows(OLD, turned) == {1: 3, 2: 2, 3: 1}


def test_what_came_and_what_went():
    new = plan(
        ("Agua", ["Ampliar la red de agua"]), ("Vías", ["Lastrar caminos", "Pintar señales"])
    )
    found = compare(OLD, new)
    assert [(d.kind, d.old_row, d.new_row, d.text) for d in found] == [
        ("removed", 2, None, "Proteger las fuentes"),
        ("added", None, 3, "Pintar señales"),
    ]
    assert [str(d) for d in found] == [
        "Ya no consta la actividad 2: «Proteger las fuentes».",
        "Actividad nueva 3: «Pintar señales».",
    ]


def test_a_reworded_activity_is_changed_not_replaced():
    new = plan(
        ("Agua", ["Ampliar la red de agua potable", "Proteger las fuentes"]),
        ("Vías", ["Lastrar caminos"]),
    )
    (found,) = compare(OLD, new)
    assert (found.kind, found.old_row, found.new_row) == ("changed", 1, 1)
    assert found.fields == (
        FieldChange("text", "Ampliar la red de agua", "Ampliar la red de agua potable"),
    )
    assert str(found) == "Cambia la actividad 1, «Ampliar la red de agua potable»: texto."


def test_an_activity_that_moved_to_another_programme_says_so():
    new = plan(
        ("Agua", ["Ampliar la red de agua"]), ("Vías", ["Proteger las fuentes", "Lastrar caminos"])
    )
    (found,) = compare(OLD, new)
    assert [change.field for change in found.fields] == ["programme"]


def test_repeated_texts_pair_within_their_programme():
    twice = plan(("Agua", ["Informar"]), ("Vías", ["Informar"]))
    turned = plan(("Vías", ["Informar"]), ("Agua", ["Informar"]))
    assert compare(twice, turned) == ()
    assert paired_rows(twice, turned) == {1: 2, 2: 1}


def test_values_and_the_plan_around_the_matrix():
    objective = OLD.programmes[0].objectives[0]
    later = replace(objective.activities[0], years=(1, 2), baseline="60%", indicator="km")
    activities = (later, *objective.activities[1:])
    programme = replace(OLD.programmes[0], objectives=(replace(objective, activities=activities),))
    new = replace(OLD, vision="Verde", programmes=(programme, OLD.programmes[1]))
    around, activity = compare(OLD, new)
    assert (around.kind, around.fields) == ("plan", (FieldChange("vision", None, "Verde"),))
    assert {change.field for change in activity.fields} == {"years", "baseline"}
    assert str(around) == "Cambia el plan: visión."
    assert (
        difference_sentence(around, lambda s: s.replace("Cambia el plan", "The plan changes"))
        == "The plan changes: visión."
    )


def test_two_plans_with_nothing_in_common_are_not_paired_by_guess():
    many = plan(("A", [f"Obra {n} en el barrio {n * 7}" for n in range(250)]))
    others = plan(("B", [f"Feria {n} de la parroquia {n * 3}" for n in range(250)]))
    assert paired_rows(many, others) == {}
    assert len(compare(many, others)) == 500
