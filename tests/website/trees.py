"""Is a drawing well formed? It becomes a tree, or the test fails."""

from lxml import etree
from lxml.etree import _Element


def svg(drawing: str) -> _Element:
    """Return a drawing as a tree."""
    return etree.fromstring(drawing)
