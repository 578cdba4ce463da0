"""The usual reasons why a place has to change; every bureau may change them and add its own."""

from django.db import migrations

REASONS = (
    ("not_quantified", "指标不量化", "指标值未量化，请写明数量、比例或时限。"),
    ("wrong_direction", "方向错误", "指标值的方向与指标含义不符，请改正。"),
    ("funds_mismatch", "目标与资金不匹配", "绩效目标与资金规模不匹配，请说明测算依据或调整。"),
    ("copied", "照抄", "内容照抄上年或其他项目，请按本项目实际填写。"),
    ("inconsistent", "前后不一致", "与文本其他部分不一致，请核对后统一。"),
    ("wrong_category", "指标分类不当", "指标放错了类别，请移到相应的二级指标。"),
    ("vague_basis", "依据不充分", "指标值确定依据过于笼统，请写明文件、标准或数据来源。"),
    ("incomplete", "内容缺失", "内容不完整，请补充。"),
    ("wording", "文字错误", "文字有误，请改正。"),
    ("other", "其他", ""),
)


def add_reasons(apps, schema_editor):
    model = apps.get_model("reviews", "ReasonCode")
    model.objects.bulk_create(
        model(code=code, label=label, sentence=sentence, position=n)
        for n, (code, label, sentence) in enumerate(REASONS, 1)
    )


def remove_reasons(apps, schema_editor):
    apps.get_model("reviews", "ReasonCode").objects.filter(region=None).delete()


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_never_changed")]

    operations = [migrations.RunPython(add_reasons, remove_reasons)]
