"""Pages: cases."""

from . import again_routes as again_routes
from . import attachment_routes as attachment_routes
from . import correct_routes as correct_routes
from . import doctor_routes as doctor_routes
from . import export_routes as export_routes
from . import fact_routes as fact_routes
from . import identity_routes as identity_routes
from . import import_routes as import_routes
from . import move_routes as move_routes
from . import precaution_routes as precaution_routes
from . import question_routes as question_routes
from . import talk_routes as talk_routes
from . import tumour_routes as tumour_routes
