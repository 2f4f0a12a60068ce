"""Pages: catalogue."""

from . import editing_routes as editing_routes
