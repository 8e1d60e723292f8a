"""How does a secret look that is printed on paper and typed by hand? Sixteen signs, hard to misread.

Crockford's alphabet leaves out letters that look alike. Sixteen of its signs are eighty bits from the
system's random source: they cannot be guessed, and their digest needs no key.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_code() -> str:
    """Return a new code as it is printed, in groups: `7K2M-…`."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def normal_code(typed: str) -> str:
    """Return a typed code without blanks and hyphens, with misread letters put right."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs.translate(_MISREAD)
