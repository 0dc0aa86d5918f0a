"""Which column of which tracker holds what: the headers each tracker writes, in the languages it writes."""

from __future__ import annotations

from typing import NamedTuple


class Cells(NamedTuple):
    """The cells of one record by what they hold; a column the file lacks is empty."""

    email: str = ""
    name: str = ""
    first_name: str = ""
    last_name: str = ""
    client: str = ""
    project: str = ""
    task: str = ""
    tags: str = ""
    billable: str = ""
    note: str = ""
    date: str = ""
    start: str = ""
    end_date: str = ""
    end: str = ""
    duration: str = ""
    duration_decimal: str = ""
    pause: str = ""


ROLES = Cells._fields
PEOPLE = ("email", "name", "first_name", "last_name")


class Tracker(NamedTuple):
    """One tracker's export: its headers by role, first the English ones, and what it cannot do without."""

    name: str
    headers: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]


TOGGL = Tracker(
    "toggl",
    {
        "name": ("User", "Member"),
        "email": ("Email",),
        "client": ("Client",),
        "project": ("Project",),
        "task": ("Task",),
        "note": ("Description",),
        "billable": ("Billable",),
        "date": ("Start date",),
        "start": ("Start time",),
        "end_date": ("End date", "Stop date"),
        "end": ("End time", "Stop time"),
        "duration": ("Duration",),
        "tags": ("Tags",),
    },
    ("date", "duration"),
)
HARVEST = Tracker(
    "harvest",
    {
        "date": ("Date",),
        "client": ("Client",),
        "project": ("Project",),
        "task": ("Task",),
        "note": ("Notes", "Note"),
        "duration": ("Hours",),
        "billable": ("Billable?", "Billable"),
        "first_name": ("First Name",),
        "last_name": ("Last Name",),
        "email": ("Email",),
    },
    ("date", "duration"),
)
CLOCKIFY = Tracker(
    "clockify",
    {
        "project": ("Project", "Projekt", "Projet", "Proyecto", "Projeto"),
        "client": ("Client", "Kunde", "Cliente"),
        "note": ("Description", "Beschreibung", "Descripción", "Descrição"),
        "task": ("Task", "Aufgabe", "Tâche", "Tarea", "Tarefa"),
        "name": ("User", "Benutzer", "Utilisateur", "Usuario", "Usuário"),
        "email": ("Email", "E-Mail", "E-mail-Adresse", "Correo electrónico", "Correo"),
        "tags": ("Tags", "Tag", "Étiquettes", "Etiquetas", "Etiqueta"),
        "billable": ("Billable", "Abrechenbar", "Facturable", "Faturável"),
        "date": ("Start Date", "Startdatum", "Date de début", "Fecha de inicio", "Data de início"),
        "start": ("Start Time", "Startzeit", "Heure de début", "Hora de inicio", "Hora de início"),
        "end_date": (
            "End Date",
            "Enddatum",
            "Date de fin",
            "Fecha de finalización",
            "Data de término",
            "Data final",
        ),
        "end": ("End Time", "Endzeit", "Heure de fin", "Hora de finalización", "Hora de término"),
        "duration": ("Duration (h)", "Dauer (h)", "Durée (h)", "Duración (h)", "Duração (h)"),
        "duration_decimal": (
            "Duration (decimal)",
            "Dauer (dezimal)",
            "Durée (décimal)",
            "Duración (decimal)",
            "Duração (decimal)",
        ),
    },
    ("date", "duration|duration_decimal"),
)
KIMAI = Tracker(
    "kimai",
    {
        "date": ("Date", "Datum", "Fecha"),
        "start": ("From", "Begin", "Von", "Beginn", "De", "Début", "Inicio"),
        "end": ("To", "End", "Bis", "Ende", "À", "Fin", "Para", "Final"),
        "duration": ("Duration", "Dauer", "Durée", "Duración"),
        "pause": ("Break", "Pause", "Pausa"),
        "name": ("Name", "User", "Username", "Nom", "Nombre", "Benutzer", "Utilisateur", "Usuario"),
        "email": ("E-mail", "Email", "Courriel", "Correo electrónico"),
        "client": ("Customer", "Kunde", "Client", "Cliente"),
        "project": ("Project", "Projekt", "Projet", "Proyecto"),
        "task": ("Activity", "Tätigkeit", "Activité", "Actividad"),
        "note": ("Description", "Beschreibung", "Descripción"),
        "billable": ("Billable", "Abrechenbar", "Facturable"),
        "tags": ("Tags", "Schlagworte", "Mots-clés", "Etiquetas"),
    },
    ("date", "start", "duration|end", "task"),
)
TRACKERS = (TOGGL, HARVEST, CLOCKIFY, KIMAI)
SUMMARIES = frozenset(
    {"time (h)", "time (decimal)", "zeit (h)", "tiempo (h)", "temps (h)", "tempo (h)", "title", "total hours"}
)


class Match(NamedTuple):
    """How well one header line fits one tracker: the columns found and the needs not met."""

    tracker: str
    roles: dict[str, int]
    missing: tuple[str, ...]


def folded(header: str) -> str:
    """A header as it is compared: lower case, single spaces, without a byte-order mark."""
    return " ".join(header.replace("\ufeff", "").casefold().split())


def fit(tracker: Tracker, header: tuple[str, ...]) -> Match:
    """Find a tracker's columns in a header; of two names for one thing the one listed first wins."""
    where: dict[str, int] = {}
    for index, name in enumerate(header):
        where.setdefault(folded(name), index)
    roles = {
        role: where[found]
        for role, names in tracker.headers.items()
        if (found := next((folded(name) for name in names if folded(name) in where), None)) is not None
    }
    missing = tuple(need for need in tracker.needs if not any(role in roles for role in need.split("|")))
    return Match(tracker.name, roles, missing)


def english(tracker: str, need: str) -> str:
    """The English header of what is missing, as the tracker writes it."""
    headers = next(known.headers for known in TRACKERS if known.name == tracker)
    return headers[need.partition("|")[0]][0]
