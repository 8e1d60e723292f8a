"""How do the goals and targets of the 2030 Agenda come into the program? From Open SDG's Spanish words.

Usage: python scripts/convert_agenda.py FOLDER, the folder `es` of github.com/open-sdg/sdg-translations
(global_goals.yml and global_targets.yml). Writes src/minga/plan/data/agenda_2030.json.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

TARGET = (
    Path(__file__).resolve().parents[1] / "src" / "minga" / "plan" / "data" / "agenda_2030.json"
)
SOURCE = "https://github.com/open-sdg/sdg-translations"
# the official short titles in Spanish, in sentence case: the source writes them in two other ways
SHORT_TITLES = (
    "Fin de la pobreza",
    "Hambre cero",
    "Salud y bienestar",
    "Educación de calidad",
    "Igualdad de género",
    "Agua limpia y saneamiento",
    "Energía asequible y no contaminante",
    "Trabajo decente y crecimiento económico",
    "Industria, innovación e infraestructura",
    "Reducción de las desigualdades",
    "Ciudades y comunidades sostenibles",
    "Producción y consumo responsables",
    "Acción por el clima",
    "Vida submarina",
    "Vida de ecosistemas terrestres",
    "Paz, justicia e instituciones sólidas",
    "Alianzas para lograr los objetivos",
)
ENTRY = re.compile(r"^([\w-]+): *(.*)$")


def words_of(text: str) -> dict[str, str]:
    """Return key → words of a flat YAML file; a line that begins with a space continues the one above."""
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        entry = ENTRY.match(line)
        if entry:
            key = entry.group(1)
            found[key] = entry.group(2).strip()
        elif key and line.startswith(" "):
            found[key] = f"{found[key]} {line.strip()}"
    return {key: tidy(unquoted(words)) for key, words in found.items()}


def unquoted(words: str) -> str:
    """Return the words without the quotation marks of YAML."""
    if len(words) > 1 and words[0] == words[-1] == "'":
        return words[1:-1].replace("''", "'")
    return json.loads(words) if len(words) > 1 and words[0] == words[-1] == '"' else words


def tidy(words: str) -> str:
    """Return the words with whole letters and plain single spaces: the source mixes their forms."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def target_order(code: str) -> tuple[bool, int, str]:
    """Sort 1.1 … 1.10 before 1.a, 1.b."""
    mark = code.split(".")[1]
    return (not mark.isdigit(), int(mark) if mark.isdigit() else 0, mark)


def agenda(goals: dict[str, str], targets: dict[str, str]) -> list[dict[str, object]]:
    """Return the 17 goals with their targets."""
    codes = [key.removesuffix("-title").replace("-", ".") for key in targets]
    return [
        {
            "number": number,
            "short": short,
            "title": goals[f"{number}-title"],
            "targets": [
                {"code": code, "title": targets[f"{code.replace('.', '-')}-title"]}
                for code in sorted(codes, key=target_order)
                if code.split(".")[0] == str(number)
            ],
        }
        for number, short in enumerate(SHORT_TITLES, start=1)
    ]


def main(folder: Path) -> None:
    """Write the goals and targets found in `folder`."""
    goals = words_of((folder / "global_goals.yml").read_text(encoding="utf-8"))
    targets = words_of((folder / "global_targets.yml").read_text(encoding="utf-8"))
    document = {"source": SOURCE, "licence": "MIT", "goals": agenda(goals, targets)}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
