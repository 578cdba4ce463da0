"""Work that a person does not wait for: rows that a worker holds by a lease, jobs, and the files of a folder."""

import uuid

from django.conf import settings
from django.db import models

from departments.models import Cycle, Department, Plan, User


class Leased(models.Model):
    """A row of a queue that a worker holds by a lease (projects/leasing.py).

    `token` grows with every claim, so a worker that was thought dead cannot finish a row that another one took over.
    """

    token = models.PositiveIntegerField("领取次数", default=0)
    lease_until = models.DateTimeField("领取至", null=True, blank=True)
    message = models.TextField("说明", blank=True)
    requested_at = models.DateTimeField("要求时间", auto_now_add=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        abstract = True


class JobKind(models.TextChoices):
    EXPORT = "export", "导出任务"
    READ = "read", "读取任务"
    STORE = "store", "导入任务"


class JobState(models.TextChoices):
    """Values that every queue shares: waiting, running, done, failed (projects/leasing.py)."""

    WAITING = "waiting", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已取消"
    REMOVED = "removed", "已清理"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "JobQuerySet":
        """A job is its owner's alone."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=UNFINISHED)


class Job(Leased):
    """后台任务: what a worker does for one person, step by step, until it is done, fails or is cancelled."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=8, choices=JobKind.choices)
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
            models.CheckConstraint(condition=models.Q(kind__in=JobKind.values), name="job_kind_known"),
        ]
        indexes = [
            models.Index(fields=["state", "requested_at"], name="job_queue"),
            models.Index(fields=["owner", "-requested_at"], name="job_of_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class FileState(models.TextChoices):
    WAITING = "waiting", "待读取"
    READ = "read", "待核对"
    UNREADABLE = "unreadable", "未能读取"
    CHOSEN = "chosen", "待存入"
    STORED = "stored", "已存入"


class FolderFile(models.Model):
    """文件夹中的文件: one file of a folder of earlier texts, read by a job, stored once somebody confirmed it."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, models.CASCADE, related_name="files", verbose_name="读取任务")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+", verbose_name="编报批次")
    number = models.PositiveIntegerField("序号")
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveBigIntegerField("字节数", default=0)
    sha256 = models.CharField("内容指纹", max_length=64, blank=True, help_text="SHA-256")
    state = models.CharField("状态", max_length=10, choices=FileState.choices, default=FileState.WAITING)
    message = models.TextField("说明", blank=True)
    text = models.JSONField("读出的文本", null=True, blank=True)
    problems = models.JSONField("未能放置的内容", default=list)
    department_name = models.CharField("封面部门名称", max_length=120, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("文本年度", null=True, blank=True)
    project_count = models.PositiveIntegerField("项目数", default=0)
    budget_total = models.DecimalField("预算合计", max_digits=18, decimal_places=6, null=True, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="部门", null=True, blank=True
    )
    doubt = models.CharField("存疑", max_length=300, blank=True)
    plan = models.ForeignKey(Plan, models.SET_NULL, related_name="+", verbose_name="存成的文本", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件夹中的文件"
        ordering = ["job", "number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="folder_file_once"),
            models.CheckConstraint(condition=models.Q(state__in=FileState.values), name="folder_file_state_known"),
        ]

    def __str__(self) -> str:
        return self.name
