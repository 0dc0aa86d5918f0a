"""Every kind of row the application keeps, and whether it is written once, edited, or kept current."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from toadlane.coops.rows import AccountRow, BookRow, DraftRow

KINDS: dict[str, type[models.Model]] = {"book": BookRow, "draft": DraftRow, "account": AccountRow}

OF_NO_COOP = {
    "coops.Coop": "the co-op itself",
    "jobs.Beat": "the worker serves every co-op",
    "jobs.Due": "the calendar of the house, not of one co-op",
    "members.Seat": "a place that waits: an export tells of it in its participant",
    "mail.Letter": "the post of the house: sign-in belongs to no co-op",
    "notices.CalendarAddress": "an address of this installation alone, signed with its key",
    "notices.Rhythm": "at which hours letters come to a person, from whichever co-op",
    "keeping.Keeping": "a backup holds every co-op of the house",
    "keeping.TakenFile": "the file of an export, on this machine alone: an export cannot hold its own",
    "keeping.OwnFile": "the file of one's own data, on this machine alone; of several co-ops at once",
    "privacy.Detail": "what somebody keeps about themselves goes along in their own export alone",
    "people.Try": "counts at the door of the house, under names nobody can read",
    "talk.HeardLetter": "a digest alone: of which co-op a letter was, nobody asks",
    "people.Person": "one person may be in several co-ops",
}

PLACED: dict[str, set[str]] = {
    "book": {
        "amending.ExceptionEnded",
        "amending.RuleException",
        "books.Allocation",
        "books.CloseReversal",
        "books.CloseStep",
        "books.ConsentEnded",
        "books.ConsentGiven",
        "books.ExportBatch",
        "books.ExportedEntry",
        "books.JournalEntry",
        "books.Opening",
        "books.OpeningDue",
        "books.OpeningReversal",
        "books.Payment",
        "books.PaymentPart",
        "books.Payout",
        "books.PayoutPart",
        "books.Posting",
        "books.Release",
        "books.Spending",
        "books.YearClose",
        "candidacy.Admission",
        "candidacy.Evaluation",
        "candidacy.Evaluator",
        "candidacy.LettingOff",
        "candidacy.Mentorship",
        "candidacy.Stay",
        "charter.CharterText",
        "coops.Closure",
        "coops.ClosureLifted",
        "coops.ClosureNamed",
        "coops.ExposurePeriod",
        "coops.RolePeriod",
        "coops.StagePeriod",
        "decisions.Authority",
        "decisions.AuthorityUse",
        "decisions.Confirmation",
        "decisions.Deed",
        "decisions.Withdrawal",
        "dues.DuesBand",
        "dues.DuesPaid",
        "dues.Organisation",
        "dues.PartTime",
        "keeping.Erasure",
        "keeping.Taking",
        "leaving.Departure",
        "leaving.DepartureAnswered",
        "leaving.DepartureDone",
        "leaving.DepartureTakenBack",
        "leaving.DepartureTold",
        "meetings.Document",
        "meetings.DocumentErasure",
        "meetings.DocumentWithdrawal",
        "proposals.Action",
        "proposals.ActionOver",
        "proposals.AgreementEnded",
        "proposals.Attempt",
        "proposals.Elector",
        "proposals.Option",
        "proposals.Outcome",
        "proposals.Position",
        "proposals.Proposal",
        "proposals.Revision",
        "proposals.Statement",
        "proposals.Step",
        "privacy.Emergency",
        "privacy.EmergencyAgreed",
        "privacy.EmergencyEnded",
        "privacy.Look",
        "record.Checkpoint",
        "record.Entry",
        "record.Sequenced",
        "record.Subtree",
        "roles.BodyReport",
        "roles.Filling",
        "roles.HandedOver",
        "roles.TurnPassed",
        "talk.Comment",
        "talk.CommentWithdrawn",
        "talk.ConcernMet",
        "work.HoursSeal",
        "work.SealLifted",
    },
    "draft": {
        "amending.AmendmentDraft",
        "amending.ArticleEdit",
        "amending.DraftedArticle",
        "books.AccountName",
        "books.ClosePreview",
        "books.OpeningDraft",
        "books.TrustRun",
        "books.YearFigures",
        "candidacy.EvaluationPlan",
        "candidacy.JoiningPage",
        "charter.CharterDraft",
        "leaving.HandedOver",
        "meetings.GatheredFile",
        "meetings.Gathering",
        "onboarding.Done",
        "onboarding.Step",
        "proposals.ProposalDraft",
        "proposals.ProposalTemplate",
        "proposals.TemplateText",
        "replay.ReplayRun",
        "talk.GroupSeat",
        "talk.Round",
        "talk.RoundSeat",
        "talk.SmallGroup",
        "work.HoursImport",
        "work.TimeEntry",
    },
    "account": {
        "candidacy.Application",
        "candidacy.EvaluationLine",
        "candidacy.EvaluationWords",
        "charter.Followed",
        "coops.Once",
        "coops.Participant",
        "coops.Visibility",
        "dues.DuesKept",
        "dues.Speaker",
        "jobs.Progress",
        "keeping.Correction",
        "leaving.DepartureWords",
        "meetings.DocumentWords",
        "meetings.FoundText",
        "members.Invitation",
        "notices.Choice",
        "notices.Notice",
        "notices.Untold",
        "privacy.EmergencyWords",
        "proposals.PositionWords",
        "proposals.Waking",
        "record.Opening",
        "record.Unsequenced",
        "talk.Attachment",
        "talk.CommentWords",
        "talk.EarlierWords",
        "talk.Following",
        "talk.MetWords",
        "talk.ReplyAddress",
    },
}


def misplaced(found: Iterable[type[models.Model]]) -> list[str]:
    """Models that nobody placed, or that are built on another kind of row than the one they are placed in."""
    faults: list[str] = []
    for model in found:
        label = model._meta.label
        bases = {kind for kind, base in KINDS.items() if issubclass(model, base)}
        places = {kind for kind, labels in PLACED.items() if label in labels}
        if label not in OF_NO_COOP and (bases != places or len(places) != 1):
            faults.append(f"{label} is built as {sorted(bases)} and placed as {sorted(places)}")
    return faults


def missing(found: Iterable[type[models.Model]]) -> list[str]:
    """Places for models that are no longer there."""
    here = {model._meta.label for model in found}
    return sorted(({label for labels in PLACED.values() for label in labels} | set(OF_NO_COOP)) - here)
