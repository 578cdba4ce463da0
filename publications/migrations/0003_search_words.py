"""What a search looks in, written in one way; for the editions in force too."""

from django.db import migrations, models

from publications.plain import figure, plain

AT_ONCE = 500


def fill(apps, schema_editor):
    """As publications/models/rows.py makes them with an edition."""
    projects, indicators = (apps.get_model("publications", name) for name in ("PublicProject", "PublicIndicator"))
    for rows, words_of in (
        (projects.objects.all(), _project),
        (indicators.objects.select_related("project"), _indicator),
    ):
        batch = []
        for row in rows.iterator(AT_ONCE):
            row.title, row.said = words_of(row)
            batch.append(row)
            if len(batch) == AT_ONCE:
                rows.model.objects.bulk_update(batch, ["title", "said"])
                batch = []
        rows.model.objects.bulk_update(batch, ["title", "said"])


def _project(row):
    amounts = (figure(amount) for amount in (row.budget, row.fiscal_funds, row.other_funds))
    words = (row.name, row.code, row.unit_code, row.unit_name, row.purpose, row.goals, *amounts)
    return plain(row.name) + "\n" + plain(row.code), "\n".join(map(plain, words))


def _indicator(row):
    words = (row.name, row.level1, row.level2, row.description, row.target, row.project.name)
    return plain(row.name), "\n".join(map(plain, words))


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0002_never_changed"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicindicator",
            name="said",
            field=models.TextField(blank=True, verbose_name="查找用的全文"),
        ),
        migrations.AddField(
            model_name="publicindicator",
            name="title",
            field=models.TextField(blank=True, verbose_name="查找用的名称"),
        ),
        migrations.AddField(
            model_name="publicproject",
            name="said",
            field=models.TextField(blank=True, verbose_name="查找用的全文"),
        ),
        migrations.AddField(
            model_name="publicproject",
            name="title",
            field=models.TextField(blank=True, verbose_name="查找用的名称"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
