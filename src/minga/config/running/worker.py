"""How is background work done? One procrastinate worker on the same database."""

import django


def work() -> None:
    """Do jobs until told to end; running ones are finished first."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - late: import cycle in Django app loading

    call_command(
        "procrastinate",
        "worker",
        "--concurrency=1",
        "--shutdown-graceful-timeout=10",
        "--delete-jobs=successful",
    )


if __name__ == "__main__":
    work()
