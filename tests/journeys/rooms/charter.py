"""The charter, its drafts, and what years would have been like under them."""

from __future__ import annotations

from tests.journeys.look import ADA, BARE, BO, CLOSED, DRAFT, Look, of

PAGES: tuple[Look, ...] = (
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
    Look("amending:article", ADA, of("lantern", name=DRAFT, number=9)),
    Look("amending:rule", ADA, of("lantern", name=DRAFT, number=9, nth=1)),
    Look("amending:edits", ADA, of("lantern", name=DRAFT, number=9)),
)
LEAD_ON: dict[Look, str] = {
    Look("charter:article", ADA, of("lantern", number=9)): "/c/lantern/charter/#article-9",
}
FILES: dict[Look, str] = {
    Look("charter:text", "", of("lantern")): "text/markdown",
    Look("charter:printed", "", of("lantern", form="pdf")): "application/pdf",
    Look("charter:printed", "", of("lantern", form="html")): "text/html",
    Look("charter:adopted", "", of("lantern", name="charter")): "text/markdown",
    Look("amending:text", ADA, of("lantern", name=DRAFT)): "text/markdown",
}
