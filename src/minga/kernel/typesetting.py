"""How does a page of paper become a PDF? A typst template and the facts that it prints.

A template reads its facts as `json(bytes(sys.inputs.facts))`: what people typed is text there, never
markup. Fonts come from the locked packages, nothing from the machine.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import typst

FONTS = ("font_source_sans_pro", "font_source_serif_pro")


def typeset(
    template: Path, facts: Mapping[str, object], *, standards: "Sequence[typst.PDFStandard]" = ()
) -> bytes:
    """Return the PDF that a template makes of the facts: tagged, with its fonts inside.

    `standards` are those it must fulfil, as `a-2a` (archived) and `ua-1` (read aloud).
    """
    pdf = _compiler().compile(
        template.read_bytes(),
        format="pdf",
        sys_inputs={"facts": json.dumps(facts)},
        pdf_standards=list(standards),
    )
    return cast("bytes", pdf)  # one document, in the format asked for


@cache
def _compiler() -> "typst.Compiler":
    """Return the one compiler of the process: it has read the fonts once."""
    # late: heavy (typst)
    import typst  # noqa: PLC0415 - late: heavy (typst)

    return typst.Compiler(font_paths=_font_folders(), ignore_system_fonts=True)


def _font_folders() -> list[str]:
    return [str(files(package) / "files") for package in FONTS]
