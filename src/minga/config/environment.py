"""What does the deployment say? Typed readers of environment variables."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """An environment variable holds nonsense; the program refuses to start."""


def env_text(name: str, default: str = "") -> str:
    """Return NAME, or the content of the file that NAME_FILE points to, or the default."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE: no se puede leer {path}") from error
    return os.environ.get(name, default)


def env_flag(name: str, *, default: bool = False) -> bool:
    """Return NAME as yes or no; raise BadSetting for any other word."""
    words = {"1": True, "true": True, "si": True, "0": False, "false": False, "no": False}
    value = env_text(name).strip().lower()
    if not value:
        return default
    if value not in words:
        raise BadSetting(f"{name}: se esperaba 1 o 0, llegó «{value}»")
    return words[value]


def env_number(name: str, default: int) -> int:
    """Return NAME as a whole number; raise BadSetting when it is none."""
    value = env_text(name).strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise BadSetting(f"{name}: se esperaba un número entero, llegó «{value}»") from error


def database_settings(url: str) -> dict[str, Any]:
    """Turn `postgresql://…/name?host=/socket/folder` into Django's form.

    Raises BadSetting for any other scheme. MINGA_DATABASE_POOL=1 keeps connections in a pool.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting("DATABASE_URL: se esperaba postgresql://…")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or parts.hostname or ""
    if env_flag("MINGA_DATABASE_POOL"):
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "minga",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": bool(env_text("DATABASE_DIRECT_URL")),
    }
