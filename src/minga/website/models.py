"""What does the page cache keep in the database? Which contexts changed, for whoever missed it."""

from django.db import models


class PageChange(models.Model):
    """A committed change of a context; only how many there are and the last matter."""

    context = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.pk}: {self.context}"
