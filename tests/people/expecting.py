"""How do the tests of people expect a refusal, and read a page?"""

import pytest

from minga.people.services.saving import PeopleRefused


def refused(code: str) -> pytest.RaisesExc[PeopleRefused]:
    """Expect a refusal with this very code."""
    return pytest.RaisesExc(PeopleRefused, check=lambda refusal: refusal.code == code)
