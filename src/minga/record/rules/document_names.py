"""Under which name is a file shown? The one it came with, made harmless."""

import re
import unicodedata

MAX_LENGTH = 120
FALLBACK = "documento"

# Endings that a name may pile up ("factura.pdf.exe"): only the one of the true type stays.
_ENDINGS = frozenset(
    [
        "pdf",
        "png",
        "jpg",
        "jpeg",
        "webp",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "heic",
        "svg",
        "docx",
        "docm",
        "dotm",
        "doc",
        "xlsx",
        "xlsm",
        "xltm",
        "xls",
        "ods",
        "odt",
        "odp",
        "pptx",
        "pptm",
        "ppt",
        "csv",
        "tsv",
        "txt",
        "md",
        "rtf",
        "html",
        "htm",
        "xhtml",
        "xml",
        "js",
        "mjs",
        "php",
        "asp",
        "aspx",
        "jsp",
        "cgi",
        "py",
        "sh",
        "bash",
        "ps1",
        "bat",
        "cmd",
        "com",
        "exe",
        "scr",
        "msi",
        "dll",
        "jar",
        "apk",
        "app",
        "lnk",
        "vbs",
        "wsf",
        "hta",
        "reg",
        "zip",
        "rar",
        "7z",
        "gz",
        "tar",
        "iso",
    ]
)
_UNSAFE = re.compile(r'[<>:"|?*%#&;\\/]')
_NOT_SHOWN = (
    "Cc",
    "Cf",
    "Co",
    "Cs",
    "Zl",
    "Zp",
)  # controls, signs that turn the direction of writing


def clean_name(name: str, ending: str) -> str:
    """Return a name of one line without folders, hidden signs or false endings, ending in `ending`."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in _NOT_SHOWN)
    words = " ".join(_UNSAFE.sub(" ", shown).split())
    stem = _without_endings(words).strip(" .") or FALLBACK
    return f"{stem[: MAX_LENGTH - len(ending) - 1].rstrip(' .')}.{ending}"


def _without_endings(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    while dot and ending.strip().lower() in _ENDINGS:
        name = stem
        stem, dot, ending = name.rpartition(".")
    return name
