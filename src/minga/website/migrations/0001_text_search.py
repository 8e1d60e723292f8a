"""Spanish full text that ignores accents, and the extensions that every context may use."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

CREATE = """
CREATE TEXT SEARCH CONFIGURATION minga_es (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION minga_es
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;
"""


class Migration(migrations.Migration):
    """The first migration of the program: everything else may depend on it."""

    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(CREATE, "DROP TEXT SEARCH CONFIGURATION minga_es"),
    ]
