"""公开规则 on the configuration pages: for the bureau's manager, one a cycle."""

from django import forms
from django.contrib import admin

from indicators.typed_bases import ModelAdmin, ModelForm
from publications.editions import COLUMNS
from publications.models import PublicationRule


class RuleForm(ModelForm[PublicationRule]):
    withheld = forms.MultipleChoiceField(
        label="不公开的栏目", choices=list(COLUMNS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = PublicationRule
        fields = ["cycle", "withheld", "approved_on", "within_days"]


@admin.register(PublicationRule)
class PublicationRuleAdmin(ModelAdmin[PublicationRule]):
    form = RuleForm
    list_display = ["cycle", "approved_on", "within_days"]
    list_select_related = ["cycle"]
