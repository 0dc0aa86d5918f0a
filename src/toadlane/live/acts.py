"""What the buttons of a meeting do, by their names: the same on its page and over the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from toadlane.coops.access import absent
from toadlane.live import verbs

Verb = Callable[..., Any]
LEAVES: Final = "leaves"
"""How somebody is there who leaves, where that is chosen from a list."""


def only(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Some of what was said."""
    return {name: said[name] for name in names}


def act(*, act: str, **said: Any) -> object:
    """What a button does, by its name."""
    wanted = ACTS.get("leave" if said["how"] == LEAVES else act)
    if wanted is None:
        raise absent()
    verb, takes, fixed = wanted
    return verb(**only(said, "live", "by", "at"), **{name: said[name] for name in takes}, **fixed)


ACTS: Mapping[str, tuple[Verb, tuple[str, ...], Mapping[str, Any]]] = {
    "end": (verbs.end_meeting, (), {}),
    "attend": (verbs.attend, ("how", "who"), {}),
    "leave": (verbs.leave, ("who",), {}),
    "take-up": (verbs.take_up, ("item",), {}),
    "finish": (verbs.finish, ("item",), {}),
    "park": (verbs.park, ("item",), {}),
    "next": (verbs.go_on, ("after",), {}),
    "pause": (verbs.hold_timer, (), {"runs": False}),
    "go-on": (verbs.hold_timer, (), {"runs": True}),
    "close-session": (verbs.close_session, (), {"closed": True}),
    "open-session": (verbs.close_session, (), {"closed": False}),
    "let-in": (verbs.let_in, ("who",), {"inside": True}),
    "let-out": (verbs.let_in, ("who",), {"inside": False}),
    "ask": (verbs.ask_to_speak, ("sort",), {}),
    "take-back": (verbs.take_back, (), {}),
    "call": (verbs.call_next, ("after",), {}),
    "spoken": (verbs.have_spoken, ("turn",), {}),
    "heard": (verbs.be_heard, ("who",), {"passes": False}),
    "pass": (verbs.be_heard, ("who",), {"passes": True}),
    "end-round": (verbs.end_round, (), {}),
}
"""By the name of a button: what it does, what it takes along, and what it always says."""
