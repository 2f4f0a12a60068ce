"""Relais: the application factory, a list of calls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

import config
from app import database, web
from app.extensions import csrf, db, login_manager
from app.security import guard, headers

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_LOOPBACK = "[::1]"


class Relais(Flask):
    """Flask, which on the loopback is also reached as `[::1]`: Werkzeug cannot trust an address with colons."""

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request; `[::1]` is called by its name, `localhost`."""
        host = environ.get("HTTP_HOST", "")
        if not self.config["RELAIS"].is_public and host.partition("]")[0] + "]" == _LOOPBACK:
            environ["HTTP_HOST"] = "localhost" + host.removeprefix(_LOOPBACK)
        return super().wsgi_app(environ, start_response)


def create_app(settings: config.Settings | None = None, **overrides: object) -> Flask:
    """The Flask application for these settings (from the environment when not given)."""
    settings = settings or config.load()
    app = Relais(__name__, template_folder=str(config.ROOT / "templates"))
    app.config.from_mapping(_flask_config(settings))
    app.config.update(overrides)
    if "LOGIN_DISABLED" in app.config:
        raise config.BadSetting("LOGIN_DISABLED n'existe pas dans Relais.")
    db.init_app(app)
    with app.app_context():
        database.configure(db.engine)
    headers.init_app(app)
    login_manager.init_app(app)
    guard.init_app(app)
    csrf.init_app(app)
    web.init_app(app)
    return app


def _flask_config(settings: config.Settings) -> dict[str, object]:
    name = "__Host-relais" if settings.is_public else "relais"
    return {
        "RELAIS": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "ARGON2": {"time_cost": 3, "memory_cost": 65536, "parallelism": 4},
        "SESSION_COOKIE_NAME": name,
        "SESSION_COOKIE_SECURE": settings.is_public,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 21 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "TRUSTED_HOSTS": [settings.public_host]
        if settings.is_public
        else ["127.0.0.1", "localhost"],
    }
