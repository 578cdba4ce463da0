"""Who is told what: the in-site inbox, and which of it went out by e-mail."""

import uuid

from django.db import models

from departments.models import Plan, User
from jobs.models import Job


class Notice(models.Model):
    """消息: one thing one person should know. `key` keeps the same thing from being told twice."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="账号")
    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="notices", verbose_name="绩效文本", null=True, blank=True
    )
    job = models.ForeignKey(
        Job, models.SET_NULL, related_name="notices", verbose_name="后台任务", null=True, blank=True
    )
    key = models.CharField("事由", max_length=100)
    line = models.CharField("内容", max_length=400)
    is_turn = models.BooleanField("待办", default=False, help_text="轮到此人处理，立即发邮件；其余每天汇总一次")
    made_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        ordering = ["user", "-made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_told_once")]
        indexes = [models.Index(fields=["user", "read_at", "-made_at"], name="notice_inbox")]

    def __str__(self) -> str:
        return self.line


class Mailing(models.Model):
    """邮件: one e-mail that is to go out, written with what it speaks of; sent once, tried again on failure."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="收件人")
    key = models.CharField("事由", max_length=100)
    subject = models.CharField("主题", max_length=200)
    body = models.TextField("正文")
    made_at = models.DateTimeField("时间")
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    next_try_at = models.DateTimeField("下次发送", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "邮件"
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="mailing_once")]

    def __str__(self) -> str:
        return self.subject
