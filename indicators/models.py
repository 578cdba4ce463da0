"""Reference data of indicators: the trees in use, by version, and the library of common indicators, by version."""

from django.db import models


class IndicatorTree(models.Model):
    """指标体系: 一级 and 二级指标 in print order. A tree in use is not changed but followed by another."""

    code = models.SlugField("代码", max_length=20, unique=True, help_text="英文或数字，例如 2021")
    name = models.CharField("名称", max_length=60)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "指标体系"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class IndicatorCategory(models.Model):
    """One 二级指标 of a tree, as printed (数量指标), below its 一级指标 (产出指标)."""

    tree = models.ForeignKey(IndicatorTree, models.CASCADE, related_name="categories", verbose_name="指标体系")
    position = models.PositiveSmallIntegerField("次序")
    level1 = models.CharField("一级指标", max_length=20)
    level2 = models.CharField("二级指标", max_length=20)
    is_required = models.BooleanField("必填", default=False, help_text="每个项目至少填写一行")

    class Meta:
        verbose_name = verbose_name_plural = "指标分类"
        ordering = ["tree", "position"]
        constraints = [
            models.UniqueConstraint(fields=["tree", "level1", "level2"], name="category_once_a_tree"),
            models.UniqueConstraint(fields=["tree", "position"], name="category_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level1} / {self.level2}"


class LibraryVersion(models.Model):
    """指标库版本: what was offered in a year stays readable after the library went on."""

    name = models.CharField("名称", max_length=60, unique=True)
    published_on = models.DateField("发布日期")

    class Meta:
        verbose_name = verbose_name_plural = "指标库版本"
        ordering = ["-published_on"]

    def __str__(self) -> str:
        return self.name


class LibraryIndicator(models.Model):
    """A common indicator: name, how it is worked out, the usual operator, unit and an example of a value."""

    version = models.ForeignKey(LibraryVersion, models.CASCADE, related_name="indicators", verbose_name="版本")
    level1 = models.CharField("一级指标", max_length=20)
    level2 = models.CharField("二级指标", max_length=20)
    name = models.CharField("三级指标", max_length=100)
    description = models.CharField("指标说明", max_length=500, blank=True)
    operator = models.CharField("运算符", max_length=4, blank=True, help_text="≥、≤、= 或 定性")
    unit = models.CharField("计量单位", max_length=20, blank=True)
    example = models.CharField("示例值", max_length=60, blank=True)
    field = models.CharField("适用领域", max_length=40)
    source = models.CharField("来源", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "指标库"
        ordering = ["version", "field", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "field", "level1", "level2", "name"], name="library_once_a_field"
            ),
        ]
        indexes = [models.Index(fields=["version", "level2", "name"], name="library_by_category")]

    def __str__(self) -> str:
        return self.name
