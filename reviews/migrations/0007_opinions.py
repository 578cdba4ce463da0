import django.db.models.deletion
from django.db import migrations, models

TABLE = "reviews_issuedopinion"
MESSAGE = "an issued opinion is never changed"


def refuse_changes(apps, schema_editor):
    body = (
        "FOR EACH ROW EXECUTE FUNCTION reviews_never_changed()"
        if schema_editor.connection.vendor == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    schema_editor.execute(f"CREATE TRIGGER {TABLE}_never_changed BEFORE UPDATE ON {TABLE} {body}")


def allow_changes(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {TABLE}_never_changed{on}")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0006_findings")]

    operations = [
        migrations.CreateModel(
            name="IssuedOpinion",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="opinion",
                        serialize=False,
                        to="reviews.steprecord",
                        verbose_name="流程记录",
                    ),
                ),
                ("content", models.JSONField(help_text="performance-review/1", verbose_name="内容")),
            ],
            options={
                "verbose_name": "审核意见",
                "verbose_name_plural": "审核意见",
                "ordering": ["record"],
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
