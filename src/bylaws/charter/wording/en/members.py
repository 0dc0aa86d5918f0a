"""Who we are, who belongs, what work counts and who sees what, in plain English."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # front matter
    "front.name": "The co-op is called {name}.",
    "front.jurisdiction": "It is registered in {place}.",
    "front.currency": "All its money is reckoned in {code}.",
    "front.time_zone": "It lives by the days of {zone}.",
    "front.fiscal_year_starts": "Its fiscal year starts on {day} and is named by the calendar year it ends in.",
    "front.languages": "Its members use {languages}; the charter is written in the first of them.",
    "front.languages.one": "Its members use {languages}.",
    "front.adopted": "The text was adopted on {day}.",
    "front.adopted.absent": "The text was not adopted by anyone.",
    "front.from": "It takes effect on {day}.",
    "front.from.absent": "It takes effect on the day it was adopted.",
    "front.model": "It is a model, in force on every day.",
    "front.model.absent": "It is a co-op's own charter, not a model.",
    "front.modelled_on": "It was copied from the model {name}.",
    "front.modelled_on.absent": "It was written afresh.",
    # principles
    "principles.attests": "The members attest these co-operative principles: {principles}.",
    "principles.attests.none": "The members attest none of the co-operative principles by name.",
    "principles.worker_owned.yes": "The people who work here own the co-op.",
    "principles.worker_owned.no": "The co-op is not owned by the people who work here.",
    "principles.statutory_cooperative.yes": "It is registered under a co-operative law.",
    "principles.statutory_cooperative.no": "It is not registered under a co-operative law.",
    "principles.collectively_managed.yes": "The members manage it together.",
    "principles.collectively_managed.no": "It is not managed by all members together.",
    # membership
    "membership.stages": "The stages, in order: {stages}.",
    "membership.stages.lasts": "{stage}: at least {span} before the next stage.",
    "membership.stages.lasts.absent": "{stage}: no time is needed before the next stage.",
    "membership.stages.hours": "{stage}: at least {hours} of work that counts for candidacy before the next stage.",
    "membership.stages.hours.absent": "{stage}: no hours are needed before the next stage.",
    "membership.stages.evaluations": "{stage}: evaluations after {spans}.",
    "membership.stages.evaluations.absent": "{stage}: no evaluations.",
    "membership.stages.next_by": "{stage}: the members decide who goes on to the next stage, as the matter {matter}.",
    "membership.stages.next_by.absent": "{stage}: time and hours alone move nobody on; there is no next stage by decision.",
    "membership.stages.ends": "{stage}: nothing leads on from here, neither time nor hours nor a decision.",
    "membership.stages.rights": "{stage}: may {rights}.",
    "membership.stages.rights.absent": "{stage}: no rights come with this stage.",
    "membership.members_at_most": "There are at most {n} members.",
    "membership.members_at_most.absent": "Any number of people may be members.",
    "membership.on_site_first": "New members begin to work at this place: {place}.",
    "membership.on_site_first.absent": "Members may work from anywhere.",
    # hours
    "hours.kinds": "Work logged as {work} counts for {purposes}.",
    "hours.kinds.none": "Work logged as {work} is logged, and counts for nothing.",
    "hours.day_at_most": "More than {hours} in a day are pointed out.",
    "hours.day_at_most.absent": "There is no daily limit.",
    "hours.week_at_most": "More than {hours} in a week are pointed out.",
    "hours.week_at_most.absent": "There is no weekly limit.",
    # transparency
    "transparency.classes": "Open to {audience}: {what}.",
    "transparency.otherwise": "Open to {audience}: everything else.",
    "transparency.own": "A person always sees what is about themselves.",
}
