from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_drafting")]

    operations = [
        migrations.RenameField("printedtext", "text", "content"),
        migrations.AlterField(
            "printedtext",
            "content",
            models.JSONField(help_text="绩效文本或审核意见，由其 format 说明", verbose_name="内容"),
        ),
        migrations.AlterField(
            "printedtext",
            "sha256",
            models.CharField(help_text="SHA-256", max_length=64, verbose_name="内容指纹"),
        ),
    ]
