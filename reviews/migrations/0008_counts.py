"""What the queue shows is stored: how often a text was sent, in how many places a version differs from the one before."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def count_rounds(apps, schema_editor):
    plans, records = apps.get_model("departments", "Plan"), apps.get_model("reviews", "StepRecord")
    last = records.objects.filter(plan=OuterRef("pk")).order_by("-number").values("round")[:1]
    plans.objects.update(rounds=Coalesce(Subquery(last), 0))


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_opinions"), ("departments", "0005_rounds")]

    operations = [
        migrations.AddField(
            "snapshot",
            "changed_count",
            models.PositiveIntegerField(
                blank=True, help_text="与上一个送审版本相比；首次送审的为空", null=True, verbose_name="改动处数"
            ),
        ),
        migrations.AddIndex(
            "snapshot",
            models.Index(fields=["plan", "number", "is_sent", "budget_total"], name="snapshot_sent"),
        ),
        migrations.RunPython(count_rounds, migrations.RunPython.noop),
    ]
