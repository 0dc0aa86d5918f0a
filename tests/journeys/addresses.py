"""Every address of the application a person can open, and as whom a test looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver, reverse

THE_API = "api:"
"""Has no pages; its own tests hold it to its schema."""


@dataclass(frozen=True, eq=False)
class Look:
    """One look at a page: its URL's name, who looks ("coop/key", or nobody yet), and what stands in the URL.

    A value such as "{used}" is one of those that the stage has told.
    """

    name: str
    by: str = ""
    into: Mapping[str, str | int] = field(default_factory=dict)
    query: str = ""
    status: int = 200

    def url(self, told: Mapping[str, str]) -> str:
        """The address in a house that told these values."""
        values = {k: v.format(**told) if isinstance(v, str) else v for k, v in self.into.items()}
        return reverse(self.name, kwargs=values) + self.query

    @property
    def title(self) -> str:
        """A short name for the test and its pictures."""
        words = [self.name, *map(str, self.into.values()), self.query, self.by or "a stranger"]
        return "-".join("".join(c if c.isalnum() else "-" for c in word).strip("-") for word in words if word)


def of(coop: str, /, **more: str | int) -> dict[str, str | int]:
    """What stands in a URL under a co-op."""
    return {"coop": coop, **more}


ANA, JO = "sparrow/ana", "lamplight/jo"
ADA, BO, ELI = "lantern/ada", "lantern/bo", "lantern/eli"
BARE, GUS, OLIVE = "bare/ada", "street/gus", "street/olive"
CLOSED, OPEN = 2024, 2025
DRAFT = "more-in-common"
ABOUT = {"kind": "amendment", "subject": DRAFT}
AGAIN = "/account/again/?next="
ASKED = f"?matter=close-year&subject={OPEN}&fingerprint=5f"

PAGES: tuple[Look, ...] = (
    Look("today:front"),
    Look("today:front", GUS),
    Look("today:today", ADA, of("lantern")),
    Look("today:today", BO, of("lantern")),
    Look("today:today", BARE, of("bare")),
    Look("today:today", "", of("lantern"), status=404),
    Look("books:money", ADA, of("lantern")),
    Look("books:money", BARE, of("bare")),
    Look("books:journal", ADA, of("lantern")),
    Look("books:buy-in", ADA, of("lantern")),
    Look("books:owed", ADA, of("lantern")),
    Look("books:owed", ELI, of("lantern")),
    Look("books:owed", BARE, of("bare")),
    Look("books:payments", ADA, of("lantern")),
    Look("books:payments", BARE, of("bare")),
    Look("books:pay", ADA, of("lantern")),
    Look("books:pay", BARE, of("bare")),
    Look("books:several", ADA, of("lantern")),
    Look("books:run", ADA, of("lantern", run="{run}")),
    Look("books:reversal", ADA, of("lantern", payment="{payment}")),
    Look("books:spending", ADA, of("lantern")),
    Look("books:spending", BARE, of("bare")),
    Look("books:spending-new", ADA, of("lantern"), "?payee=Tin&purpose=Tea&amount=20.00&account=expenses"),
    Look("books:spending-one", ADA, of("lantern", authority="{spending decided}")),
    Look("books:spending-one", BO, of("lantern", authority="{spending paid}")),
    Look("books:spending-reversal", ADA, of("lantern", spending="{spending}")),
    Look("proposals:proposal", BO, of("lantern", proposal="{spending asked}")),
    Look("decisions:authority", ADA, of("lantern", authority="{spending decided}")),
    Look("books:opening", ADA, of("lantern")),
    Look("books:opening", BARE, of("bare")),
    Look("books:opening", "millrace/ada", of("millrace")),
    Look("books:opening", "millrace/bo", of("millrace")),
    Look("books:opening", "weir/ada", of("weir")),
    Look("books:opening-person", "millrace/ada", of("millrace", person="ada")),
    Look("books:opening-common", "millrace/ada", of("millrace")),
    Look("books:release", ADA, of("lantern", year=CLOSED, due_on="2025-04-03"), "?available=100.00"),
    Look("books:redemption", ADA, of("lantern")),
    Look("books:leaving", ADA, of("lantern", person="eli")),
    Look("books:payout-reversal", ADA, of("lantern", payout="{payout}")),
    Look("books:consents", ADA, of("lantern")),
    Look("books:consents", ELI, of("lantern")),
    Look("books:consent-end", ADA, of("lantern", consent="{consent}")),
    Look("books:calendar", ADA, of("lantern", year=OPEN)),
    Look("books:names", ADA, of("lantern")),
    Look("books:batches", ADA, of("lantern")),
    Look("books:batches", BO, of("lantern")),
    Look("books:accounts", ADA, of("lantern")),
    Look("books:account", ADA, of("lantern", person="ada")),
    Look("books:account", ELI, of("lantern", person="eli")),
    Look("books:account", BARE, of("bare", person="ada")),
    Look("books:year", ADA, of("lantern", year=CLOSED)),
    Look("books:year", ADA, of("lantern", year=OPEN)),
    Look("books:year", "ropewalk/ada", of("ropewalk", year=OPEN)),
    Look("books:figures", ADA, of("lantern", year=OPEN)),
    Look("books:why", BO, of("lantern", year=CLOSED, person="bo")),
    Look("books:proof", ADA, of("lantern", year=CLOSED)),
    Look("books:trust", ADA, of("lantern", year=CLOSED)),
    Look("books:trust", ADA, of("lantern", year=2023)),
    Look("books:trust-run", ADA, of("lantern", year=CLOSED, run="{trust}")),
    Look("work:hours", ADA, of("lantern"), "?month=2025-06"),
    Look("work:hours", BARE, of("bare")),
    Look("work:person", ADA, of("lantern", person="bo"), "?month=2025-06"),
    Look("work:entry", ADA, of("lantern", entry="{hour}")),
    Look("work:entry", ADA, of("lantern", entry="{sealed hour}")),
    Look("work:everyone", ADA, of("lantern"), f"?year={OPEN}"),
    Look("work:imports", ADA, of("lantern")),
    Look("work:imports", BARE, of("bare")),
    Look("work:import", ADA, of("lantern", source="{import}")),
    Look("proposals:decide", ADA, of("lantern")),
    Look("proposals:decide", BARE, of("bare")),
    Look("proposals:by-role", ADA, of("lantern")),
    Look("proposals:begin", ADA, of("lantern"), "?matter=policy"),
    Look("proposals:begin", BARE, of("bare")),
    Look("proposals:begin", ADA, of("lantern"), "?template=spend&amount=40.00"),
    Look("proposals:templates", ADA, of("lantern")),
    Look("proposals:templates", BARE, of("bare")),
    Look("proposals:template-new", ADA, of("lantern"), "?shipped=practice"),
    Look("proposals:template", ADA, of("lantern", template="{proposal template}")),
    Look("proposals:begin", ADA, of("lantern"), "?poll=times"),
    Look("proposals:proposal", ADA, of("lantern", proposal="{poll}")),
    Look("proposals:proposal", ADA, of("lantern", proposal="{poll over}")),
    Look("proposals:proposal", ADA, of("lantern", proposal="{secret poll}")),
    Look("proposals:proposal", ADA, of("lantern", proposal="{secret over}")),
    Look("proposals:ballots", ADA, of("lantern", proposal="{secret over}")),
    Look("proposals:protects", ADA, of("lantern")),
    Look("proposals:speaking", ADA, of("lantern", proposal="{proposal}")),
    Look("proposals:draft", ADA, of("lantern", draft="{proposal draft}")),
    Look("proposals:proposal", ADA, of("lantern", proposal="{proposal}")),
    Look("proposals:proposal", BO, of("lantern", proposal="{proposal}")),
    Look("proposals:proposal", ADA, of("lantern", proposal="{proposal over}")),
    Look("proposals:texts", ADA, of("lantern", proposal="{proposal}")),
    Look("proposals:texts", BO, of("lantern", proposal="{proposal}")),
    Look("proposals:texts", ADA, of("lantern", proposal="{proposal over}")),
    Look("proposals:agreements", ADA, of("lantern")),
    Look("proposals:texts", ADA, of("lantern", proposal="{proposal}")),
    Look("proposals:texts", BO, of("lantern", proposal="{proposal}")),
    Look("proposals:texts", ADA, of("lantern", proposal="{proposal over}")),
    Look("proposals:agreements", ADA, of("lantern"), "?q=kettle&sort=-review"),
    Look("proposals:proposal", ADA, of("lantern", proposal="{proposal pulled back}")),
    Look("decisions:decide", ADA, of("lantern")),
    Look("decisions:decide", BARE, of("bare")),
    Look("decisions:entry", ADA, of("lantern"), ASKED),
    Look("decisions:authority", BO, of("lantern", authority="{waiting}")),
    Look("decisions:authority", ADA, of("lantern", authority="{used}")),
    *(Look(f"meetings:{name}", ADA, of("lantern")) for name in ("meet", "planning", "series-new")),
    *(Look(f"meetings:{one}", BO, of("lantern", meeting="{next meeting}")) for one in ("meeting", "printed")),
    Look("meetings:series", ADA, of("lantern", series="{series}")),
    Look("meetings:documents", ADA, of("lantern")),
    Look("meetings:documents", BO, of("lantern"), "?q=kettle&kind=minutes&sort=title"),
    Look("meetings:documents", BO, of("lantern"), "?q=nothing-like-it"),
    Look("meetings:documents", BARE, of("bare")),
    *(Look("meetings:bringing", who, of("lantern")) for who in (ADA, BO)),
    Look("meetings:gathering", BARE, of("bare", gathering="{gathering}")),
    Look("meetings:document", ADA, of("lantern", thread="{document}")),
    Look("meetings:document", BO, of("lantern", thread="{document}")),
    Look("meetings:correction", ADA, of("lantern", thread="{document}")),
    Look("live:live", ADA, of("lantern", meeting="{meeting}")),
    Look("live:live", BO, of("lantern", meeting="{meeting to open}")),
    Look("live:note", BO, of("lantern", meeting="{meeting}", note="{live note}")),
    Look("live:decision", BO, of("lantern", meeting="{meeting}", decision="{live decision}")),
    Look("live:action", ADA, of("lantern", meeting="{meeting}", action="{live action}")),
    Look("candidacy:apply", "", of("lantern")),
    Look("candidacy:apply", "", of("bare"), status=404),
    Look("candidacy:applied", "", of("lantern")),
    Look("candidacy:confirmation", "", {"token": "{application link}"}),
    Look("candidacy:due", ADA, of("lantern")),
    Look("candidacy:due", BARE, of("bare")),
    Look("candidacy:page", ADA, of("lantern")),
    Look("candidacy:together", ADA, of("lantern")),
    Look("candidacy:applications", ADA, of("lantern")),
    Look("candidacy:applications", BO, of("lantern"), status=404),
    Look("candidacy:application", ADA, of("lantern", application="{application}")),
    Look("candidacy:standing", ADA, of("lantern", person="ines")),
    Look("candidacy:standing", BO, of("lantern", person="ines")),
    Look("candidacy:admission", ADA, of("lantern", person="ines")),
    Look("candidacy:holding", BO, of("lantern", person="ines")),
    Look("candidacy:evaluation", BO, of("lantern", person="ines", evaluation="{evaluation}")),
    Look("candidacy:letting-off", ADA, of("lantern", person="ines"), status=409),
    Look("members:people", ADA, of("lantern")),
    Look("members:people", ADA, of("lantern"), "?name=bo&role="),
    Look("members:people", BARE, of("bare")),
    Look("dues:dues", ADA, of("lantern")),
    Look("dues:dues", BARE, of("bare")),
    Look("dues:terms", ADA, of("lantern", person="bo")),
    Look("onboarding:list", ADA, of("lantern")),
    Look("onboarding:list", BARE, of("bare")),
    Look("onboarding:person", BO, of("lantern", person="bo")),
    Look("members:one", BARE, of("bare")),
    Look("members:many", BARE, of("bare")),
    Look("members:person", BO, of("lantern", person="ada")),
    Look("members:person", BARE, of("bare", person="ada")),
    Look("members:person", BARE, of("bare", person="ida")),
    Look("members:stage", BARE, of("bare", person="ada", period="{stage}")),
    Look("members:role", BARE, of("bare", person="ada", period="{role}")),
    Look("members:invitation", "", {"token": "{invitation}"}),
    Look("leaving:departures", ADA, of("lantern")),
    Look("leaving:departures", BARE, of("bare")),
    Look("leaving:notice", BO, of("lantern")),
    Look("leaving:notice", ELI, of("lantern")),
    Look("leaving:notice", BARE, of("bare")),
    Look("leaving:record", ADA, of("lantern", person="bo")),
    Look("leaving:record", ADA, of("lantern", person="bo"), "?way=death&told_on=2026-01-05"),
    Look("leaving:return", ADA, of("lantern", person="eli"), "?stage=candidate&from_day=2026-02-02"),
    Look("leaving:told", ADA, of("lantern", told="{told}")),
    Look("members:change", ADA, of("lantern", change="{change}")),
    Look("leaving:departure", ADA, of("lantern", departure="{departure}")),
    Look("leaving:departure", "lantern/dee", of("lantern", departure="{departure}")),
    Look("charter:charter", "", of("lantern")),
    Look("charter:charter", ADA, of("lantern"), "?rules=open"),
    Look("charter:findings", ADA, of("lantern")),
    Look("charter:ask", ADA, of("lantern"), "?q=who+decides"),
    Look("charter:matter", ADA, of("lantern", matter="hire")),
    Look("charter:history", ADA, of("lantern", number=9)),
    Look("charter:charter", BARE, of("bare")),
    Look("charter:print", "", of("lantern")),
    Look("charter:adoption", BARE, of("bare")),
    Look("charter:choosing", BARE, of("bare")),
    Look("charter:choosing", BARE, of("bare"), "?deciding=consensus&buy-in=none"),
    Look("charter:comparing", BARE, of("bare"), "?one=palante&other=quilted"),
    Look("charter:model", BARE, of("bare", model="palante")),
    Look("charter:draft", BARE, of("bare")),
    Look("replay:try", ADA, of("lantern")),
    Look("replay:try", BARE, of("bare")),
    Look("replay:run", ADA, of("lantern", run="{replay}")),
    Look("replay:run", BO, of("lantern", run="{replay}")),
    Look("replay:year", ADA, of("lantern", run="{replay}", year=CLOSED)),
    Look("replay:why", BO, of("lantern", run="{replay}", year=CLOSED, person="bo")),
    Look("amending:drafts", ADA, of("lantern")),
    Look("amending:begin", ADA, of("lantern"), "?article=9"),
    Look("amending:exceptions", ADA, of("lantern")),
    Look("amending:new-exception", ADA, of("lantern"), "?article=9"),
    Look("amending:draft", ADA, of("lantern", name=DRAFT)),
    Look("amending:difference", ADA, of("lantern", name=DRAFT)),
    Look("talk:talk", ADA, of("lantern", **ABOUT)),
    Look("talk:list", ADA, of("lantern")),
    Look("talk:list", ADA, of("lantern"), "?q=lamp"),
    Look("talk:list", BARE, of("bare")),
    Look("talk:files", ADA, of("lantern", kind="proposal", subject="{proposal}")),
    Look("talk:files", BO, of("lantern", kind="proposal", subject="{proposal}")),
    Look("talk:files", ADA, of("lantern", kind="proposal-draft", subject="{proposal draft}")),
    Look("talk:comment-files", ADA, of("lantern", comment="{comment}")),
    Look("talk:comment", ADA, of("lantern", comment="{comment}")),
    Look("talk:group", ADA, of("lantern", group="{small group}")),
    Look("amending:article", ADA, of("lantern", name=DRAFT, number=9)),
    Look("amending:rule", ADA, of("lantern", name=DRAFT, number=9, nth=1)),
    Look("amending:edits", ADA, of("lantern", name=DRAFT, number=9)),
    Look("privacy:privacy", ADA, of("lantern")),
    Look("privacy:privacy", BO, of("lantern")),
    Look("privacy:who-sees-what", ADA, of("lantern")),
    Look("privacy:who-sees-what", "", of("lantern")),
    Look("privacy:details", BO, of("lantern")),
    Look("privacy:others", ADA, of("lantern")),
    Look("privacy:closing", ADA, of("lantern", thread="{document}")),
    Look("privacy:emergencies", ADA, of("lantern")),
    Look("privacy:emergency", ADA, of("lantern", emergency="{emergency}")),
    Look("record:entries", ADA, of("lantern")),
    Look("record:entries", BARE, of("bare")),
    Look("record:entry", ADA, of("lantern", entry="{entry}")),
    Look("record:checkpoints", ADA, of("lantern")),
    Look("record:checkpoints", BARE, of("bare")),
    Look("record:witnesses", ADA, of("lantern")),
    Look("record:house", OLIVE),
    Look("record:house", GUS, status=404),
    Look("notices:notices", ADA, of("lantern")),
    Look("notices:notices", BARE, of("bare")),
    Look("notices:choices", ADA, of("lantern")),
    Look("notices:mine", GUS),
    Look("notices:stop", "", {"token": "{stop}"}),
    Look("notices:stop", "", {"token": "long-gone"}, status=404),
    Look("roles:roles", ADA, of("lantern")),
    Look("roles:roles", ANA, of("sparrow")),
    Look("roles:role", ANA, of("sparrow", post="circle-leader~reach-circle")),
    Look("roles:role", JO, of("lamplight", post="webmaster")),
    Look("roles:role", JO, of("lamplight", post="convener~circle")),
    Look("jobs:jobs", ADA, of("lantern")),
    Look("jobs:heart", OLIVE),
    Look("jobs:heart", GUS, status=404),
    Look("keeping:everything", ADA, of("lantern")),
    Look("keeping:everything", BO, of("lantern")),
    Look("keeping:everything", BARE, of("bare")),
    Look("keeping:keeping", OLIVE),
    Look("keeping:keeping", GUS, status=404),
    Look("keeping:own", GUS),
    Look("keeping:own", ADA),
    Look("keeping:own-erasure", ADA),
    Look("keeping:erased"),
    Look("keeping:mine", BO, of("lantern")),
    Look("keeping:corrections", ADA, of("lantern")),
    Look("keeping:correction", ADA, of("lantern", correction="{correction}")),
    Look("keeping:my-erasure", ADA, of("lantern")),
    Look("keeping:erasure-of", ADA, of("lantern", person="eli")),
    Look("mail:mail", OLIVE),
    Look("mail:mail", GUS, status=404),
    Look("people:me", GUS),
    Look("mfa_index", GUS),
    Look("usersessions_list", GUS),
    Look("mfa_deactivate_totp", GUS, status=404),
    Look("mfa_view_recovery_codes", GUS, status=404),
    Look("mfa_download_recovery_codes", GUS, status=404),
    Look("account_request_login_code"),
    Look("account_login"),
    Look("account_logout", GUS),
    Look("account_inactive"),
    Look("account_signup"),
    Look("account_reauthenticate", GUS),
    Look("account_email", GUS),
    Look("account_email_verification_sent"),
    Look("account_confirm_email", GUS, {"key": "{address}"}),
    Look("account_confirm_email", OLIVE, {"key": "{address}"}, status=409),
    Look("account_confirm_email", "", {"key": "long-gone"}),
    Look("account_change_password", GUS),
    Look("account_set_password", GUS),
    Look("account_reset_password"),
    Look("account_reset_password_done"),
    Look("account_reset_password_from_key", "", {"uidb36": "{uid}", "key": "{token}"}),
    Look("account_reset_password_from_key", "", {"uidb36": "{uid}", "key": "long-gone"}),
    Look("account_reset_password_from_key_done"),
    Look("ui:style", ADA, status=404),
    Look("ui:comfort"),
    Look("founding:start"),
)

LEAD_ON: dict[Look, str] = {
    Look(
        "talk:place", ADA, of("lantern", comment="{comment}")
    ): "/c/lantern/talk/amendment/more-in-common/?page=1#comment-{comment}",
    Look("account_confirm_login_code"): "/account/code/",
    Look("mfa_authenticate"): "/account/login/",
    Look("mfa_login_webauthn"): "/account/login/",
    Look("mfa_add_webauthn", GUS): "/me/sign-in/",
    Look("mfa_edit_webauthn", GUS, {"pk": 1}): AGAIN + "%2Fme%2Fsign-in%2Fpasskeys%2F1%2Fname%2F",
    Look("mfa_remove_webauthn", GUS, {"pk": 1}): AGAIN + "%2Fme%2Fsign-in%2Fpasskeys%2F1%2Fremoval%2F",
    Look("mfa_activate_totp", GUS): AGAIN + "%2Fme%2Fsign-in%2Fapp%2F",
    Look("mfa_generate_recovery_codes", GUS): AGAIN + "%2Fme%2Fsign-in%2Frecovery-codes%2Fnew%2F",
    Look("mfa_reauthenticate", GUS): "/account/again/",
    Look("mfa_reauthenticate_webauthn", GUS): "/account/again/",
    Look("charter:article", ADA, of("lantern", number=9)): "/c/lantern/charter/#article-9",
    Look("notices:mine", ADA): "/c/lantern/notices/choices/",
    Look("notices:open", ADA, of("lantern", notice="{notice}")): "/c/lantern/charter/",
}
"""Short addresses, with where they lead."""

FILES: dict[Look, str] = {
    Look("healthz"): "text/plain",
    Look("jobs:health"): "application/json",
    Look("favicon"): "image/svg+xml",
    Look("books:notice", BO, of("lantern", year=CLOSED, person="bo")): "application/pdf",
    Look("books:export", ADA, of("lantern", year=CLOSED, form="csv")): "text/csv",
    Look("books:calendar-csv", ADA, of("lantern", year=OPEN)): "text/csv",
    Look("books:batch-file", ADA, of("lantern", batch="{batch}")): "text/csv",
    Look("books:proof-pack", ADA, of("lantern", year=CLOSED)): "application/zip",
    Look("books:opening-table", "millrace/ada", of("millrace", form="csv")): "text/csv",
    Look("record:note", ADA, of("lantern", size="{signed}")): "text/plain",
    Look("record:proof", ADA, of("lantern", entry="{signed entry}")): "application/json",
    Look("live:now", ADA, of("lantern", meeting="{meeting}")): "text/html",
    Look("meetings:file", BO, of("lantern", thread="{document}")): "text/markdown",
    Look("meetings:file", BO, of("lantern", thread="{document}"), "?shown"): "text/plain",
    Look(
        "meetings:version-file", BO, of("lantern", thread="{document}", version="{version}")
    ): "text/markdown",
    Look("talk:file", BO, of("lantern", attachment="{attached file}")): "text/markdown",
    Look("talk:file", BO, of("lantern", attachment="{attached file}"), "?shown"): "text/plain",
    Look("proposals:agreements-file", ADA, of("lantern", form="md")): "text/markdown",
    Look("keeping:everything-file", ADA, of("lantern", taking="{taking}")): "application/zip",
    Look("keeping:own-file", ADA, {"file": "{own file}"}): "application/zip",
    Look("charter:text", "", of("lantern")): "text/markdown",
    Look("charter:printed", "", of("lantern", form="pdf")): "application/pdf",
    Look("notices:calendar-of", "", {"token": "{calendar}"}): "text/calendar",
    Look("charter:printed", "", of("lantern", form="html")): "text/html",
    Look("charter:adopted", "", of("lantern", name="charter")): "text/markdown",
    Look("amending:text", ADA, of("lantern", name=DRAFT)): "text/markdown",
}
"""What is taken away, with the kind of file it is."""


def every_name() -> set[str]:
    """The names of all URLs of the application but the API's."""
    return {name for name in _names(get_resolver().url_patterns) if not name.startswith(THE_API)}


def _names(patterns: Iterable[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"
