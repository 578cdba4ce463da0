from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("departments", "0004_account_security")]

    operations = [
        migrations.AddField(
            "plan",
            "rounds",
            models.PositiveIntegerField(default=0, editable=False, help_text="撤回的不计", verbose_name="送审次数"),
        ),
        migrations.AddIndex(
            "plan",
            models.Index(fields=["cycle", "state", "department", "rounds", "moved_at", "id"], name="plan_desk"),
        ),
    ]
