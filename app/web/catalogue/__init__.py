"""Pages: catalogue."""

from . import criteria_routes as criteria_routes
from . import editing_routes as editing_routes
from . import fact_routes as fact_routes
