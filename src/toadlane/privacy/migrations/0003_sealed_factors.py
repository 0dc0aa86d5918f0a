import json
from collections.abc import Callable

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from toadlane.people.factors import SEALED, Factors

SECRETS = {"totp": "secret", "recovery_codes": "seed"}


class Rewritten(migrations.operations.base.Operation):
    """Each secret of an app and of recovery codes, written anew; without all models made anew for it."""

    reduces_to_sql = False

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: no model changes."""

    def database_forwards(
        self, _app: str, schema_editor: BaseDatabaseSchemaEditor, *_states: ProjectState
    ) -> None:
        rewrite(schema_editor.connection, sealed)

    def database_backwards(
        self, _app: str, schema_editor: BaseDatabaseSchemaEditor, *_states: ProjectState
    ) -> None:
        rewrite(schema_editor.connection, Factors().decrypt)


def sealed(kept: str) -> str:
    return kept if kept.startswith(SEALED) else Factors().encrypt(kept)


def rewrite(connection: BaseDatabaseWrapper, how: Callable[[str], str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, type, data FROM mfa_authenticator ORDER BY id")
        found = [(key, SECRETS[kind], json.loads(data)) for key, kind, data in cursor if kind in SECRETS]
        for key, name, data in found:
            data[name] = how(data[name])
            cursor.execute("UPDATE mfa_authenticator SET data = %s WHERE id = %s", [json.dumps(data), key])


class Migration(migrations.Migration):
    dependencies = [
        ("mfa", "0003_authenticator_type_uniq"),
        ("privacy", "0002_words_of_emergencies"),
    ]

    operations = [Rewritten()]
