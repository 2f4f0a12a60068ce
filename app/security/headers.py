"""The security headers of every answer, errors included."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Bytes that a person sent: whatever a browser makes of them, it does so without our origin.
_SANDBOXED = {"cases.attachment_file", "cases.attachment_page"}


def init_app(app: Flask) -> None:
    """Attach the hook."""
    app.after_request(add)


def add(response: Response) -> Response:
    """Set every header; only static files and vocabularies, which hold no patient, may be cached."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if current_app.config["RELAIS"].is_public:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint in _SANDBOXED:
        response.headers.add("Content-Security-Policy", "sandbox")
    if request.endpoint == "vocabularies.suggest":
        response.headers["Cache-Control"] = "private, max-age=3600"
    elif request.endpoint not in {"static", "assets.font"}:
        response.headers["Cache-Control"] = "no-store"
    return response
