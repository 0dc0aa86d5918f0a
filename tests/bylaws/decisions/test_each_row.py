"""Each row of what governance asks of decisions, by its name: rules, edge cases, one attempt after another.

The counts of many against each rule stand in `test_vectors`; boards by transferable vote and budgets are
elections and rounds of their own, and not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bylaws.decisions.allowed import may_open, may_take
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import (
    Box,
    Contested,
    Decided,
    Event,
    Handled,
    Left,
    Opened,
    Position,
    Recused,
    Revised,
    Taken,
)
from tests.bylaws.decisions.telling import (
    VOTES,
    at,
    charter,
    counted,
    matter,
    members,
    said,
    stands,
    those,
    took,
)

OPEN = 'open_for = "P3D"'
HALF = f'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\n{OPEN}'
CONSENSUS = f'method = "consensus"\nblocks = "with-reason"\n{OPEN}'
CONSENT = f'method = "consent"\nblocks = "with-reason"\n{OPEN}'
LAZY = f'method = "lazy-consent"\nblocks = "with-reason"\n{OPEN}'
PALANTE = f"""{CONSENSUS}
quorum = "1/2"
fallback = {{ after_attempts = 2, cooling_off = "P2D", cooling_off_after = "each-attempt", to = "vote" }}"""
VOTE = f'{HALF}\nquorum = "1/2"'


def share(threshold: str, of: str, quorum: str = "1/2") -> str:
    return f'method = "majority"\nthreshold = "{threshold}"\nof = "{of}"\nquorum = "{quorum}"\n{OPEN}'


def came(rule: str, *votes: str, people: int = 7, events: Sequence[Event] = ()) -> list[str]:
    """What each of some votes comes to."""
    return [stands(matter(charter(rule), said(one), events, people=people), 7).phase for one in votes]


def lived(rule: str, positions: Sequence[Position], *events: Event, day: int = 6, people: int = 7) -> State:
    return stands(matter(charter(rule), positions, events, people=people), day)


def ballots(votes: str) -> State:
    """A secret vote that is over."""
    text = charter(f'{HALF}\nsecrecy = "secret"')
    inside = tuple(Position("", at(3), VOTES[one]) for one in votes)  # type: ignore[arg-type]  # the letters
    box = Box(frozenset(one.by for one in said(votes)), inside)
    return stands(matter(text, (), [Opened(at(2), those(text, members(7)), box)], opened=None), 6)


def attempts(*votes: str, opened: Sequence[int], day: int, events: Sequence[Event] = ()) -> list[str]:
    """What came of each attempt at consensus, and where it stands then."""
    text = charter(PALANTE, vote=VOTE)
    again = [Opened(at(on, 0), those(text, members(7))) for on in opened]
    positions = [one for on, told in zip((2, *opened), votes, strict=True) for one in said(told, day=on + 1)]
    now = stands(matter(text, positions, [*again, *events]), day)
    return [*(one.outcome for one in now.made), f"{now.phase} {now.rule} {now.attempt}"]


def joined_later() -> tuple[bool, tuple[str, ...]]:
    """Whoever is there only since the attempt opened takes no position; in the next they are asked."""
    text = charter(VOTE)
    first, next_one = Opened(at(2), those(text, members(3))), Opened(at(8), those(text, members(4)))
    told = matter(text, (), [first, next_one], opened=None)
    return may_take(told, "di", "agree", at=at(3)).value, stands(told, 9).silent


def proxy(*own: Position) -> tuple[int, int, int, int]:
    spoken = replace(took("bo", "agree", minute=1), cast_by="ada")
    return counted(lived(f"{HALF}\nproxies_at_most = 1", [took("ada", "agree"), spoken, *own]))


def entered(*events: Event, day: int = 9) -> str:
    """A vote on paper by a teller carries it, unless it is contested in time."""
    paper = replace(took("bo", "agree", minute=1), channel="paper", entered_by="ada")
    return lived(
        HALF, [took("ada", "agree"), paper, took("cy", "disagree")], *events, day=day, people=3
    ).phase


def noticed(day: int) -> bool:
    return may_open(matter(charter(f'{HALF}\nnotice = "P3D"'), opened=None), at=at(day, 0)).value


ROWS: dict[str, tuple[Callable[[], object], object]] = {
    # the rules
    "two thirds of the votes, of those present, of all members": (
        lambda: [
            came(share("2/3", of), "AAAAX", "AADDX", "AADX") for of in ("votes-cast", "present", "eligible")
        ],
        [
            ["passed", "not-adopted", "passed"],
            ["passed", "not-adopted", "not-adopted"],
            ["not-adopted", "not-adopted", "not-adopted"],
        ],
    ),
    "two thirds: not without a single yes, not without the quorum": (
        lambda: came(share("2/3", "votes-cast"), "XXXX", "AAA"),
        ["not-adopted", "inquorate"],
    ),
    "two thirds of seven are five": (
        lambda: came(share("2/3", "eligible"), "AAAA", "AAAAA"),
        ["not-adopted", "passed"],
    ),
    "three quarters: equality passes": (
        lambda: came(share("3/4", "votes-cast"), "AAAD", "AAADD"),
        ["passed", "not-adopted"],
    ),
    "simple majority: a tie fails": (
        lambda: came(HALF, "AAD", "AADD", "D"),
        ["passed", "not-adopted", "not-adopted"],
    ),
    "formal consensus: no block, a yes, few stand aside; a no tolerated or not": (
        lambda: [
            came(CONSENSUS, "AAD", "AAB", "XX"),
            came(f'{CONSENSUS}\ndisagreement = "stops"', "AAD"),
            came(f'{CONSENSUS}\nstand_asides_at_most = "1/4"', "AAS", "AASS"),
        ],
        [["passed", "blocked", "not-adopted"], ["not-adopted"], ["passed", "not-adopted"]],
    ),
    "consensus minus one, fewer than two blocks": (
        lambda: came(f"{CONSENSUS}\nblocks_at_most = 1", "AAAB", "AABB"),
        ["passed", "blocked"],
    ),
    "consent: no open objection at the close; raised, tested, integrated, withdrawn, ruled out": (
        lambda: [
            *came(CONSENT, "AB"),
            *(
                lived(CONSENT, said("AB"), Handled(at(4), "bo", how, "fay", "why")).phase
                for how in ("tested", "integrated", "ruled-out")
            ),
            lived(CONSENT, [*said("AB"), took("bo", "agree", day=4)], day=7).phase,
        ],
        ["blocked", "blocked", "passed", "passed", "passed"],
    ),
    "lazy consent: the time is over, everybody was told, nobody objects; two escalate": (
        lambda: [*came(LAZY, "", "B"), *came(f"{LAZY}\nblocks_at_most = 1", "B", "BB")],
        ["passed", "blocked", "passed", "blocked"],
    ),
    "consensus, then majority: after two failed attempts with a pause after each": (
        lambda: attempts("AAAB", "AAAB", "AABBD", opened=(8, 14), day=18),
        ["blocked", "blocked", "not-adopted", "not-adopted vote 1"],
    ),
    "emergency override: three quarters of yes, no and blocks, in its own time": (
        lambda: [
            lived(
                f'{CONSENSUS}\noverride = {{ threshold = "3/4", of = "votes-cast", open_for = "P14D" }}',
                v,
                day=d,
            ).phase
            for v, d in ((said("AAAB"), 19), (said("AAAB"), 20), (said("AADB"), 20))
        ],
        ["override", "passed", "blocked"],
    ),
    "unanimous admission by a secret ballot": (
        lambda: [ballots(v).phase for v in ("AAAAA", "AADDD")],
        ["passed", "not-adopted"],
    ),
    # the edge cases
    "abstain": (
        lambda: [
            *came(share("2/3", "votes-cast", "5/7"), "AADXX"),
            *came(share("2/3", "present", "5/7"), "AADXX"),
        ],
        ["passed", "not-adopted"],
    ),
    "stand aside": (lambda: came(f'{CONSENSUS}\nquorum = "1/2"', "ASSS", "SSSS"), ["passed", "not-adopted"]),
    "silence": (
        lambda: [*came(CONSENSUS, "X"), *came(f'{CONSENSUS}\nsilence = "consent"', "X"), *came(LAZY, "")],
        ["not-adopted", "passed", "passed"],
    ),
    "quorum not met at the deadline": (
        lambda: [
            lived(f'{VOTE}\nsecond_call = {{ after = "P2D", quorum = "1/4" }}', said("AA"), day=day).phase
            for day in (6, 9, 12)
        ],
        ["second-call", "second-call", "passed"],
    ),
    "quorum gaming: a no never helps a yes over the quorum of all": (
        lambda: came(share("2/7", "eligible", "1/7"), "A", "AD", "AA"),
        ["not-adopted", "not-adopted", "passed"],
    ),
    "tie: by a casting vote only where the rule says so": (
        lambda: lived(HALF, said("AD"), Decided(at(7), "ada"), day=8).phase,
        "not-adopted",
    ),
    "joins while it is open": (joined_later, (False, ("ada", "bo", "cy", "di"))),
    "leaves while it is open": (
        lambda: [
            counted(lived(f'{HALF}\nleavers = "{how}"', said("AD"), Left(at(4), "ada"), Left(at(4), "gus")))
            for how in ("stand", "removed")
        ],
        [(6, 1, 1, 0), (5, 0, 1, 0)],
    ),
    "leaves while it is open: it is looked at again at once": (
        lambda: (
            lived(
                f"{share('2/3', 'eligible')}\nends_early = true", said("AAAA"), Left(at(4), "gus"), day=4
            ).phase
        ),
        "passed",
    ),
    "recusal": (
        lambda: [
            counted(lived(HALF, said("AD"), Recused(at(4), "ada"))),
            lived(HALF, said("AA"), Recused(at(4), "ada"), people=2).phase,
        ],
        [(6, 0, 1, 0), "inquorate"],
    ),
    "block withdrawn: the last one keeps it open for a day": (
        lambda: lived(CONSENSUS, [*said("AB"), took("bo", "abstain", day=5, hour=23)], day=6).ends_at,
        at(7, 0),
    ),
    "block with no reason": (
        lambda: may_take(matter(charter(CONSENSUS)), "bo", "block", at=at(3), why=" ").value,
        False,
    ),
    "material edit: earlier positions do not count until they are taken again, in the full time": (
        lambda: [
            (now.cast, now.ends_at)
            for now in (
                lived(HALF, [*said("AA"), took("bo", "agree", day=5, revision=2)], Revised(at(4), 2), day=5),
            )
        ],
        [(1, at(8, 0))],
    ),
    "early close: only if no other position could change it, and never of consensus": (
        lambda: [
            *(
                lived(f"{HALF}\nends_early = true", said(votes), day=4, people=5).phase
                for votes in ("AA", "AAA", "DDD")
            ),
            lived(CONSENSUS, said("AAAAA"), day=4, people=5).phase,
        ],
        ["open", "passed", "not-adopted", "open"],
    ),
    "reopen: a new attempt, and never again what was concluded": (
        lambda: [may_open(matter(charter(VOTE), said(votes)), at=at(7)).value for votes in ("AAAA", "A")],
        [False, True],
    ),
    "proxy given and the member votes": (
        lambda: [proxy(), proxy(took("bo", "disagree", day=4))],
        [(7, 2, 0, 0), (7, 1, 1, 0)],
    ),
    "base too small for secrecy: under five only what came of it": (
        lambda: [(now.phase, now.counts is None, now.cast) for now in (ballots("AAAD"), ballots("AAADD"))],
        [("passed", True, 4), ("passed", False, 5)],
    ),
    "paper or phone: contested until two days after the close": (
        lambda: [entered(), entered(Contested(at(7, 23), "bo")), entered(Contested(at(8, 0), "bo"))],
        ["passed", "not-adopted", "passed"],
    ),
    "clock: the close is the first instant after it": (
        lambda: counted(
            lived(HALF, [took("ada", "agree", day=5, hour=23, minute=59), took("bo", "agree", day=6, hour=0)])
        ),
        (7, 1, 0, 0),
    ),
    "notice: opening sooner is refused": (lambda: [noticed(5), noticed(6)], [False, True]),
    # one attempt after another
    "too few, or taken back, is no failed attempt": (
        lambda: [
            attempts("AB", "AAAB", opened=(8,), day=13),
            attempts("B", "AAAB", opened=(8,), day=13, events=[Taken(at(4), "pulled-back", "ada")]),
        ],
        [["inquorate", "blocked", "cooling ours 2"], ["blocked", "cooling ours 2"]],
    ),
    "more stand aside than may is a failed attempt": (
        lambda: [
            (one.made[0].outcome, one.phase, one.attempt)
            for one in (
                stands(
                    matter(charter(f'stand_asides_at_most = "1/4"\n{PALANTE}', vote=VOTE), said("AASS")), 7
                ),
            )
        ],
        [("not-adopted", "cooling", 2)],
    ),
    "attempt 2 not before the pause is over": (
        lambda: [
            may_open(matter(charter(PALANTE, vote=VOTE), said("AAAB")), at=at(d, 0)).value for d in (7, 8)
        ],
        [False, True],
    ),
    "in the fallback blocks count as no": (
        lambda: attempts("AAAB", "AAAB", "AAABB", opened=(8, 14), day=18)[-1],
        "passed vote 1",
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_what_governance_asks_of_decisions(row: str) -> None:
    found, expected = ROWS[row]

    assert found() == expected
