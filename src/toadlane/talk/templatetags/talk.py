"""`{% load talk %}{% talk "amendment" draft.name %}`: the talk about a subject, on the subject's own page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from toadlane.talk import attached, reads
from toadlane.talk.forms import SayForm
from toadlane.talk.models import Comment
from toadlane.talk.onward import Onward
from toadlane.talk.subjects import Subject, subject_at
from toadlane.talk.verbs.reading import have_read
from toadlane.ui.figures import instant

register = template.Library()


@register.inclusion_tag("talk/part/beside.html", takes_context=True)
def talk(context: Context, kind: str, key: object, subject: Subject | None = None) -> dict[str, Any]:
    """Its last page, and a form to say something; everything else is on its own page.

    Nothing for whoever sees the subject's page, and not what is said about it. What is shown is read. A page
    that has the `subject` at hand spares asking for it again.
    """
    place = context["request"].place
    found = reads.talk_beside(place, kind, str(key), subject)
    if found is not None and context["request"].method == "GET" and found.page.paginator.count:
        have_read(subject=found.subject, by=place.member, at=place.moment)
    return {
        "talk": found,
        "coop": place.coop,
        "say_form": SayForm(auto_id="say_%s"),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def way_on(found: reads.Talk, way: Onward, comment: Comment, *, whole: bool = False) -> SafeString:
    """`{% way_on talk way comment %}`: the link that takes a comment, or its whole thread, further."""
    return format_html(
        '<a href="{}">{}<span class="unseen">: {}, {}</span></a>',
        way.page(found.place, comment.pk, whole),
        way.label_of_thread if whole else way.label,
        comment.by.name,
        instant(comment.happened_at),
    )


@register.inclusion_tag("talk/part/attached.html", takes_context=True)
def attachments(context: Context, kind: str, key: object, subject: Subject | None = None) -> dict[str, Any]:
    """`{% attachments "proposal" row.pk %}`: what hangs on a subject, on the subject's own page."""
    place = context["request"].place
    subject = subject or subject_at(place, kind, str(key))
    return {
        "subject": subject,
        "files": attached.rows_of(subject).filter(removed_at=None),
        "may_attach": attached.may_attach(place.member, subject),
        "coop": place.coop,
    }
