"""The files of a folder that a job reads, and the kinds of jobs there are."""

import uuid

from django.db import models

from departments.models import Cycle, Department, Plan
from jobs.models import Job


class JobKind(models.TextChoices):
    EXPORT = "export", "导出任务"
    READ = "read", "读取任务"
    STORE = "store", "导入任务"


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
