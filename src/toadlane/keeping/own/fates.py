"""What becomes of each kind of row when somebody is erased; a kind that nobody placed stops the tests."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordBroken
from toadlane.coops.rows import BookRow


class Fate(enum.Enum):
    """What becomes of a row, with the words people read."""

    GOES = _("is removed")
    WORDS = _("its words and files are erased; the row and its digest stay")
    NAME = _("the name is taken away; the key stays, because the books know people by it")
    BOOKS = _("stays under the key: the law asks a co-op to keep its books")
    DECIDED = _("stays under the key: what was decided and who answered for it cannot be unsaid")
    TIMES = _("stays under the key: who was what when decides about votes, shares and years that are closed")
    WORK = _("stays under the key: hours decide about shares, and closed years rest on them")
    SHARED = _("stays under the key: it is the co-op’s own, not about a person")


GOING: Final = frozenset({Fate.GOES, Fate.WORDS, Fate.NAME})

FATES: Final[Mapping[str, Fate]] = {
    "account.EmailAddress": Fate.GOES,
    "amending.AmendmentDraft": Fate.SHARED,
    "amending.ArticleEdit": Fate.SHARED,
    "amending.DraftedArticle": Fate.SHARED,
    "amending.ExceptionEnded": Fate.DECIDED,
    "amending.RuleException": Fate.DECIDED,
    "books.AccountName": Fate.SHARED,
    "books.Allocation": Fate.BOOKS,
    "books.ClosePreview": Fate.SHARED,
    "books.CloseReversal": Fate.BOOKS,
    "books.ConsentEnded": Fate.BOOKS,
    "books.ConsentGiven": Fate.BOOKS,
    "books.ExportBatch": Fate.BOOKS,
    "books.JournalEntry": Fate.BOOKS,
    "books.Opening": Fate.BOOKS,
    "books.OpeningDraft": Fate.SHARED,
    "books.OpeningDue": Fate.BOOKS,
    "books.OpeningReversal": Fate.BOOKS,
    "books.Payment": Fate.BOOKS,
    "books.PaymentPart": Fate.BOOKS,
    "books.Payout": Fate.BOOKS,
    "books.PayoutPart": Fate.BOOKS,
    "books.Posting": Fate.BOOKS,
    "books.Release": Fate.BOOKS,
    "books.Spending": Fate.BOOKS,
    "books.TrustRun": Fate.SHARED,
    "books.YearClose": Fate.BOOKS,
    "books.YearFigures": Fate.BOOKS,
    "budgets.BudgetRound": Fate.DECIDED,
    "budgets.Grant": Fate.DECIDED,
    "budgets.Paper": Fate.DECIDED,
    "budgets.Project": Fate.DECIDED,
    "budgets.ProjectFile": Fate.DECIDED,
    "budgets.ProjectText": Fate.DECIDED,
    "budgets.ProjectWithdrawal": Fate.DECIDED,
    "budgets.RoundBox": Fate.SHARED,
    "budgets.RoundNumber": Fate.DECIDED,
    "budgets.RoundSealed": Fate.SHARED,
    "budgets.RoundStep": Fate.DECIDED,
    "budgets.RoundVoted": Fate.DECIDED,
    "candidacy.Admission": Fate.DECIDED,
    "candidacy.Application": Fate.GOES,
    "candidacy.Evaluation": Fate.DECIDED,
    "candidacy.EvaluationLine": Fate.GOES,
    "candidacy.EvaluationPlan": Fate.GOES,
    "candidacy.EvaluationWords": Fate.GOES,
    "candidacy.Evaluator": Fate.DECIDED,
    "candidacy.JoiningPage": Fate.SHARED,
    "candidacy.LettingOff": Fate.DECIDED,
    "candidacy.Mentorship": Fate.TIMES,
    "candidacy.Stay": Fate.TIMES,
    "charter.CharterDraft": Fate.SHARED,
    "charter.CharterText": Fate.DECIDED,
    "coops.ExposurePeriod": Fate.DECIDED,
    "coops.Participant": Fate.NAME,
    "coops.RolePeriod": Fate.TIMES,
    "coops.StagePeriod": Fate.TIMES,
    "decisions.Authority": Fate.DECIDED,
    "decisions.AuthorityUse": Fate.DECIDED,
    "decisions.Deed": Fate.DECIDED,
    "decisions.Confirmation": Fate.DECIDED,
    "decisions.Withdrawal": Fate.DECIDED,
    "dues.DuesBand": Fate.BOOKS,
    "dues.DuesKept": Fate.SHARED,
    "dues.DuesPaid": Fate.BOOKS,
    "dues.Organisation": Fate.TIMES,
    "dues.PartTime": Fate.TIMES,
    "dues.Speaker": Fate.GOES,
    "elections.Candidacy": Fate.DECIDED,
    "elections.CandidacyStep": Fate.DECIDED,
    "elections.Elected": Fate.DECIDED,
    "elections.Election": Fate.DECIDED,
    "elections.LotNumber": Fate.DECIDED,
    "elections.Naming": Fate.DECIDED,
    "elections.NamingWords": Fate.GOES,
    "elections.Statement": Fate.GOES,
    "elections.Vacancy": Fate.DECIDED,
    "elections.VacancyAnswer": Fate.DECIDED,
    "elections.VacancyOver": Fate.DECIDED,
    "jobs.Progress": Fate.SHARED,
    "keeping.Correction": Fate.GOES,
    "keeping.Erasure": Fate.DECIDED,
    "keeping.Keeping": Fate.SHARED,
    "keeping.OwnFile": Fate.GOES,
    "keeping.Taking": Fate.DECIDED,
    "leaving.DepartureWords": Fate.GOES,
    "leaving.HandedOver": Fate.TIMES,
    "live.Attendance": Fate.TIMES,
    "live.CapturedAction": Fate.DECIDED,
    "live.CapturedDecision": Fate.DECIDED,
    "live.GoRound": Fate.SHARED,
    "live.LetIn": Fate.TIMES,
    "live.Live": Fate.SHARED,
    "live.Note": Fate.SHARED,
    "live.NoteEdition": Fate.SHARED,
    "live.PutProposal": Fate.SHARED,
    "live.RoundSeat": Fate.GOES,
    "live.Turn": Fate.GOES,
    "mail.Letter": Fate.GOES,
    "meetings.Document": Fate.WORDS,
    "meetings.DocumentErasure": Fate.DECIDED,
    "meetings.DocumentWithdrawal": Fate.DECIDED,
    "meetings.DocumentWords": Fate.GOES,
    "meetings.Gathering": Fate.SHARED,
    "meetings.Invited": Fate.GOES,
    "meetings.Item": Fate.SHARED,
    "meetings.Meeting": Fate.SHARED,
    "meetings.MeetingChange": Fate.DECIDED,
    "meetings.Part": Fate.TIMES,
    "meetings.Series": Fate.SHARED,
    "meetings.SeriesChange": Fate.DECIDED,
    "members.Change": Fate.GOES,
    "members.Invitation": Fate.GOES,
    "members.Seat": Fate.GOES,
    "mfa.Authenticator": Fate.GOES,
    "minutes.Action": Fate.DECIDED,
    "minutes.ActionStep": Fate.DECIDED,
    "minutes.Approval": Fate.DECIDED,
    "minutes.ApprovalContested": Fate.DECIDED,
    "minutes.Correction": Fate.DECIDED,
    "minutes.CorrectionAnswer": Fate.DECIDED,
    "minutes.CorrectionWords": Fate.GOES,
    "minutes.EarlierLine": Fate.SHARED,
    "minutes.Line": Fate.SHARED,
    "minutes.Minutes": Fate.SHARED,
    "minutes.Present": Fate.DECIDED,
    "notices.CalendarAddress": Fate.GOES,
    "notices.Choice": Fate.GOES,
    "notices.Notice": Fate.GOES,
    "notices.Rhythm": Fate.GOES,
    "onboarding.Done": Fate.GOES,
    "people.Person": Fate.GOES,
    "privacy.Detail": Fate.GOES,
    "privacy.Emergency": Fate.DECIDED,
    "privacy.EmergencyAgreed": Fate.DECIDED,
    "privacy.EmergencyEnded": Fate.DECIDED,
    "privacy.EmergencyWords": Fate.GOES,
    "privacy.Look": Fate.DECIDED,
    "proposals.Action": Fate.DECIDED,
    "proposals.ActionOver": Fate.DECIDED,
    "proposals.AgreementEnded": Fate.DECIDED,
    "proposals.Attempt": Fate.DECIDED,
    "proposals.CallOver": Fate.SHARED,
    "proposals.Coauthor": Fate.DECIDED,
    "proposals.DraftEdition": Fate.GOES,
    "proposals.DraftWriter": Fate.GOES,
    "proposals.Elector": Fate.DECIDED,
    "proposals.OpenBox": Fate.SHARED,
    "proposals.Option": Fate.DECIDED,
    "proposals.Outcome": Fate.DECIDED,
    "proposals.Position": Fate.DECIDED,
    "proposals.PositionWords": Fate.GOES,
    "proposals.Proposal": Fate.DECIDED,
    "proposals.ProposalDraft": Fate.GOES,
    "proposals.ProposalTemplate": Fate.SHARED,
    "proposals.Suggestion": Fate.DECIDED,
    "proposals.SuggestionAnswer": Fate.DECIDED,
    "proposals.TemplateText": Fate.SHARED,
    "proposals.Revision": Fate.DECIDED,
    "proposals.Statement": Fate.DECIDED,
    "proposals.SealedBox": Fate.SHARED,
    "proposals.Step": Fate.DECIDED,
    "proposals.Voted": Fate.DECIDED,
    "proposals.Waking": Fate.SHARED,
    "replay.ReplayRun": Fate.SHARED,
    "roles.BodyReport": Fate.DECIDED,
    "roles.Filling": Fate.TIMES,
    "roles.HandedOver": Fate.TIMES,
    "roles.TurnPassed": Fate.TIMES,
    "talk.Attachment": Fate.SHARED,
    "talk.Comment": Fate.WORDS,
    "talk.CommentWithdrawn": Fate.TIMES,
    "talk.CommentWords": Fate.GOES,
    "talk.ConcernMet": Fate.DECIDED,
    "talk.EarlierWords": Fate.GOES,
    "talk.Following": Fate.GOES,
    "talk.GroupSeat": Fate.SHARED,
    "talk.MetWords": Fate.GOES,
    "talk.ReplyAddress": Fate.GOES,
    "talk.Round": Fate.SHARED,
    "talk.RoundSeat": Fate.SHARED,
    "talk.TalkRead": Fate.GOES,
    "talk.SmallGroup": Fate.SHARED,
    "usersessions.UserSession": Fate.GOES,
    "work.HoursImport": Fate.SHARED,
    "work.HoursSeal": Fate.WORK,
    "work.SealLifted": Fate.WORK,
    "work.TimeEntry": Fate.WORK,
}


def fate_of(model: type[models.Model]) -> Fate:
    """What becomes of rows of a kind; one that nobody placed stops the erasure before anything is half done.

    What is written once stays under the key, placed or not: nothing could remove it.
    """
    label = model._meta.label
    if label not in FATES and issubclass(model, BookRow):
        return Fate.DECIDED
    if label not in FATES:
        raise RecordBroken(
            gettext_noop("Nobody said what becomes of {model} when a person is erased."),
            code="erasure.unknown",
            next_step=gettext_noop("Say it in the room that keeps people’s own data. Nothing was erased."),
            model=label,
        )
    return FATES[label]
