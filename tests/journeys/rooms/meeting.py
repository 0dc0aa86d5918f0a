"""Meetings, planned and under way, and the documents of past ones; minutes are in `minuted.py`."""

from __future__ import annotations

from tests.journeys.look import ADA, BARE, BO, Look, of

PAGES: tuple[Look, ...] = (
    *(Look(f"meetings:{name}", ADA, of("lantern")) for name in ("meet", "planning", "series-new")),
    *(Look(f"meetings:{one}", BO, of("lantern", meeting="{next meeting}")) for one in ("meeting", "printed")),
    Look("meetings:item", BO, of("lantern", meeting="{next meeting}", item="{agenda}")),
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
)
FILES: dict[Look, str] = {
    Look("meetings:agenda-file", BO, of("lantern", meeting="{next meeting}")): "application/pdf",
    Look("live:now", ADA, of("lantern", meeting="{meeting}")): "text/html",
    Look("meetings:file", BO, of("lantern", thread="{document}")): "text/markdown",
    Look("meetings:file", BO, of("lantern", thread="{document}"), "?shown"): "text/plain",
    Look(
        "meetings:version-file", BO, of("lantern", thread="{document}", version="{version}")
    ): "text/markdown",
}
