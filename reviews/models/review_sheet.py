"""审核表: the eight questions that a reviewer answers, the overall grade and the opinion."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from departments.models import Plan, User
from projects.models import Snapshot


class SheetForm(models.TextChoices):
    """The two versions of the form; points are given in the second."""

    GENERAL = "general", "一般"
    KEY = "key", "重点"


class Grade(models.TextChoices):
    """A grade, of a question and of the whole. What a grade of the whole leads to: reviews/sheet/questions.py."""

    EXCELLENT = "excellent", "优"
    GOOD = "good", "良"
    FAIR = "fair", "中"
    POOR = "poor", "差"


class ReviewSheet(models.Model):
    """One reviewer's form on one version of a text. Bound to a decision it is not changed any more."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sheets", verbose_name="绩效文本")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="sheets", verbose_name="版本")
    form = models.CharField("审核表", max_length=8, choices=SheetForm.choices, default=SheetForm.GENERAL)
    role = models.CharField("角色", max_length=20)
    overall = models.CharField("总体等级", max_length=10, choices=Grade.choices, blank=True)
    opinion = models.TextField("审核意见", blank=True)
    filled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="审核人")
    filled_at = models.DateTimeField("填写时间")
    version = models.PositiveIntegerField("修改次数", default=1)
    is_final = models.BooleanField("已定", default=False, help_text="随审核决定生效，不再修改")

    class Meta:
        verbose_name = verbose_name_plural = "审核表"
        ordering = ["plan", "filled_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "role"], name="sheet_once_a_version"),
            models.CheckConstraint(condition=Q(is_final=False) | ~Q(overall=""), name="sheet_final_has_grade"),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()}审核表 {self.plan_id}"


class SheetAnswer(models.Model):
    """One question's grade (and points in 重点) with a note."""

    sheet = models.ForeignKey(ReviewSheet, models.CASCADE, related_name="answers", verbose_name="审核表")
    question = models.CharField("问题", max_length=20)
    grade = models.CharField("等级", max_length=10, choices=Grade.choices, blank=True)
    points = models.PositiveSmallIntegerField("得分", null=True, blank=True, validators=[MaxValueValidator(15)])
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核内容"
        ordering = ["sheet", "id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="sheet_answer_once")]

    def __str__(self) -> str:
        return self.question
