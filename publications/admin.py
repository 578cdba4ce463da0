"""公开规则 on the configuration pages: for the bureau's manager, one a cycle."""

from django import forms
from django.contrib import admin

from departments.models import Cycle
from indicators.typed_bases import ModelAdmin, ModelForm
from publications.editions import COLUMNS
from publications.models import PublicationRule
from texts.columns import OPTIONAL


def _choices() -> list[tuple[str, str]]:
    """What may be withheld; of the optional columns of indicators those that some cycle has."""
    found = Cycle.objects.order_by().values_list("columns", flat=True)
    off = {column.name for column in OPTIONAL} - {name for columns in found for name in columns}
    return [(name, label) for name, label in COLUMNS.items() if name not in off]


class RuleForm(ModelForm[PublicationRule]):
    withheld = forms.MultipleChoiceField(
        label="不公开的栏目", choices=_choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = PublicationRule
        fields = ["cycle", "withheld", "approved_on", "within_days"]


@admin.register(PublicationRule)
class PublicationRuleAdmin(ModelAdmin[PublicationRule]):
    form = RuleForm
    list_display = ["cycle", "approved_on", "within_days"]
    list_select_related = ["cycle"]
