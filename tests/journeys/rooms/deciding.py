"""What is decided, and what is said about it."""

from __future__ import annotations

from tests.journeys.look import ABOUT, ADA, ASKED, BARE, BO, FIN, GRO, IKE, Look, of

PAGES: tuple[Look, ...] = (
    Look("proposals:proposal", BO, of("lantern", proposal="{spending asked}")),
    Look("decisions:authority", ADA, of("lantern", authority="{spending decided}")),
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
    Look("proposals:speaking", FIN, of("lamplight", proposal="{spoken for}")),
    Look("proposals:speaking", GRO, of("lamplight", proposal="{spoken for}")),
    Look("proposals:proposal", IKE, of("lamplight", proposal="{spoken for}")),
    Look("proposals:begin", BO, of("lantern"), "?matter=policy&origin_kind=thread&origin_key={comment}"),
    Look("proposals:draft", ADA, of("lantern", draft="{proposal draft}")),
    Look("proposals:proposal", ADA, of("lantern", proposal="{proposal}")),
    Look("proposals:proposal", BO, of("lantern", proposal="{proposal}")),
    Look("proposals:proposal", ADA, of("lantern", proposal="{proposal over}")),
    Look("proposals:texts", ADA, of("lantern", proposal="{proposal}")),
    Look("proposals:texts", BO, of("lantern", proposal="{proposal}")),
    Look("proposals:texts", ADA, of("lantern", proposal="{proposal over}")),
    Look("proposals:agreements", ADA, of("lantern")),
    Look("proposals:agreements", ADA, of("lantern"), "?q=kettle&sort=-review"),
    Look("proposals:proposal", ADA, of("lantern", proposal="{proposal pulled back}")),
    Look("decisions:decide", ADA, of("lantern")),
    Look("decisions:decide", BARE, of("bare")),
    Look("decisions:entry", ADA, of("lantern"), ASKED),
    Look("decisions:authority", BO, of("lantern", authority="{waiting}")),
    Look("decisions:authority", ADA, of("lantern", authority="{used}")),
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
)
LEAD_ON: dict[Look, str] = {
    Look(
        "talk:place", ADA, of("lantern", comment="{comment}")
    ): "/c/lantern/talk/amendment/more-in-common/?page=1#comment-{comment}",
}
FILES: dict[Look, str] = {
    Look("talk:file", BO, of("lantern", attachment="{attached file}")): "text/markdown",
    Look("talk:file", BO, of("lantern", attachment="{attached file}"), "?shown"): "text/plain",
    Look("proposals:agreements-file", ADA, of("lantern", form="md")): "text/markdown",
}
