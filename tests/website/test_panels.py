"""Do higher contexts reach a lower page, and only through the table?"""

from collections.abc import Mapping, Sequence
from typing import Any

from minga.website import panels


def doubles(ids: Sequence[int]) -> Mapping[int, Sequence[Any]]:
    return {one: [one * 2] for one in ids}


def only_the_first(ids: Sequence[int]) -> Mapping[int, Sequence[Any]]:
    return {ids[0]: ["first"]}


def test_rows_come_in_the_order_of_the_table() -> None:
    panels.install({"activity.sections": (doubles, only_the_first)})
    assert panels.fill("activity.sections", [7, 8]) == {7: [14, "first"], 8: [16]}


def test_a_slot_that_nobody_fills_is_empty_for_every_id() -> None:
    panels.install({})
    assert panels.fill("activity.sections", [7, 8]) == {7: [], 8: []}


def test_a_panel_is_called_once_however_many_ids() -> None:
    calls: list[tuple[int, ...]] = []

    def counted(ids: Sequence[int]) -> Mapping[int, Sequence[Any]]:
        calls.append(tuple(ids))
        return {}

    panels.install({"parish.sections": (counted,)})
    panels.fill("parish.sections", range(65))
    assert calls == [tuple(range(65))]


def test_installing_again_replaces_the_whole_table() -> None:
    panels.install({"one": (doubles,)})
    panels.install({"two": (doubles,)})
    assert panels.fill("one", [1]) == {1: []}
