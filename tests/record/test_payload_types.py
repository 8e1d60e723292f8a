"""It is true that a payload holds no number that machines would write differently."""

import pytest

from minga.record.rules.sealed_form import PayloadRefused, check_payload


def test_a_floating_number_is_refused_and_its_place_named() -> None:
    with pytest.raises(PayloadRefused) as refused:
        check_payload({"values": [1, 1.5]})  # type: ignore[list-item]  # what the test is about
    assert refused.value.path == "payload.values.1"
