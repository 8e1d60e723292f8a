"""Which case does somebody mean who types its number by hand?"""

import re

_TYPED = re.compile(r"([A-Z]{3})[\s\-/.]*([0-9]{4})[\s\-/.]+0*([0-9]{1,9})")
_WITHOUT_GAPS = re.compile(r"([A-Z]{3})([0-9]{4})([0-9]{5,9})")
LONGEST = 40


def normal_number(typed: str) -> str:
    """Return a typed number as it is printed: `sol 2026 12` is `SOL-2026-00012`.

    What is no number comes back in capitals, without blanks around it: nothing has that name.
    """
    plain = typed.strip().upper()[:LONGEST]
    found = _TYPED.fullmatch(plain) or _WITHOUT_GAPS.fullmatch(plain)
    if found is None:
        return plain
    kind, year, sequence = found.groups()
    return f"{kind}-{year}-{int(sequence):05d}"
