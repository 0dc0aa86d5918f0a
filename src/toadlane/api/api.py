"""The API: each room brings its own router; every fault is problem JSON, also in the published schema."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.security import django_auth

from bylaws.kernel.faults import InputFault
from toadlane.amending.api import router as amending
from toadlane.amending.exception_api import router as exceptions
from toadlane.api.parser import OnlyText
from toadlane.api.problems import MEDIA, Problem, refused
from toadlane.books.api import router as books
from toadlane.books.payment_api import router as payments
from toadlane.budgets.api import router as budgets
from toadlane.candidacy.api import router as way_in
from toadlane.candidacy.joining_api import router as joining
from toadlane.charter.api import router as charter
from toadlane.charter.asking_api import router as questions
from toadlane.charter.choosing_api import router as choosing_charter
from toadlane.charter.founding_api import router as first_charter
from toadlane.charter.printing_api import router as printed_charter
from toadlane.coops.access import absent
from toadlane.decisions.api import router as decisions
from toadlane.dues.api import router as dues
from toadlane.elections.api import router as elections
from toadlane.elections.term_api import router as terms
from toadlane.founding.api import router as founding
from toadlane.jobs.api import router as jobs
from toadlane.jobs.heart_api import router as heartbeat
from toadlane.keeping.api import router as keeping
from toadlane.keeping.leaving.api import router as everything
from toadlane.keeping.own.api import mine as own_files
from toadlane.keeping.own.api import router as own_in_a_coop
from toadlane.leaving.api import router as departures
from toadlane.leaving.told_api import router as told
from toadlane.live.api import router as live
from toadlane.mail.api import router as mail
from toadlane.meetings.api import router as meetings
from toadlane.meetings.plan_api import router as planned_meetings
from toadlane.members.api import router as members
from toadlane.members.change_api import router as changes
from toadlane.minutes.api import router as minutes
from toadlane.notices.api import router as notices
from toadlane.onboarding.api import router as onboarding
from toadlane.privacy.api import router as privacy
from toadlane.proposals.api import router as proposals
from toadlane.proposals.asking_api import router as asking
from toadlane.proposals.author_api import router as writers
from toadlane.proposals.ending_api import router as endings
from toadlane.proposals.secret_api import router as secret_votes
from toadlane.proposals.speaking_api import router as speaking
from toadlane.proposals.suggestion_api import router as suggestions
from toadlane.proposals.template_api import router as proposal_templates
from toadlane.record.api import router as record
from toadlane.record.witness_api import house as house_witness
from toadlane.record.witness_api import router as witnesses
from toadlane.replay.api import router as replays
from toadlane.roles.api import router as roles
from toadlane.talk.api import router as talk
from toadlane.talk.file_api import router as attached_files
from toadlane.talk.listing_api import router as talks
from toadlane.work.api import router as work

READS = {
    "401": "Nobody is signed in",
    "404": "Not here, or not for you",
    "409": "The charter says no, or does not say",
    "422": "Something you sent needs another look",
}
WRITES = {
    "400": "The request could not be read",
    "403": "The request does not show that it comes from you",
    **READS,
    "409": "The charter says no, does not say, or somebody was first",
}


class HouseAPI(NinjaAPI):
    """Says in its schema what every operation answers when it does not go well."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.told: dict[str, OpenAPISchema] = {}

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """“books-close-year”: a name of ours, wherever the function lives."""
        room = operation.view_func.__module__.split(".")[1]
        return f"{room}-{operation.view_func.__name__}".replace("_", "-")

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The schema with the problems added: a second's work, and the same for whoever asks."""
        where = repr(sorted(kwargs.items()))
        if where not in self.told:
            self.told[where] = self.tell(**kwargs)
        return deepcopy(self.told[where])

    def tell(self, **kwargs: Any) -> OpenAPISchema:
        """What is told of every operation."""
        schema = super().get_openapi_schema(**kwargs)
        schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                for status, words in (READS if method == "get" else WRITES).items():
                    operation["responses"][status] = _problem(words)
        return schema


def _problem(words: str) -> dict[str, Any]:
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": words, "content": {MEDIA: shape}}


api = HouseAPI(
    title="Toad Lane",
    version="1",
    description=(
        "The same verbs as the pages. Amounts are exact decimal strings, days ISO 8601. "
        "Every write takes a `key` of your making: the same key sent twice has one effect. "
        "Faults are problem JSON (RFC 9457) with `code`, `detail`, `article` and `next_step`."
    ),
    urls_namespace="api",
    auth=django_auth,
    docs_url=None,
    parser=OnlyText(),
)
api.add_router("/coops/{coop}/money", books, tags=["money"])
api.add_router("/coops/{coop}/money", payments, tags=["money"])
api.add_router("/coops/{coop}/decisions", decisions, tags=["decisions"])
api.add_router("/coops/{coop}/talk", talks, tags=["talk"])
api.add_router("/coops/{coop}/talk", attached_files, tags=["talk"])
api.add_router("/coops/{coop}/talk", talk, tags=["talk"])
api.add_router("/coops/{coop}/proposals", suggestions, tags=["decisions"])
api.add_router("/coops/{coop}/proposals", writers, tags=["decisions"])
api.add_router("/coops/{coop}/proposals", asking, tags=["decisions"])
api.add_router("/coops/{coop}/proposal-templates", proposal_templates, tags=["decisions"])
api.add_router("/coops/{coop}/proposals", endings, tags=["decisions"])
api.add_router("/coops/{coop}/proposals", proposals, tags=["decisions"])
api.add_router("/coops/{coop}/proposals", secret_votes, tags=["decisions"])
api.add_router("/coops/{coop}/proposals", speaking, tags=["decisions"])
api.add_router("/coops/{coop}/meetings", live, tags=["meetings"])
api.add_router("/coops/{coop}/documents", meetings, tags=["documents"])
api.add_router("/coops/{coop}/meetings", planned_meetings, tags=["meetings"])
api.add_router("/coops/{coop}/charter", charter, tags=["charter"])
api.add_router("/coops/{coop}/charter/amendments", amending, tags=["charter"])
api.add_router("/coops/{coop}/charter/exceptions", exceptions, tags=["charter"])
api.add_router("/coops/{coop}/charter", first_charter, tags=["charter"])
api.add_router("/coops/{coop}/charter", choosing_charter, tags=["charter"])
api.add_router("/coops/{coop}/charter", printed_charter, tags=["charter"])
api.add_router("/coops/{coop}/charter", questions, tags=["charter"])
api.add_router("/coops/{coop}/charter", replays, tags=["charter"])
api.add_router("/coops", founding, tags=["co-ops"])
api.add_router("/coops/{coop}/people", members, tags=["people"])
api.add_router("/coops/{coop}/changes", changes, tags=["people"])
api.add_router("/coops/{coop}/joining", way_in, tags=["people"])
api.add_router("/coops/{coop}/joining", joining, tags=["people"])
api.add_router("/coops/{coop}/dues", dues, tags=["people"])
api.add_router("/coops/{coop}/departures/told", told, tags=["people"])
api.add_router("/coops/{coop}/departures", departures, tags=["people"])
api.add_router("/coops/{coop}/roles", roles, tags=["people"])
api.add_router("/coops/{coop}/onboarding", onboarding, tags=["people"])
api.add_router("/coops/{coop}/privacy", privacy, tags=["privacy"])
api.add_router("/coops/{coop}/work", work, tags=["work"])
api.add_router("/coops/{coop}/record/witnesses", witnesses, tags=["record"])
api.add_router("/coops/{coop}/elections", terms, tags=["elections"])
api.add_router("/coops/{coop}/elections", elections, tags=["elections"])
api.add_router("/coops/{coop}/budgets", budgets, tags=["budgets"])
api.add_router("/coops/{coop}/minutes", minutes, tags=["meetings"])
api.add_router("/coops/{coop}/record", record, tags=["record"])
api.add_router("/coops/{coop}/everything", everything, tags=["everything"])
api.add_router("/coops/{coop}/jobs", jobs, tags=["jobs"])
api.add_router("/coops/{coop}/notices", notices, tags=["notices"])
api.add_router("/coops/{coop}", own_in_a_coop, tags=["people"])
api.add_router("/me", own_files, tags=["own data"])
api.add_router("/house/mail", mail, tags=["house"])
api.add_router("/house/jobs", heartbeat, tags=["house"])
api.add_router("/house/backups", keeping, tags=["house"])
api.add_router("/house/witness", house_witness, tags=["house"])


@api.exception_handler(HttpError)
def unmet(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What stands between a request and any room: sign-in, the token, unreadable JSON."""
    return refused(error)


@api.exception_handler(ValidationError)
def malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What does not fit the schema is the asker's to put right, like any other input."""
    first = error.errors[0] if error.errors else {}
    raise InputFault(
        gettext_noop("{field}: {problem}."),
        code="api.schema",
        next_step=gettext_noop("Compare the request with the schema at /api/v1/openapi.json."),
        field=".".join(str(part) for part in first.get("loc", ())),
        problem=str(first.get("msg", "does not fit")),
    )


@api.exception_handler(Http404)
def missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """The one answer for what does not exist and for what is hidden."""
    raise absent()
