"""Which rows are written once? Those of `Frozen`: the database itself refuses to change them."""

import pgtrigger
from django.db import models

APPEND_ONLY = (
    pgtrigger.Protect(name="append_only_rows", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="append_only_table",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'append-only: % refuses TRUNCATE', TG_TABLE_NAME;",
    ),
)


ONLY_EMPTIED = (
    pgtrigger.Protect(
        name="words_only_emptied",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "length(NEW.salt) > 0 OR NEW.title <> '' OR NEW.text <> '' OR NEW.act_id <> OLD.act_id"
        ),
    ),
    pgtrigger.Protect(name="words_never_removed", operation=pgtrigger.Delete),
)


class Frozen(models.Model):
    """Rows that are written once; the `Meta` of each such table inherits from this one."""

    class Meta:
        abstract = True
        triggers = APPEND_ONLY
