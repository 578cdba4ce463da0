"""Work that a person does not wait for: rows that a worker holds by a lease, jobs, and prints that are made once."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from jobs.kinds import kind_label

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Leased(models.Model):
    """A row of a queue that a worker holds by a lease (jobs/leasing.py).

    `token` grows with every claim, so a worker that was thought dead cannot finish a row that another one took over.
    """

    token = models.PositiveIntegerField("领取次数", default=0)
    lease_until = models.DateTimeField("领取至", null=True, blank=True)
    message = models.TextField("说明", blank=True)
    requested_at = models.DateTimeField("要求时间", auto_now_add=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        abstract = True


class JobState(models.TextChoices):
    """Values that every queue shares: waiting, running, done, failed (jobs/leasing.py)."""

    WAITING = "waiting", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已取消"
    REMOVED = "removed", "已清理"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: "AbstractBaseUser") -> "JobQuerySet":
        """A job is its owner's alone."""
        return self.filter(owner=user.pk) if user.is_authenticated else self.none()

    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=UNFINISHED)


class Job(Leased):
    """后台任务: what a worker does for one person, step by step, until it is done, fails or is cancelled."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=8, help_text="由上面的程序命名")
    state = models.CharField("状态", max_length=9, choices=JobState.choices, default=JobState.WAITING)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs", verbose_name="要求人", editable=False
    )
    title = models.CharField("名称", max_length=120)
    order = models.JSONField("要求", default=dict, help_text="由种类决定：文本、格式，或文件夹")
    done = models.PositiveIntegerField("已做", default=0)
    total = models.PositiveIntegerField("共", default=0)
    word = models.CharField("正在做", max_length=120, blank=True)
    size = models.PositiveBigIntegerField("字节数", default=0)
    holds = models.JSONField("所含文本", default=list, help_text="结果文件里的文本，下载时再次核对权限")
    expires_at = models.DateTimeField("保留至", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-requested_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(condition=~models.Q(kind=""), name="job_has_a_kind"),
        ]
        indexes = [
            models.Index(fields=["state", "requested_at"], name="job_queue"),
            models.Index(fields=["owner", "-requested_at"], name="job_of_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """What people call its kind."""
        return kind_label(self.kind)

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class PrintState(models.TextChoices):
    WAITING = "waiting", "排队"
    RUNNING = "running", "排版中"
    DONE = "done", "已完成"
    FAILED = "failed", "未能排版"


class PrintedText(Leased):
    """A print of one content: made once by a worker, then served from its file, whoever asks."""

    sha256 = models.CharField("内容指纹", max_length=64, help_text="SHA-256")
    layout = models.CharField("版式版本", max_length=64)
    stamp = models.CharField("页脚", max_length=60, blank=True, help_text="印在每页脚下的公开日期和版次")
    state = models.CharField("状态", max_length=8, choices=PrintState.choices, default=PrintState.WAITING)
    content = models.JSONField("内容", help_text="绩效文本或审核意见，由其 format 说明")
    is_urgent = models.BooleanField("急", default=True, help_text="有人在等；后台任务要的排在其后")
    paging = models.JSONField("页码", null=True, blank=True, help_text="排好以后各标题的页码和各表的字号")

    class Meta:
        verbose_name = verbose_name_plural = "排版"
        ordering = ["requested_at", "id"]
        constraints = [models.UniqueConstraint(fields=["sha256", "layout", "stamp"], name="print_once_a_content")]
        indexes = [models.Index(fields=["state", "requested_at"], name="print_queue")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.get_state_display()}"
