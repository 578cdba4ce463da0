"""入库: a finished text of a past year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0005_rounds"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="plan",
            name="plan_state_known",
        ),
        migrations.AlterField(
            model_name="plan",
            name="state",
            field=models.CharField(
                choices=[
                    ("drafting", "编制中"),
                    ("signing", "单位审核中"),
                    ("submitted", "已送审"),
                    ("first_review", "初审中"),
                    ("passed", "初审通过"),
                    ("final_review", "复审中"),
                    ("returned", "已退回"),
                    ("approved", "已通过"),
                    ("reopened", "重新打开"),
                    ("refused", "不予通过"),
                    ("on_file", "已入库"),
                    ("published", "已公开"),
                ],
                default="drafting",
                editable=False,
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "drafting",
                            "signing",
                            "submitted",
                            "first_review",
                            "passed",
                            "final_review",
                            "returned",
                            "approved",
                            "reopened",
                            "refused",
                            "on_file",
                            "published",
                        ],
                    )
                ),
                name="plan_state_known",
            ),
        ),
    ]
