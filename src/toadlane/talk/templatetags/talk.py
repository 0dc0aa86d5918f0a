"""`{% load talk %}{% talk "amendment" draft.name %}`: the talk about a subject, on the subject's own page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from toadlane.talk import attached, reads
from toadlane.talk.forms import SayForm
from toadlane.talk.subjects import subject_at

register = template.Library()


@register.inclusion_tag("talk/part/beside.html", takes_context=True)
def talk(context: Context, kind: str, key: object) -> dict[str, Any]:
    """Its last page, and a form to say something; everything else is on its own page.

    Nothing for whoever sees the subject's page, and not what is said about it.
    """
    place = context["request"].place
    return {
        "talk": reads.talk_beside(place, kind, str(key)),
        "coop": place.coop,
        "say_form": SayForm(auto_id="say_%s"),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("talk/part/attached.html", takes_context=True)
def attachments(context: Context, kind: str, key: object) -> dict[str, Any]:
    """`{% attachments "proposal" row.pk %}`: what hangs on a subject, on the subject's own page."""
    place = context["request"].place
    subject = subject_at(place, kind, str(key))
    return {
        "subject": subject,
        "files": attached.rows_of(subject).filter(removed_at=None),
        "may_attach": attached.may_attach(place.member, subject),
        "coop": place.coop,
    }
