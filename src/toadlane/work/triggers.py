"""The database's own refusal to touch sealed hours, for whoever comes past the verbs."""

# ruff: noqa: S608 — nothing from outside stands in these statements

from __future__ import annotations

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from toadlane.coops.triggers import Guarding

SEALED = "the hours of these days are sealed"
ENTRIES, IMPORTS = "work_timeentry", "work_hoursimport"

STANDS = "NOT EXISTS (SELECT 1 FROM work_seallifted l WHERE l.seal_id = s.id)"

# SQLite asks for every row: two looks into small indexes.
SQLITE_ROW = f"""EXISTS (SELECT 1 FROM work_hoursseal s
 WHERE s.coop_id = {{row}}.coop_id AND s.until > {{row}}.day AND s.from_day <= {{row}}.day AND {STANDS})"""

# An import that comes into sight, or goes out of it, brings or takes its entries all at once.
IN_SIGHT = f"""EXISTS (SELECT 1 FROM work_hoursseal s
 WHERE s.coop_id = NEW.coop_id AND {STANDS}
 AND s.until > COALESCE(NEW.from_day, s.from_day) AND s.from_day < COALESCE(NEW.until, s.until)
 AND EXISTS (SELECT 1 FROM work_timeentry e
  WHERE e.source_id = NEW.id AND e.day >= s.from_day AND e.day < s.until))"""

# PostgreSQL asks once for each statement. Whoever seals holds the co-op's row for update, so taking it
# FOR SHARE makes one wait for the other, and what is asked next sees what the other did.
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION work_refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
 PERFORM 1 FROM coops_coop WHERE id IN (SELECT DISTINCT coop_id FROM touched) ORDER BY id FOR SHARE;
 IF EXISTS (SELECT 1 FROM (SELECT DISTINCT coop_id, day FROM touched) t
  JOIN work_hoursseal s ON s.coop_id = t.coop_id AND s.until > t.day AND s.from_day <= t.day
  WHERE {STANDS}) THEN
  RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation';
 END IF;
 RETURN NULL;
END $$""",
    f"""CREATE OR REPLACE FUNCTION work_refuse_sealed_import() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
 PERFORM 1 FROM coops_coop WHERE id = NEW.coop_id FOR SHARE;
 IF {IN_SIGHT} THEN
  RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation';
 END IF;
 RETURN NULL;
END $$""",
    f"""CREATE OR REPLACE FUNCTION work_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
 IF EXISTS (SELECT 1 FROM work_hoursseal s WHERE {STANDS}) THEN
  RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation';
 END IF;
 RETURN NULL;
END $$""",
]

SQLITE_WHEN = {
    f"{ENTRIES}_sealed_insert": ("INSERT", ENTRIES, SQLITE_ROW.format(row="NEW")),
    f"{ENTRIES}_sealed_delete": ("DELETE", ENTRIES, SQLITE_ROW.format(row="OLD")),
    f"{ENTRIES}_sealed_update": (
        "UPDATE",
        ENTRIES,
        f"{SQLITE_ROW.format(row='OLD')} OR {SQLITE_ROW.format(row='NEW')}",
    ),
    f"{IMPORTS}_sealed_state": (
        "UPDATE OF state",
        IMPORTS,
        f"(OLD.state = 'in') <> (NEW.state = 'in') AND {IN_SIGHT}",
    ),
}

EACH = "FOR EACH STATEMENT EXECUTE FUNCTION work_refuse_sealed()"
POSTGRESQL_ON = {
    f"{ENTRIES}_sealed_insert": f"AFTER INSERT ON {ENTRIES} REFERENCING NEW TABLE AS touched {EACH}",
    f"{ENTRIES}_sealed_delete": f"AFTER DELETE ON {ENTRIES} REFERENCING OLD TABLE AS touched {EACH}",
    f"{ENTRIES}_sealed_from": f"AFTER UPDATE ON {ENTRIES} REFERENCING OLD TABLE AS touched {EACH}",
    f"{ENTRIES}_sealed_to": f"AFTER UPDATE ON {ENTRIES} REFERENCING NEW TABLE AS touched {EACH}",
    f"{ENTRIES}_sealed_truncate": f"BEFORE TRUNCATE ON {ENTRIES} "
    "FOR EACH STATEMENT EXECUTE FUNCTION work_refuse_emptying()",
    f"{IMPORTS}_sealed_state": f"AFTER UPDATE OF state ON {IMPORTS} FOR EACH ROW "
    "WHEN ((OLD.state = 'in') <> (NEW.state = 'in')) EXECUTE FUNCTION work_refuse_sealed_import()",
}


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; does nothing where they stand already."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def release(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off, for a migration that goes back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in SQLITE_WHEN:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name in POSTGRESQL_ON:
            table = IMPORTS if name.startswith(IMPORTS) else ENTRIES
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def statements(vendor: str) -> list[str]:
    """The SQL that guards sealed hours, safe to run again."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
            for name, (event, table, when) in SQLITE_WHEN.items()
        ]
    return [*POSTGRESQL, *(f"CREATE OR REPLACE TRIGGER {name} {on}" for name, on in POSTGRESQL_ON.items())]


def guard_seals() -> Guarding:
    """A migration's operation: from here on the database refuses to touch sealed hours."""
    return Guarding(guard, release)


def guard_after_migrate(sender: AppConfig, using: str, **_: object) -> None:
    """After every migration: SQLite rebuilds a table to alter it, and its triggers are lost on the way."""
    connection = connections[using]
    tables = {"work_timeentry", "work_hoursseal", "work_seallifted"}
    if sender.label == "work" and tables <= set(connection.introspection.table_names()):
        guard(connection)
