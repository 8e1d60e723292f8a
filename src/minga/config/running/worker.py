"""How is background work done? One procrastinate worker on the same database."""

import django


def work() -> None:
    """Do jobs until told to end; a running one may finish first."""
    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415 - late: import cycle in Django app loading
    from procrastinate.contrib.django.django_connector import (  # noqa: PLC0415 - late: import cycle in Django app loading
        DjangoConnector,
    )

    with app.replace_connector(DjangoConnector().get_worker_connector()) as worker:
        worker.run_worker(
            concurrency=1,
            shutdown_graceful_timeout=10,
            delete_jobs="successful",
            install_signal_handlers=True,
        )


if __name__ == "__main__":
    work()
