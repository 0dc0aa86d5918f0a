"""Where minutes stand, and whether enough are there, in English."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "quorum.met": "By the rule {rule:own}, {needed} of {of} who decide are needed; there are {there}: enough.",
    "quorum.short": "By the rule {rule:own}, {needed} of {of} who decide are needed; there are {there}: too few.",
    "minutes.phase.draft": "The minutes are a draft.",
    "minutes.phase.corrections": "The minutes are out, and corrections are suggested.",
    "minutes.phase.ready": "The minutes wait to be approved.",
    "minutes.phase.approved": "The minutes are approved, and are not changed any more.",
    "minutes.by.attendees": "Those who were there approve them.",
    "minutes.by.invited": "All who were invited approve them.",
    "minutes.rule.consent": "They are approved by consent: two say so when the time for corrections is over, or everyone before.",
    "minutes.rule.majority": "They are approved by more than half of those who may.",
    "minutes.rule.everyone": "They are approved when everyone who may has said so.",
    "minutes.window": "Corrections are suggested until the end of {day}.",
    "minutes.pending": "Corrections that wait for an answer: {number}.",
    "minutes.said": "Have approved them: {said} of {of}; still needed: {lacks}.",
    "minutes.correct.not-yours": "Corrections come from those who were there or were invited.",
    "minutes.correct.in.draft": "The minutes are still being written.",
    "minutes.correct.in.corrections": "Corrections are suggested now.",
    "minutes.correct.in.ready": "The time for corrections is over; what is found wrong is said when the minutes are approved.",
    "minutes.correct.in.approved": "What was found wrong later is set beside the minutes.",
    "minutes.approve.absent": "These minutes are approved by those who were there.",
    "minutes.approve.not-invited": "These minutes are approved by those who were invited.",
    "minutes.approve.draft": "The minutes have not been sent out yet.",
    "minutes.approve.approved": "The minutes are approved already.",
    "minutes.approve.pending": "Corrections wait for an answer: {number}. The first: {first}.",
    "minutes.approve.said": "You have approved this text already.",
    "minutes.approve.yes": "You may approve them.",
}
