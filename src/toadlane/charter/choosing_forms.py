"""What somebody looks for in a charter, two models to compare, and an article to take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.charter import choosing, shelf


class ChoosingForm(forms.Form):
    """The questions that set the models apart; none has to be answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in choosing.asked():
            answers = [
                (one.value, choosing.answer_says(question.name, one.value)) for one in question.answers
            ]
            self.fields[question.name] = forms.ChoiceField(
                label=choosing.question_says(question.name),
                choices=[("", _("It does not matter")), *answers],
                widget=forms.RadioSelect,
                required=False,
            )

    def answers(self) -> dict[str, str]:
        """What was answered, by the name of the question."""
        return {name: said for name, said in self.cleaned_data.items() if said}


class ComparingForm(forms.Form):
    """Two models of the shelf."""

    one = forms.ChoiceField(label=gettext_lazy("One model"))
    other = forms.ChoiceField(label=gettext_lazy("Another"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            self.fields[name].choices = [(model.key, model.title) for model in shelf.models()]  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        """They are two."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("one") and said.get("one") == said.get("other"):
            self.add_error("other", _("Choose another model than the first, to compare them."))
        return said


class TakeForm(forms.Form):
    """One article of a model, the draft's article it replaces, and the draft as it was read."""

    model = forms.CharField(max_length=60)
    beside = forms.CharField(max_length=60)
    number = forms.IntegerField(min_value=1, max_value=99999)
    instead_of = forms.IntegerField(min_value=1, max_value=99999, required=False)
    digest = forms.CharField(max_length=64)
