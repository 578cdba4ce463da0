"""What is said about a place of a text: a thread with its comments, and why (reason codes are the bureau's data)."""

import uuid

from django.db import models
from django.db.models import Q

from departments.models import Plan, Region, User


class ReasonCode(models.Model):
    """意见类别: why a place has to change; editable by 业务管理员, counted on the boards."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="reason_codes", verbose_name="行政区划", null=True, blank=True
    )
    code = models.SlugField("代码", max_length=30)
    label = models.CharField("名称", max_length=30, help_text="例如 指标不量化")
    sentence = models.CharField("常用意见", max_length=200, blank=True, help_text="选中时带入意见框，可以修改")
    position = models.PositiveSmallIntegerField("次序", default=0)
    is_used = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "意见类别"
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["region", "code"], name="reason_once_a_region")]

    def __str__(self) -> str:
        return self.label


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: User) -> "ThreadQuerySet":
        """The only door to what is said: internal words, and those not sent yet, are the bureau's alone."""
        own = Q(plan__department__in=user.own_departments)
        sent = Q(is_internal=False, sent_at__isnull=False)
        known = self.filter(plan__in=Plan.objects.visible_to(user))
        return known.filter((own & sent) | (user.reviewed("plan__") & ~own))

    def blocking(self) -> "ThreadQuerySet":
        """Those that the department has to work off."""
        return self.filter(is_blocking=True, is_internal=False, resolved_at__isnull=True)


class Thread(models.Model):
    """意见: stands on a place of the document (`row:field`, as data-place has it) and keeps the words it spoke of."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="threads", verbose_name="绩效文本")
    place = models.CharField("位置", max_length=80, help_text="标识:栏目，例如 …:target")
    part = models.CharField("部分", max_length=40, help_text="overall_goal、sub_goals、measures、cover 或项目标识")
    where = models.CharField("位置说明", max_length=200, help_text="写给人看，例如 招商资金 · 第4行 · 指标值")
    words = models.TextField("所指原文", blank=True)
    suggestion = models.TextField("建议改为", blank=True)
    reason = models.ForeignKey(
        ReasonCode, models.PROTECT, related_name="threads", verbose_name="意见类别", null=True, blank=True
    )
    is_internal = models.BooleanField("内部", default=False, help_text="只在财政局内部可见，永不发给编制单位")
    is_blocking = models.BooleanField("必须处理", default=True, help_text="不改也不说明的，不能重新送审")
    round = models.PositiveIntegerField("轮次", default=1)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="提出人")
    raised_at = models.DateTimeField("提出时间")
    sent_at = models.DateTimeField("送达时间", null=True, blank=True, help_text="编制单位从此时起可见")
    resolved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="办结人", null=True, blank=True
    )
    resolved_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "意见"
        ordering = ["plan", "raised_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_internal=False) | Q(sent_at__isnull=True), name="thread_internal_never_sent"
            ),
            models.CheckConstraint(
                condition=Q(is_internal=False) | Q(is_blocking=False), name="thread_internal_never_blocks"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="thread_resolved_by_someone",
            ),
        ]
        indexes = [models.Index(fields=["plan", "place"], name="thread_by_place")]

    def __str__(self) -> str:
        return self.where


class Comment(models.Model):
    """答复: what one person says in a thread. `is_answer`: the department explains instead of changing (说明)."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments", verbose_name="意见")
    body = models.TextField("内容")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="发言人")
    role = models.CharField("角色", max_length=20)
    at = models.DateTimeField("时间")
    is_answer = models.BooleanField("说明", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["thread", "at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="comment_not_empty")]

    def __str__(self) -> str:
        return self.body[:40]
