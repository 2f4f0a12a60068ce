"""Pages: the hospital's own list of trials."""

from . import import_routes as import_routes
