"""In an emergency two members open one class of one person to the two of them, and the person is told."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.conftest import join
from tests.toadlane.notices.conftest import prove, rest
from tests.toadlane.privacy.conftest import HOME, Ask, SignedIn
from toadlane.coops import providers
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.mail.models import Letter
from toadlane.notices.models import Notice
from toadlane.notices.posting import post
from toadlane.notices.timing import When
from toadlane.notices.verbs import choose
from toadlane.privacy import verbs
from toadlane.privacy.models import Look

DAY = dt.timedelta(days=1)


def later(moment: Moment, days: int) -> Moment:
    return Moment(moment.instant + days * DAY, moment.day + days * DAY)


def sees(who: Participant, about: Participant, at: Moment, of_class: str = "personal-details") -> bool:
    return sight_on(who, at.day).may_see(Matter(about.coop, of_class, about))


def leave(who: Participant, day: dt.date) -> None:
    [stage] = StagePeriod.objects.filter(participant=who)
    over = {"valid_from": stage.valid_from, "valid_until": day, "replaces": stage}
    StagePeriod.objects.create(coop=who.coop, participant=who, stage="member", **over)


def test_two_members_open_it_to_the_two_of_them_for_the_days_that_were_asked(
    ask: Ask, kept: Participant, ada: Participant, fay: Participant, noon: Moment
) -> None:
    emergency = ask()
    before = [sees(who, kept, noon) for who in (fay, ada)]

    verbs.agree_in_emergency(emergency=emergency, by=ada, at=noon, key="agree")

    days = [[sees(who, kept, later(noon, n)) for who in (fay, ada)] for n in (0, 1, 2)]
    assert (before, days) == ([False, False], [[True, True], [True, True], [False, False]])
    assert not sees(fay, kept, noon, "leave-reasons")
    assert not sees(fay, ada, noon)


def test_who_is_no_member_any_more_has_lost_what_was_opened_to_them(
    ask: Ask, kept: Participant, ada: Participant, fay: Participant, noon: Moment
) -> None:
    verbs.agree_in_emergency(emergency=ask(), by=ada, at=noon, key="agree")
    leave(fay, noon.day)

    assert [sees(who, kept, noon) for who in (fay, ada)] == [False, True]


def test_a_look_in_an_emergency_is_written_down_like_any_other(
    ask: Ask, kept: Participant, ada: Participant, fay: Participant, noon: Moment
) -> None:
    verbs.agree_in_emergency(emergency=ask(), by=ada, at=noon, key="agree")

    seen = verbs.look(about=kept, information_class="personal-details", by=fay, at=noon, key="look")

    assert seen == {"address": HOME}
    assert list(Look.objects.values_list("by__key", "of_class")) == [("fay", "personal-details")]


def test_the_person_is_told_at_once_by_a_letter_whose_subject_gives_nothing_away(
    ask: Ask, kept: Participant, ada: Participant, noon: Moment
) -> None:
    prove(kept)
    emergency = ask()
    told_when_asked = Notice.objects.filter(participant=kept).count()

    verbs.agree_in_emergency(emergency=emergency, by=ada, at=noon, key="agree")
    verbs.agree_in_emergency(emergency=emergency, by=ada, at=noon, key="agree")
    post(noon.instant)

    [letter] = Letter.objects.all()
    assert (told_when_asked, letter.to, letter.subject) == (
        0,
        "dee@harbour.example",
        "Harbour Web Cooperative: Something about your privacy",
    )
    assert "Fay and Ada have opened something private of yours" in letter.body


def test_neither_quiet_hours_nor_a_daily_letter_nor_having_left_keeps_it_from_the_person(
    ask: Ask, kept: Participant, ada: Participant, noon: Moment
) -> None:
    prove(kept)
    rest(kept, quiet_from=dt.time(0), quiet_until=dt.time(23, 59))
    choose(choices={"privacy-opened": When.DAILY}, by=kept, at=noon.instant)
    with pytest.raises(InputFault):
        choose(choices={"privacy-opened": When.NEVER}, by=kept, at=noon.instant)
    leave(kept, noon.day)

    verbs.agree_in_emergency(emergency=ask(), by=ada, at=noon, key="agree")
    post(noon.instant)

    assert list(Letter.objects.values_list("to", flat=True)) == ["dee@harbour.example"]


def test_today_and_privacy_tell_of_it_until_the_person_has_seen_why(
    ask: Ask, kept: Participant, ada: Participant, signed_in: SignedIn, noon: Moment
) -> None:
    emergency = ask()
    verbs.agree_in_emergency(emergency=emergency, by=ada, at=noon, key="agree")
    hers, his = signed_in(kept), signed_in(ada)
    says = "Something private of yours was opened in an emergency"

    def shown() -> list[bool]:
        return [says in hers.get(f"/c/harbour/{page}").content.decode() for page in ("", "privacy/")]

    before = shown()
    his.get(f"/c/harbour/privacy/emergencies/{emergency.pk}/")
    still = shown()
    seen = hers.get(f"/c/harbour/privacy/emergencies/{emergency.pk}/").status_code

    assert (before, still, seen, shown()) == ([True, True], [True, True], 200, [False, False])
    assert says not in his.get("/c/harbour/").content.decode()


def test_whoever_reads_over_the_api_why_it_was_has_seen_it(
    ask: Ask, kept: Participant, ada: Participant, signed_in: SignedIn, noon: Moment
) -> None:
    verbs.agree_in_emergency(emergency=ask(), by=ada, at=noon, key="agree")

    unseen = []
    for who in (ada, kept):
        signed_in(who).get("/api/v1/coops/harbour/privacy/emergencies")
        unseen.append(Notice.objects.filter(kind="privacy-opened", read_at=None).count())

    assert unseen == [1, 0]


def test_either_of_the_two_closes_it_at_once(
    ask: Ask, kept: Participant, ada: Participant, fay: Participant, noon: Moment
) -> None:
    emergency = ask()
    verbs.agree_in_emergency(emergency=emergency, by=ada, at=noon, key="agree")

    verbs.end_emergency(emergency=emergency, by=ada, at=noon, key="end")
    verbs.end_emergency(emergency=emergency, by=ada, at=noon, key="end")

    assert [sees(who, kept, noon) for who in (fay, ada)] == [False, False]
    with pytest.raises(RecordMoved):
        verbs.end_emergency(emergency=emergency, by=fay, at=noon, key="end again")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"information_class": "ballots"}, "emergency.class"),
        ({"information_class": "wellbeing"}, "emergency.class"),
        ({"information_class": "conflict-reports"}, "emergency.class"),
        ({"because": "  "}, "emergency.because"),
        ({"because": "x" * 1001}, "emergency.because"),
        ({"days": 0}, "emergency.days"),
        ({"days": 8}, "emergency.days"),
    ],
)
def test_what_cannot_be_asked_for(ask: Ask, changed: dict[str, object], code: str) -> None:
    with pytest.raises(InputFault) as refused:
        ask(**changed)

    assert refused.value.code == code


def test_only_members_ask_and_agree_and_not_twice_the_same_nor_whom_it_is_about(
    ask: Ask, kept: Participant, bo: Participant, fay: Participant, noon: Moment
) -> None:
    emergency = ask()
    refused: list[str] = []

    for act in (
        lambda: ask(by=bo, key="bo asks"),
        lambda: ask(by=kept, key="dee asks"),
        lambda: verbs.agree_in_emergency(emergency=emergency, by=fay, at=noon, key="1"),
        lambda: verbs.agree_in_emergency(emergency=emergency, by=bo, at=noon, key="2"),
        lambda: verbs.agree_in_emergency(emergency=emergency, by=kept, at=noon, key="3"),
        lambda: verbs.end_emergency(emergency=emergency, by=fay, at=noon, key="4"),
    ):
        with pytest.raises((Refused, InputFault, NotThere)) as met:
            act()
        refused.append(met.value.code)

    assert refused == [
        "emergency.members",
        "emergency.own",
        "emergency.second",
        "emergency.members",
        "not-there",
        "not-there",
    ]


def test_an_emergency_that_nobody_agreed_to_in_three_days_is_none(
    ask: Ask, ada: Participant, noon: Moment
) -> None:
    emergency = ask()

    with pytest.raises(Refused) as refused:
        verbs.agree_in_emergency(emergency=emergency, by=ada, at=later(noon, 4), key="agree")

    assert refused.value.code == "emergency.too-late"


def test_a_third_member_cannot_agree_to_what_is_agreed(
    ask: Ask, ada: Participant, harbour: Coop, noon: Moment
) -> None:
    gil = join(harbour, "gil", "member", dt.date(2024, 1, 1))
    emergency = ask()
    verbs.agree_in_emergency(emergency=emergency, by=ada, at=noon, key="agree")

    with pytest.raises(RecordMoved) as refused:
        verbs.agree_in_emergency(emergency=emergency, by=gil, at=noon, key="agree too")

    assert refused.value.code == "emergency.agreed"


def test_today_asks_members_who_may_agree_and_nobody_else(
    ask: Ask, ada: Participant, bo: Participant, noon: Moment
) -> None:
    everyone = [ada, bo, *Participant.objects.filter(key__in=["dee", "fay"])]
    ask()

    told = {
        who.key: [item.verb for item in providers.waiting(who, noon) if "/privacy/" in item.url]
        for who in everyone
    }

    assert told == {"ada": ["Look at it"], "fay": [], "dee": [], "bo": []}
    assert [i for i in providers.waiting(ada, later(noon, 4)) if "/privacy/" in i.url] == []
