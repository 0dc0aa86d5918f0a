"""What becomes of an action, as it is typed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from toadlane.coops.forms import KeyedForm
from toadlane.members.forms import DayField
from toadlane.minutes.models import LONGEST, Action, ActionStep
from toadlane.ui.names import Choices, Everybody, OneOf, let_choose


class StepForm(KeyedForm):
    """Done, let go, taken up again, given to somebody else, given another day."""

    elsewhere: ClassVar[str] = "because"

    what = forms.ChoiceField(label=_("What became of it"), choices=ActionStep.What.choices)
    who = forms.ChoiceField(label=_("Who does it from now on"), required=False, widget=OneOf)
    due_on = DayField(label=_("By when"), required=False)
    because = forms.CharField(label=_("Why"), required=False, max_length=LONGEST["because"])

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_choose(self.fields["who"], Everybody.of(people).after(_("as before")))

    @classmethod
    def of(cls, action: Action, people: Choices) -> StepForm:
        """The form of one action, with what can become of it now."""
        form = cls(people=people, initial={"due_on": action.due_on}, auto_id=f"step-{action.pk}_%s")
        open_ = [one for one in ActionStep.What.choices if one[0] != ActionStep.What.REOPENED]
        again = [one for one in ActionStep.What.choices if one[0] == ActionStep.What.REOPENED]
        form.fields["what"].choices = open_ if action.over_on is None else again  # type: ignore[attr-defined]
        return form
