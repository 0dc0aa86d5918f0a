"""Addresses of proposals."""

from __future__ import annotations

from django.urls import path

from toadlane.proposals import (
    asking_views,
    author_views,
    draft_views,
    ending_views,
    entrusted_views,
    register_views,
    secret_views,
    speaking_views,
    suggestion_views,
    template_views,
    turning_views,
    views,
)

app_name = "proposals"
HERE = "c/<slug:coop>/decide/"
DRAFT, ONE = f"{HERE}drafts/<uuid:draft>/", f"{HERE}proposals/<uuid:proposal>/"
TEMPLATE = f"{HERE}templates/<uuid:template>/"
urlpatterns = [
    path(HERE, views.decide, name="decide"),
    path(f"{HERE}by-role/", entrusted_views.by_role, name="by-role"),
    path(f"{HERE}raise/", draft_views.begin, name="begin"),
    path(f"{HERE}asking/", asking_views.ask, name="asking"),
    path(f"{HERE}templates/", template_views.templates, name="templates"),
    path(f"{HERE}templates/new/", template_views.new, name="template-new"),
    path(TEMPLATE, template_views.template, name="template"),
    path(f"{TEMPLATE}undoing/", template_views.undoing, name="template-undoing"),
    path(f"{TEMPLATE}archiving/", template_views.archiving, name="template-archiving"),
    path(DRAFT, draft_views.draft, name="draft"),
    path(f"{DRAFT}raising/", draft_views.raising, name="raising"),
    path(f"{DRAFT}writers/", author_views.writers, name="draft-writers"),
    path(f"{DRAFT}writers/answer/", author_views.answering, name="draft-answer"),
    path(f"{DRAFT}writers/parting/", author_views.parting, name="draft-parting"),
    path(f"{DRAFT}dropping/", draft_views.dropping, name="dropping"),
    path(ONE, views.proposal, name="proposal"),
    path(f"{ONE}position/", views.position, name="position"),
    path(f"{ONE}texts/", suggestion_views.texts, name="texts"),
    path(f"{ONE}texts/<uuid:suggestion>/", suggestion_views.answering, name="suggestion"),
    path(f"{ONE}text/", turning_views.text, name="text"),
    path(f"{ONE}stepping-out/", turning_views.stepping_out, name="stepping-out"),
    path(f"{ONE}decision/", turning_views.decision, name="decision"),
    path(f"{ONE}vote/", secret_views.vote, name="vote"),
    path(f"{ONE}secrecy/", secret_views.asking, name="secrecy-asking"),
    path(f"{ONE}ballots/", secret_views.ballots, name="ballots"),
    path(f"{HERE}secrecy/", secret_views.protects, name="protects"),
    path(f"{ONE}speaking/", speaking_views.speaking, name="speaking"),
    path(f"{ONE}speaking/naming/", speaking_views.naming, name="proxy-naming"),
    path(f"{ONE}speaking/answer/", speaking_views.answering, name="proxy-answering"),
    path(f"{ONE}speaking/ending/", speaking_views.ending, name="proxy-ending"),
    path(f"{ONE}speaking/saying/", speaking_views.saying, name="proxy-saying"),
    path(f"{ONE}speaking/paper/", speaking_views.entering, name="entering"),
    path(f"{ONE}contesting/", speaking_views.contesting, name="contesting"),
    path(f"{ONE}lot/", turning_views.lot, name="lot"),
    path(f"{ONE}withdrawal/", views.withdrawal, name="withdrawal"),
    path(f"{ONE}pulling-back/", ending_views.pulling_back, name="pulling-back"),
    path(f"{ONE}opening-again/", ending_views.opening_again, name="opening-again"),
    path(f"{ONE}same-as/", ending_views.naming_the_same, name="same-as"),
    path(f"{ONE}seconding/", ending_views.seconding, name="seconding"),
    path(f"{ONE}as-it-is/", ending_views.as_it_is, name="as-it-is"),
    path(f"{ONE}objection-met/", ending_views.objection_met, name="objection-met"),
    path(f"{ONE}objection-ruled-out/", ending_views.ruling_out, name="objection-ruled-out"),
    path(f"{ONE}statement/", ending_views.statement, name="statement"),
    path(f"{ONE}actions/", ending_views.action, name="action"),
    path(f"{ONE}actions/over/", ending_views.action_over, name="action-over"),
    path(f"{HERE}agreements/", register_views.agreements, name="agreements"),
    path(f"{HERE}agreements/file/<slug:form>/", register_views.file, name="agreements-file"),
]
