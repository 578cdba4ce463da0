"""公开规则: what a region keeps to itself in a cycle, and until when its texts have to be public."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from departments.models import Cycle
from publications.editions import COLUMNS

WITHIN_DAYS = 20  # the usual rule: twenty days after the budget was approved; a region may write another


def check_withheld(value: list[str]) -> None:
    """Known columns only. Raises ValidationError."""
    if not isinstance(value, list) or not set(value) <= set(COLUMNS):
        raise ValidationError("只能选择列出的栏目。")


class PublicationRule(models.Model):
    """公开规则 of one cycle; without one everything but 涉密 is published, within twenty days of the approval."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="publication_rule", verbose_name="编报批次")
    withheld = models.JSONField(
        "不公开的栏目", default=list, blank=True, validators=[check_withheld], help_text="公开版不含这些栏目的内容"
    )
    approved_on = models.DateField(
        "预算批复日期", null=True, blank=True, help_text="公开期限从这一天算起；空白则从各文本审核通过之日算起"
    )
    within_days = models.PositiveSmallIntegerField(
        "公开期限（天）", default=WITHIN_DAYS, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )

    class Meta:
        verbose_name = verbose_name_plural = "公开规则"
        ordering = ["cycle"]

    def __str__(self) -> str:
        return f"{self.cycle}公开规则"
