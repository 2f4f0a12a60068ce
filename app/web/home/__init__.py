"""Pages: home."""

from . import follow_up_routes as follow_up_routes
