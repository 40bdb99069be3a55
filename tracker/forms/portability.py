"""The file of an import."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker import portability


class ImportForm(forms.Form):
    """`content` is what stands in the file, once it was found to be a whole export."""

    content: bytes

    file = forms.FileField(
        label=_("The file"),
        help_text=_("The file of “Download everything (JSON)”, as it was downloaded."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        # One byte more is enough to see that it is too much.
        self.content = file.read(portability.MOST_BYTES + 1)
        portability.read(self.content)
        return file
