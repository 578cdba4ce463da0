"""A budget project with its plan of payments, goals and indicator rows: one 绩效目标表."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from departments.models import Plan, SubGoal, Unit
from texts.columns import BELOW_LEVELS, names
from texts.model import Indicator as IndicatorValue
from texts.model import Line, Milestone
from texts.model import Project as ProjectValue

#: what the workbench writes as the 密级 of a project that is not published
CLASSIFIED = "涉密"


class Project(models.Model):
    """预算项目. Amounts in 万元 as written; `budget_amount` is the same as a number, where it is one, for sums."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="projects", verbose_name="绩效文本")
    position = models.PositiveIntegerField("次序")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="projects", verbose_name="预算单位", null=True, blank=True
    )
    sub_goal = models.ForeignKey(
        SubGoal, models.SET_NULL, related_name="projects", verbose_name="所属分项", null=True, blank=True
    )
    code = models.TextField("项目编码", blank=True, help_text="21 位，例如 13990125P00001210001Y")
    name = models.TextField("项目名称", blank=True)
    unit_code = models.TextField("单位代码", blank=True)
    unit_name = models.TextField("单位名称", blank=True)
    budget = models.TextField("预算数", blank=True, help_text="万元，例如 8.00")
    fiscal_funds = models.TextField("其中：财政资金", blank=True, help_text="万元")
    other_funds = models.TextField("其他资金", blank=True, help_text="万元")
    purpose = models.TextField("资金用途", blank=True)
    secrecy = models.TextField("密级", blank=True, help_text="涉密项目不公开；空白为不涉密")
    budget_amount = models.DecimalField(
        "预算数（数值）", max_digits=18, decimal_places=6, null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "预算项目"
        ordering = ["plan", "position", "id"]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def is_classified(self) -> bool:
        """涉密: whatever is written as its 密级, no word of it is published."""
        return bool(self.secrecy)

    def to_value(self, columns: tuple[str, ...]) -> ProjectValue:
        """The value of this project, its indicators with these optional columns: those of its cycle."""
        cells = ("code", "name", "unit_code", "unit_name", "budget", "fiscal_funds", "other_funds", "purpose")
        return ProjectValue(
            id=self.id,
            **{name: getattr(self, name) or None for name in cells},
            plan=tuple(row.to_value() for row in self.milestones.all()),
            goals=tuple(goal.to_value() for goal in self.goals.all() if goal.text),
            columns=columns,
            indicators=tuple(row.to_value(columns) for row in self.indicators.all() if not row.is_waiting),
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
    weight = models.TextField("权重", blank=True, help_text="例如 10；一张表合计为 100")
    scoring = models.TextField("评分标准", blank=True)
    is_offered = models.BooleanField(
        "预置行", default=False, editable=False, help_text="随项目建立，填写之前不是文本的内容"
    )

    class Meta:
        verbose_name = verbose_name_plural = "绩效指标"
        ordering = ["project", "position", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Offered by its category and not written in yet: no part of the text."""
        return self.is_offered and not any(getattr(self, name) for name in BELOW_LEVELS)

    def to_value(self, columns: tuple[str, ...]) -> IndicatorValue:
        return IndicatorValue(id=self.id, **{name: getattr(self, name) or None for name in names(columns)})
