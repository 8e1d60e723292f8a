"""It is true that the migrations say what the models say."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_waits_for_a_migration() -> None:
    """Asks a real server: Django looks at its version before it judges computed columns."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
