"""What does a page say in a message of less than 300 signs? What it is, its state, what is next, where."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from minga.kernel.short_texts import LONGEST_ADDRESS, short_message
from minga.website.page_cache.reading import contexts_of, read_public_page, resolves_to
from minga.website.short_addresses import short_path

OWN_PAGE = "website:share"  # a page about a page about a page has no end


@dataclass(frozen=True)
class PageWords:
    """A page in a few words."""

    title: str
    state: str
    next: str


@dataclass(frozen=True)
class Shared:
    """A page ready to be sent: its text, and the ways to send it that open outside this site."""

    title: str
    path: str
    text: str

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """Name and address of each way; nothing is asked of them before they are opened."""
        said = quote(self.text, safe="")
        return (
            (_("Mensaje de texto"), f"sms:?&body={said}"),
            ("WhatsApp", f"https://wa.me/?text={said}"),
            (
                "Telegram",
                f"https://t.me/share/url?{urlencode({'url': self._link, 'text': self._words})}",
            ),
            (
                _("Correo"),
                f"mailto:?{urlencode({'subject': self.title, 'body': self.text}, quote_via=quote)}",
            ),
        )

    @property
    def _link(self) -> str:
        return self.text.rpartition(" ")[2]

    @property
    def _words(self) -> str:
        return self.text.rpartition(" ")[0]


def shared_page(address: str) -> tuple[Shared, tuple[str, ...]] | None:
    """Return a public page in a few words, and the contexts it depends on; None for any other.

    Costs what the page itself costs.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = _plain(address)
    if resolves_to(path) == OWN_PAGE:
        return None
    response = read_public_page(path)
    if response is None or not response.headers["Content-Type"].startswith("text/html"):
        return None
    words = page_words(response.content)
    text = short_message(
        _("Demostración.") if settings.DEMONSTRATION else "",
        _sentence(words.title),
        _sentence(words.state),
        _sentence(words.next),
        address=_address(path),
    )
    return Shared(words.title, path, text), contexts_of(response)


def _plain(address: str) -> str:
    """Return the path with its filters, without tracking."""
    parts = urlsplit(address)
    kept = [pair for pair in parse_qsl(parts.query) if not pair[0].startswith(("utm_", "fbclid"))]
    return f"{quote(parts.path, safe='/%-_.~')}{'?' + urlencode(kept) if kept else ''}"


def _address(path: str) -> str:
    """Return the shortest address of a page; one too long with its filters loses them."""
    language = translation.get_language_from_path(path)
    start = f"/{language}" if language else ""
    plain = path.removeprefix(start)
    choices = (short_path(plain), plain.partition("?")[0])
    whole = (f"{settings.SITE_ADDRESS}{start}{one}" for one in choices)
    fitting = (one for one in whole if len(one) <= LONGEST_ADDRESS)
    return next(fitting, f"{settings.SITE_ADDRESS}/")


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "?", "!", "…")) else f"{words}."


def page_words(document: bytes) -> PageWords:
    """Read a page as it is drawn: its title, its state and its big sentence."""
    from lxml import html  # noqa: PLC0415 - late: heavy (lxml)

    tree = html.document_fromstring(document, parser=html.HTMLParser(encoding="utf-8"))

    def words(path: str) -> str:
        return " ".join(str(tree.xpath(f"string({path})")).split())

    return PageWords(
        title=words("//main//h1") or words("//title"),
        state=words("//main//*[contains(@class, 'head-state')]"),
        next=words("//main//*[contains(concat(' ', @class, ' '), ' say ')]"),
    )
