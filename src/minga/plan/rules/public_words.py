"""Do these words carry what only one person's drawer should hold? A cédula, a telephone, a mail.

Who types a public line in a hurry may copy a number from a paper. Names cannot be told from other
words, numbers and addresses can: they are refused where everybody reads.
"""

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_LONG_NUMBER = re.compile(r"(?<![\w/-])\+?\d[\d .-]{5,}\d(?![\w/])")
_DATE_OR_AMOUNT = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\Z|\d{1,3}(?:[. ]\d{3})+\Z")
SHORTEST_TELEPHONE = 7


def personal_number(text: str) -> str | None:
    """Return the first mail address, cédula or telephone number in the text; None without any.

    Dates and amounts with separators of thousands are none.
    """
    if mail := _MAIL.search(text):
        return mail.group()
    for found in _LONG_NUMBER.finditer(text):
        number = found.group()
        digits = sum(sign.isdigit() for sign in number)
        if digits >= SHORTEST_TELEPHONE and not _DATE_OR_AMOUNT.match(number):
            return number
    return None
