"""Pages: presentations."""

from . import action_routes as action_routes
from . import after_routes as after_routes
from . import comparing_routes as comparing_routes
from . import concluding_routes as concluding_routes
from . import evidence_routes as evidence_routes
from . import figure_routes as figure_routes
from . import missing_routes as missing_routes
from . import national_routes as national_routes
from . import own_words_routes as own_words_routes
from . import page_routes as page_routes
from . import palliative_routes as palliative_routes
from . import preliminary_routes as preliminary_routes
from . import release_routes as release_routes
from . import triage_routes as triage_routes
from . import trial_routes as trial_routes
from . import urgent_routes as urgent_routes
