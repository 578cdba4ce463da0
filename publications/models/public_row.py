"""The projects and indicators of the current editions as rows, made at publication: search, open data, charts."""

from django.db import models

from publications.models.publication import Publication
from publications.plain import figure, plain


class PublicProject(models.Model):
    """公开的项目. Only of editions that the public reads now; made from their text, so never the only copy.

    `title` and `said` are what a search looks in, written as publications/plain.py has it.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="projects", verbose_name="公开版")
    position = models.PositiveIntegerField("次序")
    slug = models.CharField("地址", max_length=40)
    code = models.TextField("项目编码", blank=True)
    name = models.TextField("项目名称", blank=True)
    unit_code = models.TextField("单位代码", blank=True)
    unit_name = models.TextField("单位名称", blank=True)
    budget = models.DecimalField("预算数", max_digits=18, decimal_places=6, null=True, blank=True, help_text="万元")
    fiscal_funds = models.DecimalField("其中：财政资金", max_digits=18, decimal_places=6, null=True, blank=True)
    other_funds = models.DecimalField("其他资金", max_digits=18, decimal_places=6, null=True, blank=True)
    purpose = models.TextField("资金用途", blank=True)
    goals = models.TextField("绩效目标", blank=True, help_text="一行一条")
    title = models.TextField("查找用的名称", blank=True)
    said = models.TextField("查找用的全文", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开的项目"
        ordering = ["publication", "position"]
        constraints = [models.UniqueConstraint(fields=["publication", "slug"], name="public_project_slug_once")]

    def __str__(self) -> str:
        return self.name

    def to_search(self) -> tuple[str, str]:
        """`title` and `said`."""
        amounts = (figure(amount) for amount in (self.budget, self.fiscal_funds, self.other_funds))
        words = (self.name, self.code, self.unit_code, self.unit_name, self.purpose, self.goals, *amounts)
        return plain(self.name) + "\n" + plain(self.code), "\n".join(map(plain, words))


class PublicIndicator(models.Model):
    """公开的指标: one row of a project's table."""

    project = models.ForeignKey(PublicProject, models.CASCADE, related_name="indicators", verbose_name="项目")
    position = models.PositiveIntegerField("次序")
    level1 = models.TextField("一级指标", blank=True)
    level2 = models.TextField("二级指标", blank=True)
    name = models.TextField("三级指标", blank=True)
    description = models.TextField("绩效指标描述", blank=True)
    target = models.TextField("指标值", blank=True)
    basis = models.TextField("指标值确定依据", blank=True)
    weight = models.TextField("权重", blank=True)
    scoring = models.TextField("评分标准", blank=True)
    is_measurable = models.BooleanField("可衡量", help_text="指标值是数量或时限，不是文字")
    title = models.TextField("查找用的名称", blank=True)
    said = models.TextField("查找用的全文", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开的指标"
        ordering = ["project", "position"]
        constraints = [models.UniqueConstraint(fields=["project", "position"], name="public_indicator_once")]

    def __str__(self) -> str:
        return self.name

    def to_search(self) -> tuple[str, str]:
        """`title` and `said`; with the project's name, for people look for an indicator of something."""
        words = (self.name, self.level1, self.level2, self.description, self.target, self.project.name)
        return plain(self.name), "\n".join(map(plain, words))
