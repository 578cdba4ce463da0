"""The way of a text: every step it took, and who has read which version."""

import uuid
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from audit.triggers import Refused
from departments.models import Plan, State, User
from projects.models import Snapshot
from reviews.steps import STEPS, listed_moves

NEVER_CHANGED = "step records are never changed"


def _known_move() -> Q:
    """The table of steps as a condition of the database."""
    return reduce(or_, (Q(step=step, source=source, target=target) for step, source, target in listed_moves()))


class StepRecord(models.Model):
    """流程记录: one step of a text. Rows are added, never changed: the database refuses it."""

    triggers = (Refused("UPDATE", NEVER_CHANGED),)

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps", verbose_name="绩效文本")
    number = models.PositiveIntegerField("次序")
    step = models.CharField("步骤", max_length=16, choices=[(step.name, step.label) for step in STEPS.values()])
    source = models.CharField("原状态", max_length=12, choices=State.choices)
    target = models.CharField("现状态", max_length=12, choices=State.choices)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="操作人")
    role = models.CharField("角色", max_length=20)
    taken_at = models.DateTimeField("时间", db_index=True)
    comment = models.TextField("意见", blank=True)
    opened = models.JSONField("退回范围", null=True, blank=True, help_text="这一步之后可以修改的部分，空为全部")
    version = models.PositiveIntegerField("文本版本号")
    round = models.PositiveIntegerField("轮次", default=0, help_text="这一步之后是第几次送审")
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="steps", verbose_name="版本", null=True, blank=True
    )

    class Meta:
        verbose_name = verbose_name_plural = "流程记录"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="step_number_once"),
            models.CheckConstraint(condition=_known_move(), name="step_is_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.plan_id}"


class ReadMark(models.Model):
    """已阅: the version of a text that somebody of the bureau read last; “changed since” starts from it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="账号")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="readings", verbose_name="绩效文本")
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="+", verbose_name="版本")
    read_at = models.DateTimeField("阅读时间")

    class Meta:
        verbose_name = verbose_name_plural = "已阅"
        ordering = ["plan", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "plan"], name="reading_once_a_text")]

    def __str__(self) -> str:
        return f"{self.user} {self.snapshot}"
