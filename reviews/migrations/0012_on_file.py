"""入库: a finished text of a past year."""

from django.conf import settings
from django.db import migrations, models


def refuse_changes_again(apps, schema_editor):
    """SQLite's ALTER TABLE makes the table anew, without the trigger of 0003."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER IF NOT EXISTS reviews_steprecord_never_changed BEFORE UPDATE ON reviews_steprecord "
            "BEGIN SELECT RAISE(ABORT, 'versions and step records are never changed'); END"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0006_on_file"),
        ("reviews", "0011_declined_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="steprecord",
            name="step_is_listed",
        ),
        migrations.AlterField(
            model_name="steprecord",
            name="source",
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
                max_length=12,
                verbose_name="原状态",
            ),
        ),
        migrations.AlterField(
            model_name="steprecord",
            name="step",
            field=models.CharField(
                choices=[
                    ("hand_in", "提交单位审核"),
                    ("take_back", "收回"),
                    ("send_back", "退回修改"),
                    ("submit", "送审"),
                    ("withdraw", "撤回"),
                    ("ask_return", "申请退回"),
                    ("open_first", "开始初审"),
                    ("open_final", "开始复审"),
                    ("pass", "初审通过"),
                    ("back_to_first", "退回初审"),
                    ("return", "退回"),
                    ("approve", "审核通过"),
                    ("refuse", "不予通过"),
                    ("reopen", "重新打开"),
                    ("file", "入库"),
                    ("publish", "公开"),
                    ("keep", "存档"),
                    ("undo", "撤销决定"),
                ],
                max_length=16,
                verbose_name="步骤",
            ),
        ),
        migrations.AlterField(
            model_name="steprecord",
            name="target",
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
                max_length=12,
                verbose_name="现状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="steprecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "final_review"), ("step", "approve"), ("target", "approved")),
                    models.Q(("source", "final_review"), ("step", "ask_return"), ("target", "final_review")),
                    models.Q(("source", "first_review"), ("step", "ask_return"), ("target", "first_review")),
                    models.Q(("source", "passed"), ("step", "ask_return"), ("target", "passed")),
                    models.Q(("source", "final_review"), ("step", "back_to_first"), ("target", "first_review")),
                    models.Q(("source", "drafting"), ("step", "file"), ("target", "on_file")),
                    models.Q(("source", "reopened"), ("step", "file"), ("target", "on_file")),
                    models.Q(("source", "drafting"), ("step", "hand_in"), ("target", "signing")),
                    models.Q(("source", "reopened"), ("step", "hand_in"), ("target", "signing")),
                    models.Q(("source", "returned"), ("step", "hand_in"), ("target", "signing")),
                    models.Q(("source", "drafting"), ("step", "keep"), ("target", "drafting")),
                    models.Q(("source", "reopened"), ("step", "keep"), ("target", "reopened")),
                    models.Q(("source", "returned"), ("step", "keep"), ("target", "returned")),
                    models.Q(("source", "signing"), ("step", "keep"), ("target", "signing")),
                    models.Q(("source", "passed"), ("step", "open_final"), ("target", "final_review")),
                    models.Q(("source", "submitted"), ("step", "open_final"), ("target", "final_review")),
                    models.Q(("source", "submitted"), ("step", "open_first"), ("target", "first_review")),
                    models.Q(("source", "first_review"), ("step", "pass"), ("target", "passed")),
                    models.Q(("source", "approved"), ("step", "publish"), ("target", "published")),
                    models.Q(("source", "on_file"), ("step", "publish"), ("target", "published")),
                    models.Q(("source", "final_review"), ("step", "refuse"), ("target", "refused")),
                    models.Q(("source", "approved"), ("step", "reopen"), ("target", "reopened")),
                    models.Q(("source", "on_file"), ("step", "reopen"), ("target", "reopened")),
                    models.Q(("source", "published"), ("step", "reopen"), ("target", "reopened")),
                    models.Q(("source", "refused"), ("step", "reopen"), ("target", "reopened")),
                    models.Q(("source", "final_review"), ("step", "return"), ("target", "returned")),
                    models.Q(("source", "first_review"), ("step", "return"), ("target", "returned")),
                    models.Q(("source", "signing"), ("step", "send_back"), ("target", "drafting")),
                    models.Q(("source", "signing"), ("step", "send_back"), ("target", "reopened")),
                    models.Q(("source", "signing"), ("step", "send_back"), ("target", "returned")),
                    models.Q(("source", "signing"), ("step", "send_back"), ("target", "signing")),
                    models.Q(("source", "drafting"), ("step", "submit"), ("target", "submitted")),
                    models.Q(("source", "reopened"), ("step", "submit"), ("target", "submitted")),
                    models.Q(("source", "returned"), ("step", "submit"), ("target", "submitted")),
                    models.Q(("source", "signing"), ("step", "submit"), ("target", "submitted")),
                    models.Q(("source", "signing"), ("step", "take_back"), ("target", "drafting")),
                    models.Q(("source", "signing"), ("step", "take_back"), ("target", "reopened")),
                    models.Q(("source", "signing"), ("step", "take_back"), ("target", "returned")),
                    models.Q(("source", "signing"), ("step", "take_back"), ("target", "signing")),
                    models.Q(("source", "approved"), ("step", "undo"), ("target", "final_review")),
                    models.Q(("source", "first_review"), ("step", "undo"), ("target", "final_review")),
                    models.Q(("source", "passed"), ("step", "undo"), ("target", "first_review")),
                    models.Q(("source", "published"), ("step", "undo"), ("target", "approved")),
                    models.Q(("source", "refused"), ("step", "undo"), ("target", "final_review")),
                    models.Q(("source", "returned"), ("step", "undo"), ("target", "final_review")),
                    models.Q(("source", "returned"), ("step", "undo"), ("target", "first_review")),
                    models.Q(("source", "submitted"), ("step", "withdraw"), ("target", "drafting")),
                    models.Q(("source", "submitted"), ("step", "withdraw"), ("target", "reopened")),
                    models.Q(("source", "submitted"), ("step", "withdraw"), ("target", "returned")),
                    models.Q(("source", "submitted"), ("step", "withdraw"), ("target", "signing")),
                    _connector="OR",
                ),
                name="step_is_listed",
            ),
        ),
        migrations.RunPython(refuse_changes_again, migrations.RunPython.noop),
    ]
