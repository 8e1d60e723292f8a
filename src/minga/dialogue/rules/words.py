"""What can be said of words without reading them? Whether they are the same, and a sealed commitment."""

import hashlib
import hmac
import json
import re
import unicodedata

LONGEST_QUESTION = 300
LONGEST_TEXT = 3000
_NOT_LETTERS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return a text without accents, case, signs and repeated blanks: what a flood repeats."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_LETTERS.sub(" ", bare).strip()


def fingerprint(text: str) -> str:
    """Return the same 32 signs for texts that say the same; empty for one without letters."""
    same = folded(text)
    return hashlib.sha256(same.encode()).hexdigest()[:32] if same else ""


def commitment(salt: bytes, text: str, background: str, language: str) -> str:
    """Return what an act seals instead of the words; without the salt it tells nothing."""
    words = json.dumps([text, background, language], ensure_ascii=False).encode()
    return f"hmac-sha256:{hmac.new(salt, words, hashlib.sha256).hexdigest()}"
