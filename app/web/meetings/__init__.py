"""Pages: meetings."""

from . import after_routes as after_routes
from . import agenda_routes as agenda_routes
from . import calendar_routes as calendar_routes
from . import kind_routes as kind_routes
from . import life_routes as life_routes
from . import missing_routes as missing_routes
from . import phrase_routes as phrase_routes
from . import print_routes as print_routes
from . import quorum_routes as quorum_routes
from . import reminder_routes as reminder_routes
from . import running_routes as running_routes
from . import series_routes as series_routes
from . import validation_routes as validation_routes
