"""Pages: presentations."""

from . import after_routes as after_routes
