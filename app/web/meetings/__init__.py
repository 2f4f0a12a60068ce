"""Pages: meetings."""

from . import print_routes as print_routes
