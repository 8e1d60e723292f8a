"""Which tags may templates use? `ui`, loaded in every template."""
