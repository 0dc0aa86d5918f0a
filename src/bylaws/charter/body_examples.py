"""Examples of bodies, roles, meetings and of care for one another; together they show every key."""

from __future__ import annotations

BODY = """\
kind = "body"
name = "board"
form = "board"
open_to = ["member"]
filled = "election"
seats = 5
elected_by = "in-order"
term = "P2Y"
terms_at_most = 3
pause = "P1Y"
renewed = "by-halves"
vacancies = "countback"
mandate = ["policy", "contract"]
decides_by = "everyday"
reports_every = "P3M"
recall_by = "three-quarters"
open_meetings = true
"""
MORE_BODIES = (
    """\
kind = "body"
name = "hosting-circle"
form = "circle"
open_to = ["candidate", "member"]
filled = "appointment"
seats = 3
appointed_by = "board"
mandate = ["infrastructure"]
part_of = "board"
links = ["leader", "delegate"]
reports_every = "P1M"
reports_to = "board"
""",
    """\
kind = "body"
name = "care-circle"
form = "circle"
open_to = ["candidate", "member"]
filled = "election"
seats = 2
elected_by = "people"
term = "P1Y"
without_candidates = true
mandate = []
""",
)
ROLE = """\
kind = "role"
name = "chair"
does = ["calls and leads the members' meetings", "signs for the co-op"]
open_to = ["member"]
filled = "election"
elected_by = "elections"
deputy = true
term = "P1Y"
terms_at_most = 2
may_decide = ["contract"]
hand_over = ["the keys", "open contracts"]
hand_over_takes = "P1M"
recall_by = "three-quarters"
when_vacant = "board"
"""
MORE_ROLES = (
    """\
kind = "role"
name = "keeper-of-machines"
does = ["keeps the shared machines running"]
open_to = ["member"]
filled = "appointment"
appointed_by = "board"
holders = 2
""",
    """\
kind = "role"
name = "coordinator"
does = ["answers the client", "keeps the project on its way"]
open_to = ["candidate", "member"]
filled = "turns"
term = "P6M"
held_for = "project"
""",
    """\
kind = "role"
name = "circle-leader"
does = ["keeps the circle to its aim"]
open_to = ["member"]
filled = "election"
elected_by = "people"
without_candidates = true
term = "P1Y"
held_for = "body"
""",
)
MEETING = """\
kind = "meeting"
name = "members-meeting"
purpose = "business"
who = ["candidate", "member"]
every = "P1M"
when_busy = "P14D"
on = "monday"
lasts = "PT12H"
days = 2
place = "either"
time = "paid"
logged_as = "client-work"
decides = true
notice = "P7D"
opens_with = ["finances", "open-actions"]
rounds = ["check-in", "check-out"]
agenda = ["each project: budget, status, next step"]
roles = ["chair"]
minutes = ["issues", "decisions", "actions"]
corrections = "P10D"
minutes_by = "invited"
minutes_approved = "majority"
minutes_contested = "P3D"
body = "board"
"""
DUTY = """\
kind = "duty"
covers = "working-days"
opens = "PT8H"
closes = "PT20H"
shift = "PT6H"
at_least = 2
at_most = 3
open_to = ["candidate", "member"]
days_a_week = 4
rest = "PT12H"
logged_as = "client-work"
urgency_set_by = "caller"
chosen = "least-load"
swaps = "both-agree"
untaken = "lot"
public = true

[[urgencies]]
name = "serious"
channel = "phone"
answered_within = "PT1H"
escalates_to = "keeper-of-machines"

[[urgencies]]
name = "medium"
channel = "next-meeting"

[[urgencies]]
name = "low"
channel = "e-mail"

[[weights]]
name = "night"
counts = "150%"
"""
LEADS = """\
kind = "leads"
intake = "coordinator"
answers_within = "P2D"
fairness = "fewest-first"
screened = true
nobody_takes = "recommend-others"
told_back = true
competing = "declare"
consent = true
deleted_after = "P1Y"

[[hops]]
name = "hosting-circle"
within = "P2D"

[[hops]]
name = "members"
within = "P3D"
"""
ACCOUNTABILITY = """\
kind = "accountability"
about = ["missed-deadline", "unmet-obligation", "costly-mistake"]
filed_by = ["candidate", "member"]
of = ["candidate", "member"]
seen_by = ["coordinator"]
reply_within = "P7D"
reviewed_by = "coordinator"
review_after = "P30D"
group_hears = "agreed-summary"
kept_for = "P2Y"
at_most = 3
mediation_by = "board"
early_notes = true
"""
EVALUATION = """\
kind = "evaluation"
people_every = "P3M"
co_op_every = "P3M"
of = ["candidate", "member"]
by = ["self", "peers"]
led_by = "coordinator"
asks_about = ["what went well", "what would help"]
goals = true
written = true
seen_by = ["members"]
bears_on = ["admission"]
kept_for = "P2Y"
"""
CHECK_IN = """\
kind = "check-in"
every = "P7D"
who = ["candidate", "member"]
pairs = "rotating"
across_places = true
lasts = "PT30M"
logged_as = "client-work"
asks = ["how is it going?", "what do you need?"]
noted = "that-it-was"
missed = "tells-role"
tells = "coordinator"
"""
