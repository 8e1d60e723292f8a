"""What does every page know? The institution, the languages and the menu; never who is reading."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language

from minga.website.panels import SITE, fill


@dataclass(frozen=True)
class MenuEntry:
    """One word of the menu: the page it opens and the addresses that belong to it."""

    name: str | Promise
    url_name: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuLink:
    """A menu entry as it stands on one page."""

    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class LanguageLink:
    """This page in another language."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class Site:
    """What base.html shows around every page."""

    institution: str
    demonstration: bool
    address: str
    home: str
    path: str
    menu: tuple[MenuLink, ...]
    search: tuple[MenuLink, ...]
    footer: tuple[MenuLink, ...]
    languages: tuple[LanguageLink, ...]

    @property
    def page_address(self) -> str:
        """The full address of this page, for print, share and search engines."""
        return f"{self.address}{self.path}"


def site(request: HttpRequest) -> dict[str, Any]:
    """Return `site` for every template; reads neither session nor database, so pages stay cacheable."""
    return {"site": site_for(request.path)}


def site_for(path: str) -> Site:
    """Return what surrounds the page at `path`, in the language in force."""
    return Site(
        institution=settings.INSTITUTION,
        demonstration=settings.DEMONSTRATION,
        address=settings.SITE_ADDRESS,
        home=_home(get_language() or settings.LANGUAGE_CODE),
        path=path,
        menu=_links("main_menu", path),
        search=_links("search", path),
        footer=_links("footer", path),
        languages=tuple(_languages(path)),
    )


def _links(slot: str, path: str) -> tuple[MenuLink, ...]:
    entries: list[MenuEntry] = fill(slot, [SITE])[SITE]
    plain = _without_language(path)
    return tuple(
        MenuLink(str(entry.name), reverse(entry.url_name), plain.startswith(entry.paths))
        for entry in entries
    )


def _without_language(path: str) -> str:
    """Return the address as the Spanish page has it."""
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path[len(code) + 1 :]
    return path


def _languages(path: str) -> list[LanguageLink]:
    here = get_language()
    return [
        LanguageLink(code, name, _translated(path, code))
        for code, name in settings.LANGUAGES
        if code != here
    ]


def _translated(path: str, code: str) -> str:
    """Return the same page in another language, or its front page where there is none."""
    url = translate_url(path, code)
    return url if url != path else _home(code)


def _home(code: str) -> str:
    """Return the front page in a language; Spanish has no prefix."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
