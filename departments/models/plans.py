"""The yearly round (编报批次) and part one of a department's text: overall goal, 分项, measures."""

import uuid
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from departments.models.accounts import Reach, User
from departments.models.places import Department, Region
from departments.models.states import KEEPING_STATES, MEANINGS, SENT_STATES, WRITABLE_STATES, State
from departments.prepared import Slot, prepared
from indicators.models import IndicatorTree
from texts.columns import switchable
from texts.model import NUMBERINGS, Line, Text
from texts.model import SubGoal as SubGoalValue


def standard_milestones() -> list[int]:
    return [3, 6, 10, 12]


def standard_measures() -> str:
    """The seven measures that a bureau asks for, one a line, in words of our own; a cycle may word them otherwise."""
    return (Path(__file__).parent.parent / "data" / "measures.txt").read_text(encoding="utf-8").strip()


def check_milestones(value: list[int]) -> None:
    """Months 1 to 12, rising, at least one. Raises ValidationError."""
    ok = isinstance(value, list) and value and all(type(m) is int and 1 <= m <= 12 for m in value)
    if not ok or value != sorted(set(value)):
        raise ValidationError("应为由小到大的月份，例如 3、6、10、12。")


def check_columns(value: list[str]) -> None:
    """Columns of texts/columns.py that a cycle may switch on. Raises ValidationError."""
    if not isinstance(value, list) or set(value) != set(switchable(value)):
        raise ValidationError("只能选择列出的栏目。")


class Cycle(models.Model):
    """编报批次: one year's round in a region, with the tree, the milestones and the deadline that count in it."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="cycles", verbose_name="行政区划")
    fiscal_year = models.PositiveSmallIntegerField(
        "预算年度", validators=[MinValueValidator(1990), MaxValueValidator(2200)]
    )
    name = models.CharField("名称", max_length=60, help_text="例如 2025年部门预算")
    tree = models.ForeignKey(IndicatorTree, models.PROTECT, related_name="cycles", verbose_name="指标体系")
    milestones = models.JSONField(
        "支出计划时点",
        default=standard_milestones,
        validators=[check_milestones],
        help_text="资金支出计划各时点的月份，例如 [3, 6, 10, 12]",
    )
    columns = models.JSONField(
        "增加的指标栏目",
        default=list,
        blank=True,
        validators=[check_columns],
        help_text="绩效指标表在通用栏目之外增加的栏目；不勾选的栏目处处不出现，已填的内容保留",
    )
    numbering = models.CharField(
        "分项编号", max_length=4, choices=[(n, n) for n in NUMBERINGS], default="1.", help_text="分项绩效目标的编号样式"
    )
    measures = models.TextField(
        "规定的保障措施", default=standard_measures, blank=True, help_text="一行一条，供各部门带入后修改"
    )
    submit_by = models.DateTimeField("送审截止", null=True, blank=True, help_text="北京时间")
    is_deadline_binding = models.BooleanField(
        "截止后锁定", default=True, help_text="截止后不能再填写；不勾选时只提醒，仍可填写和送审"
    )
    has_sign_off = models.BooleanField("单位审核", default=False, help_text="编制人先提交单位审核人，由单位审核人送审")
    review_steps = models.PositiveSmallIntegerField(
        "审核环节",
        choices=[(1, "只有复审"), (2, "初审和复审")],
        default=2,
    )
    is_open = models.BooleanField("开放编报", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "编报批次"
        ordering = ["-fiscal_year", "region"]
        constraints = [
            models.UniqueConstraint(fields=["region", "fiscal_year"], name="cycle_once_a_year"),
            models.CheckConstraint(condition=Q(review_steps__in=[1, 2]), name="cycle_review_steps"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def optional_columns(self) -> tuple[str, ...]:
        """The optional columns that are on, in the order of print."""
        return switchable(self.columns)

    @property
    def is_past(self) -> bool:
        """Closed, or followed by another in its region: a query where it is open."""
        later = Cycle.objects.filter(region=self.region_id, fiscal_year__gt=self.fiscal_year)
        return not self.is_open or later.exists()


class Extension(models.Model):
    """延期: one department may go on writing after the cycle's deadline, for a reason. The latest one counts."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="extensions", verbose_name="编报批次")
    department = models.ForeignKey(Department, models.PROTECT, related_name="extensions", verbose_name="部门")
    until = models.DateTimeField("延至", help_text="北京时间")
    reason = models.CharField("理由", max_length=200, help_text="写给该部门看，例如 机构改革，项目划转未完")
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="批准人", editable=False)
    granted_at = models.DateTimeField("批准时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "延期"
        ordering = ["cycle", "department", "-until"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason")]

    def __str__(self) -> str:
        return f"{self.department} {self.cycle}"

    def clean(self) -> None:
        """A department's extension belongs to a cycle of its own region. Raises ValidationError."""
        if self.cycle_id and self.department_id and self.cycle.region_id != self.department.region_id:
            raise ValidationError({"department": f"{self.department}不在“{self.cycle}”所属的地区。"})


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> "PlanQuerySet":
        """The only door to texts: the own department's; for the bureau, those that were sent to it, also while the
        department's lead signs them anew."""
        return self.within(user.reach) if user.is_authenticated else self.none()

    def within(self, reach: Reach) -> "PlanQuerySet":
        """The same for all accounts that reach as far."""
        sent = Q(state__in=SENT_STATES) | Q(state__in=KEEPING_STATES, rounds__gt=0)
        return self.filter(Q(department__in=reach.own) | (sent & reach.reviewed()))

    def find(self, user: User, pk: uuid.UUID) -> "Plan | None":
        """The text with its cycle, if the account may see it: for what happens with every save."""
        return _within(user.reach).first(pk=pk) if user.is_authenticated else None

    def with_deadline(self) -> "PlanQuerySet":
        """With the latest extension of its department (departments/deadlines.py), in the same query."""
        granted = Extension.objects.filter(cycle=OuterRef("cycle"), department=OuterRef("department"))
        latest = granted.order_by("-until")
        return self.select_related("cycle__tree", "department").annotate(
            extended_until=Subquery(latest.values("until")[:1]), extension_reason=Subquery(latest.values("reason")[:1])
        )

    def with_text(self) -> "PlanQuerySet":
        """All that `to_text()` walks, in a number of queries that does not grow with the text."""
        return self.select_related("cycle", "department").prefetch_related(
            "sub_goals",
            "measures",
            "projects__milestones",
            "projects__goals",
            "projects__indicators",
        )


class Plan(models.Model):
    """部门预算绩效文本: one department's text of one cycle. Cells hold what was written, "" where nothing was."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="plans", verbose_name="编报批次")
    department = models.ForeignKey(Department, models.PROTECT, related_name="plans", verbose_name="部门")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFTING, editable=False)
    version = models.PositiveIntegerField("版本号", default=1, editable=False)
    opened = models.JSONField(
        "退回范围",
        null=True,
        blank=True,
        editable=False,
        help_text="部分退回时可以修改的部分（overall_goal、sub_goals、measures、项目标识）；空为全部",
    )
    fiscal_year = models.PositiveSmallIntegerField("文本年度", null=True, blank=True)
    department_name = models.TextField("封面部门名称", blank=True)
    finance_bureau = models.TextField("封面审核部门", blank=True)
    stage = models.TextField("阶段", blank=True, help_text="例如 草案")
    numbering = models.CharField("分项编号", max_length=8, blank=True)
    overall_goal = models.TextField("总体绩效目标", blank=True, help_text="一行一段")
    moved_at = models.DateTimeField("进入现状态", null=True, blank=True, editable=False)
    rounds = models.PositiveIntegerField("送审次数", default=0, editable=False, help_text="撤回的不计")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="建立人")
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("最近修改", auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "绩效文本"
        ordering = ["-cycle__fiscal_year", "department__code"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "department"], name="plan_once_a_cycle"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="plan_state_known"),
            models.CheckConstraint(
                condition=Q(opened__isnull=True) | Q(state__in=WRITABLE_STATES), name="plan_opened_while_written"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "moved_at"], name="plan_queue"),
            # A reviewer's queue is counted and sorted from this alone: rows are long, because they hold words.
            models.Index(fields=["cycle", "state", "department", "rounds", "moved_at", "id"], name="plan_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.cycle.fiscal_year}年部门预算绩效文本"

    @property
    def is_replaceable(self) -> bool:
        """Whether a file may take its place: the whole of it is being written, and none of it was ever sent."""
        return MEANINGS[State(self.state)].is_replaceable and self.opened is None and not self.rounds

    def to_text(self) -> Text:
        """The value of this text with its identities; fetch the plan with `with_text()`."""
        return Text(
            id=self.id,
            fiscal_year=self.fiscal_year,
            department=self.department_name or None,
            finance_bureau=self.finance_bureau or None,
            stage=self.stage or None,
            numbering=self.numbering or None,
            overall_goal=field_paragraphs(self.overall_goal),
            sub_goals=tuple(sub_goal.to_value() for sub_goal in self.sub_goals.all() if not sub_goal.is_blank),
            measures=tuple(measure.to_value() for measure in self.measures.all() if measure.text),
            projects=tuple(project.to_value(self.cycle.optional_columns) for project in self.projects.all()),
        )


@prepared
def _within(reach: Reach) -> PlanQuerySet:
    return Plan.objects.within(reach).select_related("cycle").filter(pk=Slot("pk", Plan._meta.pk)).order_by()


def field_paragraphs(text: str) -> tuple[str, ...]:
    """A field with one paragraph a line, as the paragraphs of the value."""
    return tuple(line for line in text.split("\n") if line)


class SubGoal(models.Model):
    """分项绩效目标."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sub_goals", verbose_name="绩效文本")
    position = models.PositiveIntegerField("次序")
    title = models.TextField("标题", blank=True)
    description = models.TextField("说明", blank=True, help_text="一行一段")
    goals = models.TextField("绩效目标", blank=True, help_text="一行一段")
    indicators = models.TextField("绩效指标", blank=True, help_text="例如 印刷数量≥2000册；自采自编率≥98%。")

    class Meta:
        verbose_name = verbose_name_plural = "分项绩效目标"
        ordering = ["plan", "position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_blank(self) -> bool:
        """A row that was just added is no part of the text until something is written in it."""
        return not (self.title or self.description or self.goals or self.indicators)

    def to_value(self) -> SubGoalValue:
        return SubGoalValue(
            id=self.id,
            title=self.title,
            description=field_paragraphs(self.description),
            goals=field_paragraphs(self.goals),
            indicators=self.indicators or None,
        )


class Measure(models.Model):
    """工作保障措施."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures", verbose_name="绩效文本")
    position = models.PositiveIntegerField("次序")
    text = models.TextField("措施", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作保障措施"
        ordering = ["plan", "position", "id"]

    def __str__(self) -> str:
        return self.text[:40]

    def to_value(self) -> Line:
        return Line(id=self.id, text=self.text)
