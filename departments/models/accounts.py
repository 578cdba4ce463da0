"""Accounts, and the roles they hold. A role is a membership: where it counts and from when until when."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from departments.models.places import Department, Region, Unit
from departments.prepared import Slot, prepared


class Role(models.TextChoices):
    """The glossary's people. The last three are separated (三员分立): none of them sees business data."""

    UNIT_STAFF = "unit_staff", "编制人"
    DEPARTMENT_LEAD = "department_lead", "单位审核人"
    FIRST_REVIEWER = "first_reviewer", "业务科室审核人"
    FINAL_REVIEWER = "final_reviewer", "绩效科审核人"
    BUDGET_MANAGER = "budget_manager", "业务管理员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


#: Roles whose holder configures something on the configuration pages.
CONFIGURING_ROLES = (Role.BUDGET_MANAGER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
SEPARATED_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
#: The two sides of a text.
DEPARTMENT_ROLES = (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD)
BUREAU_ROLES = (Role.FIRST_REVIEWER, Role.FINAL_REVIEWER)
BOARD_READERS = frozenset({*BUREAU_ROLES, Role.BUDGET_MANAGER})  # see what all departments of theirs are doing
#: Everybody but the departments: two-step login is offered to them.
TWO_STEP_ROLES = tuple(role for role in Role if role not in DEPARTMENT_ROLES)


class Reach(NamedTuple):
    """Places (ids) by what is seen there: every text of the own departments; what was sent by the departments that
    are assigned, and by all of the regions."""

    own: tuple[int, ...]
    assigned: tuple[int, ...]
    regions: tuple[int, ...]

    def reviewed(self, to_plan: str = "") -> Q:
        """The texts that the bureau's roles reach, as a condition on `to_plan`."""
        assigned, regions = f"{to_plan}department__in", f"{to_plan}cycle__region__in"
        return Q(**{assigned: self.assigned}) | Q(**{regions: self.regions})


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, *, name: str, **fields: Any) -> "User":
        """A new account; `password=None` makes one that cannot log in until a password is set."""
        user = self.model(username=username, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. It has no rights of its own: they come from memberships, through reviews/permissions.py."""

    username = models.CharField(
        "账号",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[\w.@-]+$", "账号只能用字母、数字、汉字和 . - _ @。")],
    )
    name = models.CharField("姓名", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True, help_text="停用后立即不能登录，已做的事仍署其名")
    must_change_password = models.BooleanField("下次登录须修改密码", default=True)
    created_at = models.DateTimeField("建立时间", default=timezone.now, editable=False)
    password_set_at = models.DateTimeField("密码设置时间", default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    is_superuser = False  # nobody may do everything

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[str]:
        """The roles in force today."""
        return frozenset(post.role for post in self.posts)

    @property
    def posts(self) -> "tuple[Membership, ...]":
        """The memberships in force today with their units, read once an instance (one request)."""
        if not hasattr(self, "_posts"):
            self._posts = tuple(_posts().rows(user=self.pk, today=timezone.localdate()))
        return self._posts

    def at(self, place: str, *roles: Role) -> list[int]:
        """The ids of the places (department_id, region_id) where the account holds one of these roles."""
        return sorted({getattr(post, place) for post in self.posts if post.role in roles})

    def reviewed(self, to_plan: str = "") -> Q:
        """The texts that the bureau's roles of the account reach, as a condition on `to_plan`."""
        return self.reach.reviewed(to_plan)

    @property
    def reach(self) -> "Reach":
        """Where the account's roles let it look today."""
        return Reach(
            own=tuple(self.own_departments),
            assigned=tuple(self.at("department_id", Role.FIRST_REVIEWER)),
            regions=tuple(self.at("region_id", Role.FINAL_REVIEWER, Role.BUDGET_MANAGER)),
        )

    @property
    def own_departments(self) -> list[int]:
        """The departments (ids) on whose texts the account works."""
        return self.at("department_id", *DEPARTMENT_ROLES)

    @property
    def is_offered_two_step(self) -> bool:
        """Whether the account works for the bureau or administers the system."""
        return bool(self.roles.intersection(TWO_STEP_ROLES))

    @property
    def is_staff(self) -> bool:
        """Whether the configuration pages open at all."""
        return bool(self.roles.intersection(CONFIGURING_ROLES))

    def has_perm(self, permission: str, obj: models.Model | None = None) -> bool:
        """Asked by name; the one backend that answers is reviews.permissions.RoleBackend."""
        return self.is_active and any(backend.has_perm(self, permission, obj) for backend in _answering_backends())

    def has_perms(self, permissions: Iterable[str], obj: models.Model | None = None) -> bool:
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and any(backend.has_module_perms(self, app_label) for backend in _answering_backends())


def _answering_backends() -> list[Any]:
    return [backend for backend in get_backends() if hasattr(backend, "has_perm")]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, at: datetime | None = None) -> "MembershipQuerySet":
        """Those that count now, or at a moment: whole days in Beijing time, the first and the last included."""
        return self.on(timezone.localdate(at))

    def on(self, day: date | Slot) -> "MembershipQuerySet":
        """Those that count on a day."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """任职: a role, and where it counts. One person may hold several business roles, of the separated ones only one."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="账号")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships", verbose_name="行政区划")
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        related_name="memberships",
        verbose_name="部门",
        null=True,
        blank=True,
        help_text="编制人、单位审核人、业务科室审核人必填",
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="memberships",
        verbose_name="预算单位",
        null=True,
        blank=True,
        help_text="编制人必填",
    )
    starts_on = models.DateField("自", null=True, blank=True)
    ends_on = models.DateField("至", null=True, blank=True, help_text="代理期的最后一天，空白为长期")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["user", "role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role=Role.UNIT_STAFF) | Q(unit__isnull=False),
                name="unit_staff_has_unit",
                violation_error_message="编制人须指定预算单位。",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER])
                | Q(department__isnull=False),
                name="role_has_department",
                violation_error_message="该角色须指定部门。",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=models.F("ends_on")),
                name="membership_dates_in_order",
                violation_error_message="“至”不能早于“自”。",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=[Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN]),
                name="one_separated_role",
                violation_error_message="系统、安全、审计管理员三员分立，一个账号只能任其一。",
            ),
        ]

    def __str__(self) -> str:
        place = self.unit or self.department or self.region
        return f"{self.get_role_display()}（{place}）"

    def clean(self) -> None:
        """A separated administrator holds no other role at the same time (三员分立). Raises ValidationError."""
        if not self.user_id or not self.role:
            return
        others = self.user.memberships.exclude(pk=self.pk).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=self.starts_on or timezone.localdate())
        )
        roles = {*others.values_list("role", flat=True), self.role}
        if len(roles) > 1 and roles.intersection(SEPARATED_ROLES):
            raise ValidationError({"role": "系统、安全、审计管理员三员分立，不能兼任其他角色。"})


@prepared
def _posts() -> MembershipQuerySet:
    """The memberships of an account on a day, with their units."""
    today = Slot("today", Membership.starts_on.field)
    of_user = Membership.objects.filter(user=Slot("user", Membership.user.field))
    return of_user.on(today).select_related("unit").order_by("role", "pk")
