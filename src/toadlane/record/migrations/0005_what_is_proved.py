import django.utils.timezone
from django.db import migrations, models

AS_BEFORE = [("proved", "proved"), ("stands", "to be seen to")]


class Migration(migrations.Migration):
    dependencies = [("record", "0004_lean_rows")]

    operations = [
        migrations.AddField(
            "origin",
            "reminded_size",
            models.PositiveBigIntegerField(default=0, verbose_name="entries signed and forgotten"),
        ),
        migrations.AddField(
            "origin", "reminded_at", models.DateTimeField(null=True, verbose_name="reminded")
        ),
        migrations.AddField(
            "contradiction",
            "since",
            models.DateTimeField(default=django.utils.timezone.now, verbose_name="not shown since"),
            preserve_default=False,
        ),
        *(  # what is there already alarmed, and goes on to
            migrations.AddField("contradiction", name, models.BooleanField(default=True, verbose_name=words))
            for name, words in AS_BEFORE
        ),
        *(
            migrations.AlterField(
                "contradiction", name, models.BooleanField(default=False, verbose_name=words)
            )
            for name, words in AS_BEFORE
        ),
    ]
