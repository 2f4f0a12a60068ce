"""Pages: cases."""

from . import doctor_routes as doctor_routes
from . import import_routes as import_routes
