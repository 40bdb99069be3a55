"""Reads the environment variables of docs/operations.md and refuses what it cannot use.

Each reader takes the variables as a mapping and raises ImproperlyConfigured with a sentence
that says what to set. No variable is read anywhere else.
"""

import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SIGN_UP_CHOICES = ("open", "invited", "closed")
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
MAIL_TIMEOUT_S = 20
DATABASE_SCHEMES = ("postgres", "postgresql", "sqlite")
TRUE = ("1", "true", "yes", "on")
FALSE = ("", "0", "false", "no", "off")


@dataclass(frozen=True)
class PublicAddress:
    """Where people open Mg24: decides cookies, redirects and allowed hosts."""

    url: str
    host: str
    https: bool
    loopback: bool


def flag(variables: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    value = variables.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is not understood: set it to 1 or 0.")


def port(variables: Mapping[str, str]) -> int:
    value = variables.get("PORT", "8024")
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:  # noqa: PLR2004
        return int(value)
    raise ImproperlyConfigured(f"PORT={value!r} is no port: set it to a number from 1 to 65535.")


def public_address(variables: Mapping[str, str]) -> PublicAddress:
    """The address in PUBLIC_URL; plain http only on loopback or with ALLOW_HTTP=1."""
    url = variables.get("PUBLIC_URL", "").strip() or f"http://localhost:{port(variables)}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            f"PUBLIC_URL={url!r} is no address ({error}): set it like https://diary.example.org."
        ) from error
    if parts.scheme not in ("http", "https") or not host or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            f"PUBLIC_URL={url!r} is not usable: set it to http or https and a host, without a "
            "path, like https://diary.example.org."
        )
    loopback = _is_loopback(host)
    if parts.scheme == "http" and not loopback and not flag(variables, "ALLOW_HTTP"):
        raise ImproperlyConfigured(
            f"PUBLIC_URL={url!r} would send health data unencrypted. Put a TLS proxy in front and "
            "set PUBLIC_URL to its https address (docs/operations.md shows how), or set "
            "ALLOW_HTTP=1 if the network is your own."
        )
    return PublicAddress(
        url=f"{parts.scheme}://{parts.netloc}",
        host=host,
        https=parts.scheme == "https",
        loopback=loopback,
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def data_dir(variables: Mapping[str, str], *, default: Path) -> Path:
    path = Path(variables.get("MG24_DATA_DIR", "") or default).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"MG24_DATA_DIR={str(path)!r} cannot be made ({error.strerror}): name a folder that "
            "this user may write to."
        ) from error
    return path


def secret_key(variables: Mapping[str, str], *, folder: Path) -> str:
    """SECRET_KEY, or one made once and kept in the data folder."""
    value = variables.get("SECRET_KEY", "")
    if value:
        if len(value) < 50:  # noqa: PLR2004 - the length Django's deployment check asks for
            raise ImproperlyConfigured(
                "SECRET_KEY is shorter than 50 characters: set a longer random one, or leave it "
                "out and Mg24 keeps its own in the data folder."
            )
        return value
    path = folder / "secret_key"
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text().strip()


def database(variables: Mapping[str, str], *, folder: Path) -> dict[str, Any]:
    """DATABASE_URL, or SQLite in the data folder."""
    url = variables.get("DATABASE_URL", "").strip()
    if not url:
        return _sqlite({"NAME": str(folder / "mg24.sqlite3")})
    scheme = url.partition("://")[0]
    config: dict[str, Any] = {}
    if scheme in DATABASE_SCHEMES and _has_a_good_port(url):
        config = environ.Env.db_url_config(url)
    if config.get("NAME", "") in ("", ":memory:"):
        raise ImproperlyConfigured(
            f"DATABASE_URL={scheme}://... is not usable: set it to "
            "postgres://USER:PASSWORD@HOST:PORT/NAME or sqlite:////PATH, or leave it out."
        )
    if scheme == "sqlite":
        return _sqlite(config)
    return config | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


def _sqlite(config: dict[str, Any]) -> dict[str, Any]:
    # WAL alone still fails a quarter of concurrent writes; with IMMEDIATE none (measured).
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
        ),
    }
    return config | {"ENGINE": "tracker.sqlite", "OPTIONS": options, "CONN_MAX_AGE": None}


def sign_up(variables: Mapping[str, str], *, address: PublicAddress) -> str:
    value = variables.get("SIGN_UP", "") or ("open" if address.loopback else "invited")
    if value not in SIGN_UP_CHOICES:
        raise ImproperlyConfigured(
            f"SIGN_UP={value!r} is not understood: set it to open, invited or closed."
        )
    return value


def mail(variables: Mapping[str, str]) -> dict[str, Any]:
    """MAIL_URL as Django's EMAIL_ settings; without it no mail is sent at all."""
    url = variables.get("MAIL_URL", "").strip()
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    scheme = url.partition("://")[0]
    config: dict[str, Any] = {}
    if scheme in MAIL_PORTS and _has_a_good_port(url):
        config = environ.Env.email_url_config(url)
    if not config.get("EMAIL_HOST") or not variables.get("MAIL_FROM"):
        raise ImproperlyConfigured(
            "MAIL_URL and MAIL_FROM go together: set MAIL_URL like "
            "smtp+tls://USER:PASSWORD@HOST:587 and MAIL_FROM to the sender's address."
        )
    return config | {
        "EMAIL_PORT": config["EMAIL_PORT"] or MAIL_PORTS[scheme],
        "EMAIL_TIMEOUT": MAIL_TIMEOUT_S,
        "DEFAULT_FROM_EMAIL": variables["MAIL_FROM"],
    }


def _has_a_good_port(url: str) -> bool:
    try:
        _port = urlsplit(url).port
    except ValueError:
        return False
    return True


def workers(variables: Mapping[str, str]) -> int:
    value = variables.get("WORKERS", "2")
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 64:  # noqa: PLR2004
        return int(value)
    raise ImproperlyConfigured(f"WORKERS={value!r} is not usable: set a number from 1 to 64.")


def trusted_proxies(variables: Mapping[str, str], *, address: PublicAddress) -> int:
    """How many proxies of one's own stand in front; by default one where PUBLIC_URL is https.

    Log-in throttling counts per client. The client is read from X-Forwarded-For as many places
    from its end as there are proxies; what a client writes itself is further left, and ignored.
    """
    value = variables.get("TRUSTED_PROXIES", "") or ("1" if address.https else "0")
    if value.isascii() and value.isdigit() and int(value) <= 9:  # noqa: PLR2004
        return int(value)
    raise ImproperlyConfigured(
        f"TRUSTED_PROXIES={value!r} is not usable: set the number of proxies of your own in "
        "front of Mg24, from 0 to 9."
    )
