"""A table for counters that every web process must see alike: the rate limits of signing in.

Unlogged: after a crash of the database it is empty, which only forgets recent attempts.
"""

from django.db import migrations

CREATE = """
CREATE UNLOGGED TABLE people_shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX people_shared_cache_expires ON people_shared_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE people_shared_cache")]
