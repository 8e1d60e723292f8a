"""How is a plan called on pages? By its own title, made readable and dated."""


def plan_title(title: str, start: int | None, end: int | None) -> str:
    """Return the title in sentence case with its years: "Plan de trabajo 2019 – 2023".

    A title written in capitals is lowered but for its first letter; years are added unless the
    title already names them.
    """
    words = " ".join(title.split()) or "Plan de trabajo"
    if words.isupper():
        words = words.capitalize()
    if start is None or str(start) in words:
        return words
    return f"{words} {start} – {end}" if end else f"{words} {start}"
