"""Forms of documents: adding one, saying what it is, withdrawing it, and the text pasted beside other fields."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import BooleanField

from app.domain.attachment import Attached, AttachmentKind
from app.i18n import _
from app.services import attachments
from app.services.attachments import Stored

from .._forms import ChoiceField, PartialDateField, SavingForm, long, short


class DescribeForm(SavingForm):
    """What a document is."""

    kind = ChoiceField("Nature", AttachmentKind, default=AttachmentKind.OTHER)
    title = short("Titre")
    dated_on = PartialDateField(_("Date du document"))

    def about(self) -> Attached:
        """The typed words."""
        return Attached(self.kind.data, self.title.data, self.dated_on.data)


class AddForm(DescribeForm):
    """A document to add."""

    file = FileField(_("Fichier"))


class WithdrawForm(SavingForm):
    """Why a document leaves the file."""

    reason = short("Raison", required=True, maximum=1000)


class SourceForm(SavingForm):
    """A text pasted beside the fields it is read for; it travels in their form and is kept only when asked."""

    class Meta(SavingForm.Meta):
        """The token is that of the form around."""

        csrf = False

    text = long("Texte à lire en saisissant")
    keep = BooleanField(_("Garder ce texte dans les documents du dossier"))
    kind = ChoiceField("Nature du texte", AttachmentKind, default=AttachmentKind.PATHOLOGY)
    dated_on = PartialDateField(_("Date du texte"))

    def held(self) -> Stored | None:
        """The text to keep with the case, in the store already; None when it is not to be kept."""
        if not self.keep.data:
            return None
        title = _("Texte collé à la saisie")
        return attachments.text(Attached(self.kind.data, title, self.dated_on.data), self.text.data)
