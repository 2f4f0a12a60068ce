"""Pages: cases."""

from . import doctor_routes as doctor_routes
