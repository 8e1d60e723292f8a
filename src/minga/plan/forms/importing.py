"""What is asked to bring in a plan: whose it is, and the document."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from minga.people.public import Body
from minga.plan.reading import ReadPlan, Unreadable, read_plan_bytes
from minga.plan.reading.labels import refusal_sentence


class ImportForm(forms.Form):
    """The document of a plan and the body that promises."""

    body = forms.ChoiceField(label=_("Quién promete"))
    document = forms.FileField(
        label=_("El documento del plan"),
        help_text=_(
            "Word, Excel, PDF, página web, CSV o texto. Primero te mostramos qué entendimos."
        ),
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        self.read: ReadPlan | None = None
        self.content = b""
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, body.name) for key, body in self.bodies.items()]

    def clean_document(self) -> object:
        """Read the plan now: what cannot be read is refused with its reason."""
        upload = self.cleaned_data["document"]
        if upload.size is not None and upload.size > settings.DOCUMENT_MAX_BYTES:
            raise forms.ValidationError(
                _("El archivo pesa más de %(mb)s MB. Guarda una copia más liviana."),
                code="too-large",
                params={"mb": settings.DOCUMENT_MAX_BYTES // 2**20},
            )
        self.content = upload.read()
        try:
            self.read = read_plan_bytes(upload.name or "", self.content)
        except Unreadable as error:
            raise forms.ValidationError(refusal_sentence(error), code=error.code) from error
        if not self.read.programmes:
            raise forms.ValidationError(
                _("No encontramos una matriz con actividades y años. ¿Es el plan completo?"),
                code="no-matrix",
            )
        return upload

    def chosen_body(self) -> Body:
        """Return the body that was chosen."""
        return self.bodies[self.cleaned_data["body"]]
