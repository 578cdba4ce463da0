"""A budget project with its plan of payments, goals and indicator rows: one 绩效目标表."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from departments.models import Cycle, Department, Plan, Unit, User
from texts.model import Indicator as IndicatorValue
from texts.model import Line, Milestone
from texts.model import Project as ProjectValue


class Project(models.Model):
    """预算项目. Amounts in 万元 as written; `budget_amount` is the same as a number, where it is one, for sums."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="projects", verbose_name="绩效文本")
    position = models.PositiveIntegerField("次序")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="projects", verbose_name="预算单位", null=True, blank=True
    )
    code = models.TextField("项目编码", blank=True, help_text="21 位，例如 13990125P00001210001R")
    name = models.TextField("项目名称", blank=True)
    unit_code = models.TextField("单位代码", blank=True)
    unit_name = models.TextField("单位名称", blank=True)
    budget = models.TextField("预算数", blank=True, help_text="万元，例如 8.00")
    fiscal_funds = models.TextField("其中：财政资金", blank=True, help_text="万元")
    other_funds = models.TextField("其他资金", blank=True, help_text="万元")
    purpose = models.TextField("资金用途", blank=True)
    budget_amount = models.DecimalField(
        "预算数（数值）", max_digits=18, decimal_places=6, null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "预算项目"
        ordering = ["plan", "position", "id"]

    def __str__(self) -> str:
        return self.name or self.code

    def to_value(self) -> ProjectValue:
        cells = ("code", "name", "unit_code", "unit_name", "budget", "fiscal_funds", "other_funds", "purpose")
        return ProjectValue(
            id=self.id,
            **{name: getattr(self, name) or None for name in cells},
            plan=tuple(row.to_value() for row in self.milestones.all()),
            goals=tuple(goal.to_value() for goal in self.goals.all()),
            indicators=tuple(row.to_value() for row in self.indicators.all()),
        )


class PaymentMilestone(models.Model):
    """资金支出计划: the share (%) of the budget spent by the end of a month, cumulative."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones", verbose_name="预算项目")
    position = models.PositiveIntegerField("次序")
    month = models.PositiveSmallIntegerField("月", validators=[MinValueValidator(1), MaxValueValidator(12)])
    percent = models.TextField("累计（%）", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "资金支出计划"
        ordering = ["project", "position", "id"]
        constraints = [models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="month_of_the_year")]

    def __str__(self) -> str:
        return f"{self.month}月底 {self.percent}%"

    def to_value(self) -> Milestone:
        return Milestone(id=self.id, month=self.month, percent=self.percent or None)


class Goal(models.Model):
    """绩效目标 of a project, its running number made by the layout."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="goals", verbose_name="预算项目")
    position = models.PositiveIntegerField("次序")
    text = models.TextField("绩效目标", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "绩效目标"
        ordering = ["project", "position", "id"]

    def __str__(self) -> str:
        return self.text[:40]

    def to_value(self) -> Line:
        return Line(id=self.id, text=self.text)


class Indicator(models.Model):
    """绩效指标: one row of the table, its levels as printed."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="indicators", verbose_name="预算项目")
    position = models.PositiveIntegerField("次序")
    level1 = models.TextField("一级指标", blank=True)
    level2 = models.TextField("二级指标", blank=True)
    name = models.TextField("三级指标", blank=True)
    description = models.TextField("绩效指标描述", blank=True)
    target = models.TextField("指标值", blank=True, help_text="例如 ≥95%")
    basis = models.TextField("指标值确定依据", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "绩效指标"
        ordering = ["project", "position", "id"]

    def __str__(self) -> str:
        return self.name

    def to_value(self) -> IndicatorValue:
        cells = ("level1", "level2", "name", "description", "target", "basis")
        return IndicatorValue(id=self.id, **{name: getattr(self, name) or None for name in cells})


class ImportedFileQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ImportedFileQuerySet":
        """An upload is its uploader's alone until it becomes a draft."""
        return self.filter(uploaded_by=user) if user.is_authenticated else self.none()


class ImportedFile(models.Model):
    """导入的文件: what was read from an uploaded file, waiting to be stored as a draft."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="imported_files", verbose_name="上传人"
    )
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="部门")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+", verbose_name="编报批次")
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("内容指纹", max_length=64, help_text="SHA-256")
    text = models.JSONField("读出的文本")
    problems = models.JSONField("未能放置的内容", default=list)
    source = models.JSONField("文件原文", default=list)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    plan = models.ForeignKey(
        Plan, models.SET_NULL, related_name="imported_files", verbose_name="存成的文本", null=True, blank=True
    )

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入的文件"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name


class PrintState(models.TextChoices):
    WAITING = "waiting", "排队"
    RUNNING = "running", "排版中"
    DONE = "done", "已完成"
    FAILED = "failed", "未能排版"


class PrintedText(models.Model):
    """A print of one content: made once by a worker, then served from its file, whoever asks.

    A worker holds a row by a lease; `token` grows with every claim, so a worker that was thought dead cannot
    finish a row that another one took over.
    """

    sha256 = models.CharField("文本指纹", max_length=64, help_text="SHA-256")
    layout = models.CharField("版式版本", max_length=64)
    state = models.CharField("状态", max_length=8, choices=PrintState.choices, default=PrintState.WAITING)
    text = models.JSONField("文本")
    token = models.PositiveIntegerField("领取次数", default=0)
    lease_until = models.DateTimeField("领取至", null=True, blank=True)
    message = models.TextField("说明", blank=True)
    requested_at = models.DateTimeField("要求时间", auto_now_add=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "排版"
        ordering = ["requested_at", "id"]
        constraints = [models.UniqueConstraint(fields=["sha256", "layout"], name="print_once_a_content")]
        indexes = [models.Index(fields=["state", "requested_at"], name="print_queue")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.get_state_display()}"


class CellEdit(models.Model):
    """Who last changed a cell and when: shown where two people meet, and sent to whoever has the text open."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="cell_edits", verbose_name="绩效文本")
    place = models.CharField("位置", max_length=80, help_text="标识:栏目，例如 …:target")
    kind = models.CharField("类别", max_length=12)
    version = models.PositiveIntegerField("文本版本号")
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="修改人")
    edited_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = verbose_name_plural = "单元格修改"
        ordering = ["plan", "version", "place"]
        constraints = [models.UniqueConstraint(fields=["plan", "place"], name="cell_edit_once_a_place")]
        indexes = [models.Index(fields=["plan", "version"], name="cell_edits_since")]

    def __str__(self) -> str:
        return self.place


class RemovedRow(models.Model):
    """A row that was taken out, kept whole, so that it can be put back."""

    id = models.UUIDField("标识", primary_key=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="removed_rows", verbose_name="绩效文本")
    kind = models.CharField("类别", max_length=12)
    cells = models.JSONField("内容")
    removed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="删除人")
    removed_at = models.DateTimeField("删除时间")

    class Meta:
        verbose_name = verbose_name_plural = "删除的行"
        ordering = ["plan", "-removed_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
