"""Pages: meetings."""

from . import after_routes as after_routes
from . import agenda_routes as agenda_routes
from . import kind_routes as kind_routes
from . import missing_routes as missing_routes
from . import phrase_routes as phrase_routes
from . import print_routes as print_routes
from . import running_routes as running_routes
from . import validation_routes as validation_routes
