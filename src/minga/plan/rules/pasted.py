"""What does a pasted text speak of? Gestiones, parishes and bodies by name, and people by counts.

Plain rules over whole words without accents; each thing found says with which words. Whoever pasted
confirms: nothing here decides.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from minga.plan.rules.said_days import COUNTS, plain

LONGEST = 20_000
LONGEST_GIST = 400
MOST_CASES = 5
LONGEST_SHORTENED = 4  # av., pje., psje., ing.
SHARED_WORDS = 2
TOO_COMMON = 0.25  # a word in more than a quarter of the activities tells nothing

_CASE = re.compile(r"\bGES[\s–-]{0,2}(\d{4})[\s–-]{1,2}(\d{5,7})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SUBJECT = re.compile(r"^\s*(?:asunto|referencia|ref|tema)\s*[:.-]\s*(\S[^\n]{3,300})", re.I | re.M)
_GREETING = re.compile(
    r"^\s*(?:de (?:mi|nuestra) consideraci|estimad|senor|sr|buenos dias|buenas tardes|presente|"
    r"reciba|quito|oficio|fecha)[^\n]*\n",
    re.I | re.M,
)

# Names of parishes that are ordinary words, or names of streets and people, too
ORDINARY = frozenset({"pacto", "nono", "la libertad", "la merced", "la concepcion", "checa"})
# Right before a name: it is the name of something else
OF_SOMETHING_ELSE = frozenset(
    [
        "calle",
        "calles",
        "avenida",
        "av",
        "pasaje",
        "pje",
        "psje",
        "aeropuerto",
        "estadio",
        "coliseo",
        "colegio",
        "escuela",
        "liceo",
        "universidad",
        "hospital",
        "clinica",
        "iglesia",
        "capilla",
        "plaza",
        "plazoleta",
        "parque",
        "puente",
        "tunel",
        "redondel",
        "cooperativa",
        "banco",
        "presidente",
        "general",
        "mariscal",
        "doctor",
        "dr",
        "ingeniero",
        "ing",
        "santo",
        "virgen",
        "empresa",
        "fundacion",
        "liga",
        "club",
        "senor",
        "senora",
        "sr",
        "sra",
    ]
)
PARTS_OF_A_PARISH = frozenset(
    ["barrio", "sector", "ciudadela", "urbanizacion", "conjunto", "comuna", "comite"]
)
# How words begin that stand in letters about anything
OF_EVERY_LETTER = (
    *("ped", "pid", "solicit", "respuesta", "respond", "salud", "cordial", "atent", "considera"),
    *("senor", "estimad", "carta", "oficio", "fecha", "presente", "recib", "gestion", "despacho"),
)
_PEOPLE = "personas|vecin[oa]s|morador[ea]s|habitantes|asistentes|participantes|usuari[oa]s"
_COUNT = re.compile(
    rf"(?<![\d/.,-])\b(?P<count>\d{{1,5}}|{'|'.join(COUNTS)}) "
    rf"(?:(?P<women>mujeres)|(?P<men>hombres|varones)|(?P<people>{_PEOPLE}))\b"
)


def cleaned(text: str) -> str:
    """Return a pasted text as it is read: composed signs, one kind of line end, so long at the most."""
    composed = unicodedata.normalize("NFC", text[:LONGEST])
    return composed.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")[:LONGEST].strip()


def case_numbers(text: str) -> list[str]:
    """Return the numbers of gestiones in a text as they are written here, each once."""
    found = (f"GES-{match[1]}-{match[2]:0>5}" for match in _CASE.finditer(text))
    return list(dict.fromkeys(found))[:MOST_CASES]


@dataclass(frozen=True)
class Word:
    """A word of a text without accents, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Named[K]:
    """Something that a text names: with which words, how often; `is_sure` if it can be nothing else."""

    key: K
    said: str
    times: int
    is_sure: bool


class Names[K]:
    """Names by their words, the longest first; made once, asked of many texts."""

    def __init__(self, names: Mapping[str, K]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], K]]] = defaultdict(list)
        for name, key in names.items():
            if words := tuple(word.folded for word in words_of(name)):
                self._by_first[words[0]].append((words, key))
        for known in self._by_first.values():
            known.sort(key=lambda one: -len(one[0]))

    def at(self, words: Sequence[str], place: int) -> tuple[int, K] | None:
        """Return how many words from a place are the longest name that stands there, and whose."""
        for name, key in self._by_first.get(words[place], ()):
            if tuple(words[place : place + len(name)]) == name:
                return len(name), key
        return None


def words_of(text: str) -> list[Word]:
    """Return the words of a text without accents and capitals, with their places."""
    folded = plain(text)
    return [Word(match.group(), *match.span()) for match in _WORD.finditer(folded)]


def telling_words(text: str) -> list[str]:
    """Return the words of a text as it writes them, each once, without those of every letter."""
    said = (text[one.start : one.end].lower() for one in words_of(text))
    return [word for word in dict.fromkeys(said) if not plain(word).startswith(OF_EVERY_LETTER)]


def bodies_named[K](text: str, names: Names[K]) -> list[Named[K]]:
    """Return the bodies that a text names, the most often said first."""
    return _ranked(text, [(place, True) for place in _occurrences(text, names)])


def parishes_named[K](text: str, names: Names[K]) -> list[Named[K]]:
    """Return the parishes that a text names, the surest and most often said first.

    A street or a school of that name is none; a barrio, part of a longer name, or an ordinary word
    is one perhaps. Where «San Juan de Calderón» stands, Calderón is meant.
    """
    found = list(_occurrences(text, names))
    starts = [place.start for place in found[1:]] + [len(text)]
    said = [
        (place, sure)
        for place, following in zip(found, starts, strict=False)
        if not _is_inside_another(text, place, following)
        and (sure := _is_sure(text, place)) is not None
    ]
    return _ranked(text, said)


def _is_inside_another[K](text: str, place: "Place[K]", following: int) -> bool:
    """Is it the name of a street or a school, or of a barrio whose parish follows?"""
    before = place.before
    of_another = before is not None and before.folded in OF_SOMETHING_ELSE
    return of_another or text[place.end : following].lower() == " de "


def _is_sure[K](text: str, place: "Place[K]") -> bool | None:
    """Is it the parish and nothing else? None when it is an ordinary word."""
    if _said_before(text, place.start):
        return True
    name = text[place.start : place.end]
    is_ordinary = plain(name) in ORDINARY
    if is_ordinary and not _is_capitalised(name):
        return None
    before, after = place.before, place.after
    if before and (before.folded in PARTS_OF_A_PARISH or _is_proper(text, before)):
        return False
    return not is_ordinary and not (after and _is_proper(text, after))


def _said_before(text: str, start: int) -> bool:
    """«la parroquia de X», «parroquia rural X»."""
    return bool(
        re.search(
            r"\bparroquias?(?: rural| urbana)?(?: de)? \Z", plain(text[max(0, start - 24) : start])
        )
    )


def _is_proper(text: str, word: Word) -> bool:
    """Is a word written as a name, in a text that has small letters too?"""
    said = text[word.start : word.end]
    return (
        said[:1].isupper()
        and len(said) > 1
        and not _starts_sentence(text, word.start)
        and not said.isupper()
    )


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in ".:;\n!?¡¿-–—"


def _is_capitalised(name: str) -> bool:
    """Is the telling word of a name written with a capital, where small letters are usual?"""
    word = name.split()[-1]
    return word[:1].isupper() and not word.isupper()


@dataclass(frozen=True)
class Place[K]:
    """Where a name stands in a text, and the words that touch it, if any."""

    key: K
    start: int
    end: int
    before: Word | None
    after: Word | None


def _occurrences[K](text: str, names: Names[K]) -> Iterator[Place[K]]:
    words = words_of(text)
    folded = [word.folded for word in words]
    at = 0
    while at < len(words):
        count, key = names.at(folded, at) or (0, None)
        if key is None:
            at += 1
            continue
        first, last = words[at], words[at + count - 1]
        before = words[at - 1] if at and _stands_before(text, words[at - 1], first) else None
        at += count
        after = words[at] if at < len(words) and text[last.end : words[at].start] == " " else None
        yield Place(key, first.start, last.end, before, after)


def _stands_before(text: str, word: Word, name: Word) -> bool:
    """Does a word touch the one after it, as «calle San Juan» or «av. San Juan»?"""
    between = text[word.end : name.start]
    return between == " " or (between == ". " and word.end - word.start <= LONGEST_SHORTENED)


def _ranked[K](text: str, said: Iterable[tuple[Place[K], bool]]) -> list[Named[K]]:
    """Return each thing once, with the words of its first place."""
    places: dict[K, list[tuple[Place[K], bool]]] = defaultdict(list)
    for place, sure in said:
        places[place.key].append((place, sure))
    found = [
        Named(key, text[at[0][0].start : at[0][0].end], len(at), any(sure for _, sure in at))
        for key, at in places.items()
    ]
    return sorted(found, key=lambda one: (not one.is_sure, -one.times))


@dataclass(frozen=True)
class PeopleSaid:
    """How many people a text says there were; None where it says nothing."""

    people: int | None = None
    women: int | None = None
    men: int | None = None


def people_said(text: str) -> PeopleSaid:
    """Return the first number of people, of women and of men in a text."""
    found: dict[str, int] = {}
    for match in _COUNT.finditer(plain(text)):
        count = match["count"]
        kind = match.lastgroup or ""
        found.setdefault(kind, int(count) if count.isdigit() else COUNTS[count])
    return PeopleSaid(found.get("people"), found.get("women"), found.get("men"))


def gist(text: str) -> str:
    """Return what a text is about in few words: its subject, else where it begins after the greetings."""
    if subject := _SUBJECT.search(text):
        return " ".join(subject[1].split())[:LONGEST_GIST]
    said = _GREETING.sub("", f"{text}\n")
    return " ".join(said.split())[:LONGEST_GIST]


@dataclass(frozen=True)
class Sharing:
    """A thing whose words a text shares: which, the most telling first, and how much they tell."""

    key: int
    words: tuple[str, ...]
    weight: float


def sharing_words(
    stems: Iterable[str], things: Mapping[int, frozenset[str]], most: int = 5
) -> list[Sharing]:
    """Return the things that share at least two telling words with a text, the most telling first.

    A word tells more the fewer things have it; what many have tells nothing.
    """
    said = frozenset(stems)
    held: dict[str, int] = defaultdict(int)
    for words in things.values():
        for word in words & said:
            held[word] += 1
    limit = max(2.0, TOO_COMMON * len(things))
    weights = {word: log(1 + len(things) / count) for word, count in held.items() if count <= limit}
    found = (_sharing(key, words & weights.keys(), weights) for key, words in things.items())
    known = [one for one in found if len(one.words) >= SHARED_WORDS]
    return sorted(known, key=lambda one: (-one.weight, one.key))[:most]


def _sharing(key: int, words: Iterable[str], weights: Mapping[str, float]) -> Sharing:
    telling = sorted(words, key=lambda word: (-weights[word], word))
    return Sharing(key, tuple(telling), sum(weights[word] for word in telling))
