"""How does a spreadsheet show a number? Percentages and dates as displayed, the rest plainly."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from minga.plan.reading.formats.zipped import local

_BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys((14, 15, 22), "dd/mm/yyyy"),
             16: "dd/mm", 17: "mm/yyyy", **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm")}  # fmt: skip
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets count local days
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets know no time zone
_LAST_DAY = 2_958_465  # 9999-12-31


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """The display formats of one workbook by style number."""

    codes: tuple[str, ...]
    epoch: datetime

    @classmethod
    def read(cls, root: etree._Element | None, counts_from_1904: bool) -> "NumberFormats":
        epoch = _EPOCH_1904 if counts_from_1904 else _EPOCH
        if root is None:
            return cls((), epoch)
        named = {
            int(f.get("numFmtId") or 0): f.get("formatCode") or "" for f in root.iter("{*}numFmt")
        }
        styles = next((part for part in root if local(part) == "cellXfs"), None)
        identifiers = [int(x.get("numFmtId") or 0) for x in (styles if styles is not None else ())]
        return cls(tuple(named.get(i) or _BUILT_IN.get(i, "") for i in identifiers), epoch)

    def shown(self, value: str, style: str | None) -> str:
        """The number as the page displays it; unchanged when it is no number."""
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite():
            return value
        code = self._code(style)
        if "%" in code:
            return _percentage(number, code)
        if re.search(r"[yd]", code, re.IGNORECASE):
            return self._date(number, code) or _plain(number)
        return _plain(number)

    def _code(self, style: str | None) -> str:
        index = int(style) if style and style.isdigit() else -1
        code = self.codes[index] if 0 <= index < len(self.codes) else ""
        return _LITERAL.sub("", code).split(";")[0]

    def _date(self, number: Decimal, code: str) -> str | None:
        if not 0 < number < _LAST_DAY:
            return None
        day = self.epoch + timedelta(days=float(number))
        parts = [
            (r"d", f"{day.day:02d}"), (r"m", f"{day.month:02d}"), (r"y", f"{day.year:04d}"),
        ]  # fmt: skip
        return "/".join(text for sign, text in parts if re.search(sign, code, re.IGNORECASE))


def _percentage(number: Decimal, code: str) -> str:
    match = re.search(r"\.([0#?]+)\s*%", code)
    places = len(match[1]) if match else 0
    shown = (number * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{shown:f}%"


def _plain(number: Decimal) -> str:
    """Without the tail that binary fractions leave (0.30000000000000004)."""
    rounded = round(number, 10)
    return f"{rounded.normalize():f}" if rounded else "0"
