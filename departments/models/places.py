"""Regions, departments and units, with the official codes that stay strings."""

from django.core.validators import RegexValidator
from django.db import models

MAIN_UNIT = "001"  # how the code of a department's own unit (本级) ends


def digits(count: int) -> RegexValidator:
    return RegexValidator(rf"^[0-9]{{{count}}}$", f"应为 {count} 位数字。")


class Region(models.Model):
    """行政区划: a county, city or province with its finance bureau."""

    code = models.CharField(
        "区划代码", max_length=6, unique=True, validators=[digits(6)], help_text="6 位，例如 139901"
    )
    name = models.CharField("名称", max_length=40, help_text="例如 云溪县")
    finance_bureau = models.CharField("财政部门", max_length=60, help_text="印在封面上，例如 云溪县财政局")

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """部门: drafts one text a year."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="departments", verbose_name="行政区划")
    code = models.CharField("部门代码", max_length=3, validators=[digits(3)], help_text="3 位，例如 131")
    name = models.CharField("部门名称", max_length=60, help_text="印在封面上的全称")

    class Meta:
        verbose_name = verbose_name_plural = "部门"
        ordering = ["region", "code"]
        constraints = [models.UniqueConstraint(fields=["region", "code"], name="department_code_once")]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """预算单位: the department itself (本级, …001) or a subordinate."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="units", verbose_name="部门")
    code = models.CharField(
        "单位代码", max_length=6, validators=[digits(6)], help_text="部门代码加 3 位，本级为 001，例如 131001"
    )
    name = models.CharField("单位名称", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "预算单位"
        ordering = ["department", "code"]
        constraints = [models.UniqueConstraint(fields=["department", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return f"{self.code}{self.name}"

    @property
    def is_main(self) -> bool:
        """Whether this is the department itself (本级)."""
        return self.code.endswith(MAIN_UNIT)
