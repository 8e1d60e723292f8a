"""Which weave and which dye has a programme? Seven motifs of 8×8 threads, in order, then again mirrored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOTIFS = (
    "18 3C 66 C3 C3 66 3C 18",
    "CC 66 33 99 99 33 66 CC",
    "03 03 0F 0F 3F 3F FF FF",
    "C3 66 3C 18 C3 66 3C 18",
    "EE EE EE 00 EE EE EE 00",
    "FF 7E 3C 18 18 3C 7E FF",
    "FF 81 BD A5 AD A1 BF 80",
)
"""Eight rows each, top to bottom; one hex number a row, its highest bit at the left."""

THREADS = 8


@dataclass(frozen=True)
class Weave:
    """What a programme looks like: motif and dye from 1 to 7, turned around beyond the seventh."""

    motif: int
    dye: int
    mirrored: bool


@dataclass(frozen=True)
class Block:
    """A rectangle of threads of the same colour."""

    left: int
    top: int
    width: int
    height: int


def weave_of(number: int) -> Weave:
    """Return the weave of programme `number` (from 1) of any plan.

    Raises ValueError for a number below 1: a programme without a place has no weave.
    """
    if number < 1:
        raise ValueError(f"programme number {number}")
    turn, place = divmod(number - 1, len(MOTIFS))
    return Weave(motif=place + 1, dye=place + 1, mirrored=turn % 2 == 1)


def motif_path(rows: str) -> str:
    """Return the path of one motif in a box of 8 by 8."""
    return "".join(
        f"M{block.left} {block.top}h{block.width}v{block.height}h-{block.width}z"
        for block in blocks(rows)
    )


def blocks(rows: str) -> tuple[Block, ...]:
    """Return the rectangles of a motif: runs of threads, joined downwards where rows repeat."""
    numbers = [int(row, 16) for row in rows.split()]
    return tuple(
        Block(left, top, width, height)
        for top, height, bits in _bands(numbers)
        for left, width in _runs(bits)
    )


def _bands(numbers: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (top, height, bits) for each stretch of equal rows."""
    top = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[top]:
            yield top, place - top, numbers[top]
            top = place


def _runs(bits: int) -> Iterable[tuple[int, int]]:
    """Yield (left, width) for each unbroken run of threads in a row."""
    threads = f"{bits:0{THREADS}b}0"
    start = None
    for place, thread in enumerate(threads):
        if thread == "1" and start is None:
            start = place
        elif thread == "0" and start is not None:
            yield start, place - start
            start = None
