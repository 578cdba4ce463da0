"""版本: a text as it stood at an event."""

import uuid

from django.db import models
from django.db.models import Q

from audit.triggers import Refused
from departments.models import Plan, User
from texts.interchange import from_json
from texts.model import Text


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: User) -> "SnapshotQuerySet":
        """Versions of texts that the account may see; those that the department kept for itself are its own alone."""
        seen = self.filter(plan__in=Plan.objects.visible_to(user))
        return seen.filter(Q(is_sent=True) | Q(plan__department__in=user.own_departments))


class Snapshot(models.Model):
    """版本: the text as it stood at an event, with the identities of its rows. The database refuses changes."""

    triggers = (Refused("UPDATE", "versions are never changed"),)

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="snapshots", verbose_name="绩效文本")
    number = models.PositiveIntegerField("版本")
    sha256 = models.CharField("SHA-256", max_length=64)
    text = models.JSONField("内容", help_text="performance-text/1，另有各行的标识")
    classified = models.JSONField(
        "涉密的行", null=True, blank=True, help_text="涉密项目及其分项的标识；空为没有记录（早先的版本）"
    )
    project_count = models.PositiveIntegerField("项目数")
    budget_total = models.DecimalField("预算数合计", max_digits=18, decimal_places=6, help_text="万元，读不出的不计")
    error_count = models.PositiveIntegerField("检查出的错误", null=True, blank=True)
    warning_count = models.PositiveIntegerField("检查出的提醒", null=True, blank=True)
    changed_count = models.PositiveIntegerField(
        "改动处数", null=True, blank=True, help_text="与上一个送审版本相比；首次送审的为空"
    )
    is_sent = models.BooleanField("已送财政局", default=False, help_text="编制单位自存的版本财政局不可见")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="存档人")
    made_at = models.DateTimeField("存档时间")

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="snapshot_number_once")]
        indexes = [models.Index(fields=["plan", "number", "is_sent", "budget_total"], name="snapshot_sent")]

    def __str__(self) -> str:
        return f"第{self.number}版"

    def to_text(self) -> Text:
        """The value as it stood, rows with the identities they had."""
        return from_json(self.text)
