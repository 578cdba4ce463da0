from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_returned_files")]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="code",
            field=models.TextField(blank=True, help_text="21 位，例如 13990125P00001210001Y", verbose_name="项目编码"),
        ),
    ]
