"""A budget round, from the day it is opened: what it shares out, and the projects people ask it for."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from toadlane.coops.rows import BookRow
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.raised_rows import to_whom

LONGEST: Final = {
    "fund": 63,
    "article": 200,
    "says": 2_000,
    "title": 120,
    "description": 4_000,
    "because": 500,
    "file": 120,
}


class BudgetRound(BookRow):
    """Members share out a part of a fund among projects; the charter's text of the day it is opened holds.

    `carried_minor` of `budget_minor` was left over from the round before. Projects are gathered until the end
    of `gather_until`; then people vote until the end of `vote_until`.
    """

    information_class: ClassVar[str] = DECISIONS

    fund = models.CharField(_("fund"), max_length=LONGEST["fund"])
    article = models.CharField(_("article"), max_length=LONGEST["article"])
    budget_minor = models.BigIntegerField(_("what is shared out"))
    carried_minor = models.BigIntegerField(_("of it left over from the round before"), default=0)
    gather_until = models.DateField(_("last day for projects"))
    vote_until = models.DateField(_("last day of the vote"))
    says = models.CharField(_("what there is to know"), max_length=LONGEST["says"], blank=True)
    opened_by = to_whom(_("opened by"))
    opened_at = models.DateTimeField(_("opened at"))
    opened_on = models.DateField(_("opened on"))

    class Meta:
        verbose_name = _("budget round")
        verbose_name_plural = _("budget rounds")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["coop", "-opened_on", "-id"], name="budgets_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.opened_on}"


class ProjectFile(BookRow):
    """Projects that somebody put in together, out of a file; they can take them back together."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "by"

    round = models.ForeignKey(
        BudgetRound, on_delete=models.PROTECT, related_name="files", verbose_name=_("budget round")
    )
    name = models.CharField(_("name of the file"), max_length=LONGEST["file"], blank=True)
    by = to_whom(_("brought in by"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("file of projects")
        verbose_name_plural = _("files of projects")

    def __str__(self) -> str:
        return self.name


class Project(BookRow):
    """Something that money of the round is asked for; its number says in which order they were put in."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "by"

    round = models.ForeignKey(
        BudgetRound, on_delete=models.PROTECT, related_name="projects", verbose_name=_("budget round")
    )
    nth = models.PositiveSmallIntegerField(_("number"))
    file = models.ForeignKey(
        ProjectFile,
        on_delete=models.PROTECT,
        related_name="projects",
        verbose_name=_("file it came out of"),
        null=True,
        blank=True,
    )
    by = to_whom(_("put in by"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "nth"], name="budgets_project_once"),
        ]

    def __str__(self) -> str:
        return f"p{self.nth}"


class ProjectText(BookRow):
    """What a project is and costs, and who looks after it, as somebody wrote it; the last one holds."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "owner"

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="texts", verbose_name=_("project")
    )
    nth = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=LONGEST["title"])
    description = models.TextField(_("description"), max_length=LONGEST["description"], blank=True)
    cost_minor = models.BigIntegerField(_("what it costs"))
    owner = to_whom(_("who looks after it"))
    written_by = to_whom(_("written by"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("text of a project")
        verbose_name_plural = _("texts of projects")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "nth"], name="budgets_text_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ProjectWithdrawal(BookRow):
    """Whoever put a project in, or looks after it, no longer asks for it."""

    information_class: ClassVar[str] = DECISIONS
    about_field: ClassVar[str] = "by"

    project = models.OneToOneField(
        Project, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("project")
    )
    by = to_whom(_("by"))
    happened_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("withdrawal of a project")
        verbose_name_plural = _("withdrawals of projects")

    def __str__(self) -> str:
        return str(self.project)
