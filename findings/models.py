"""What people say to the automatic review: how a cycle tunes it, what the bureau waives, what a department explains.

Findings themselves are not stored: they are worked out from the text whenever they are asked for. What is said about
one names its `key` (rule, place and the values it speaks of): when a value changes, so does the key, and what was said
counts no more.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from departments.models import Cycle, Plan, User
from projects.models import Snapshot
from texts.checks import Level

LEVELS = [(level.value, level.label) for level in Level]


class CheckSettings(models.Model):
    """检查设置: what a cycle tells the rules. Rows are added, never changed: the latest counts."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="check_settings", verbose_name="编报批次")
    number = models.PositiveIntegerField("版本")
    overrides = models.JSONField("设置", default=dict, blank=True, help_text="与默认设置不同之处，rules 和 words 两组")
    note = models.CharField("改动说明", max_length=200, blank=True, help_text="例如 停用“目标单一”规则")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="修改人")
    made_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = verbose_name_plural = "检查设置"
        ordering = ["cycle", "number"]
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="check_settings_number_once")]

    def __str__(self) -> str:
        return f"{self.cycle} 检查设置第{self.number}版"


class About(models.Model):
    """A finding as somebody met it: its key, and enough of it to be read when it is gone."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", verbose_name="绩效文本")
    rule = models.CharField("规则", max_length=60)
    key = models.CharField("发现", max_length=240)
    level = models.CharField("级别", max_length=8, choices=LEVELS)
    where = models.CharField("位置说明", max_length=200, help_text="写给人看，例如 招商资金 · 第4行 · 指标值")
    message = models.TextField("发现的问题")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.where}：{self.message}"


class Waiver(About):
    """豁免: the bureau lets a finding stand, for a reason that the department reads. It ends when the value changes."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="waivers", verbose_name="绩效文本")
    reason = models.TextField("理由")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="豁免人")
    made_at = models.DateTimeField("豁免时间")
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="撤销人", null=True, blank=True)
    ended_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "豁免"
        ordering = ["plan", "made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], condition=Q(ended_at=None), name="waiver_once_a_finding"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="waiver_ended_by_someone",
            ),
        ]


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    """Those on errors are requests: 申请豁免."""

    def unanswered(self) -> "ExplanationQuerySet":
        """Requests that the bureau has not declined since they were written last."""
        return self.filter(Q(answered_at=None) | Q(made_at__gt=F("answered_at")))

    def declined(self) -> "ExplanationQuerySet":
        """Requests with which it does not agree, and that were not written anew."""
        return self.filter(answered_at__gte=F("made_at"))


class Explanation(About):
    """说明: the department says why a value that the review warns of is right; the bureau reads it first. Said to an
    error it asks for a waiver; where the bureau declines, its answer stays until the request is granted or taken back.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="explanations", verbose_name="绩效文本")
    body = models.TextField("说明")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="说明人")
    made_at = models.DateTimeField("说明时间")
    answer = models.TextField("不同意的理由", blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="答复人", null=True, blank=True
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "说明"
        ordering = ["plan", "made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="explanation_once_a_finding"),
            models.CheckConstraint(condition=~Q(body=""), name="explanation_has_words"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False, level="error") & ~Q(answer="")),
                name="explanation_declined_with_reason",
            ),
        ]

    @property
    def is_request(self) -> bool:
        """Whether it asks for a waiver."""
        return self.level == Level.ERROR

    @property
    def is_declined(self) -> bool:
        """Whether the bureau said no to these very words."""
        return self.answered_at is not None and self.answered_at >= self.made_at


class RaisedFinding(models.Model):
    """已提出的发现: noted once, when a version with it is sent; rules are judged by how much of it is waived."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="raised_findings", verbose_name="绩效文本")
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="raised_findings", verbose_name="首次出现的版本"
    )
    rule = models.CharField("规则", max_length=60)
    key = models.CharField("发现", max_length=240)
    level = models.CharField("级别", max_length=8, choices=LEVELS)

    class Meta:
        verbose_name = verbose_name_plural = "已提出的发现"
        ordering = ["plan", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="raised_finding_once")]
        indexes = [models.Index(fields=["rule"], name="raised_by_rule")]

    def __str__(self) -> str:
        return self.key
