"""The form that begins a year's text."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from departments.form_fields import model_choice_field
from departments.models import Cycle, Department, User
from projects.imports.uploads import own_departments


class StartForm(forms.Form):
    """Department and cycle. `user` may start the texts they write as a whole, no others."""

    department: "forms.ModelChoiceField[Department]" = forms.ModelChoiceField(
        label="部门", queryset=None, empty_label=None
    )
    cycle: "forms.ModelChoiceField[Cycle]" = forms.ModelChoiceField(
        label="编报批次",
        queryset=None,
        empty_label=None,
        error_messages={"required": "没有开放编报的批次，请与财政局联系。"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = own_departments(user)
        regions = departments.order_by().values("region")
        model_choice_field(self, "department").queryset = departments
        model_choice_field(self, "cycle").queryset = Cycle.objects.filter(is_open=True, region__in=regions)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template's form has it
        self.helper.layout = Layout(
            Div(Div("department", css_class="col-md-6"), Div("cycle", css_class="col-md-6"), css_class="row")
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        department, cycle = cleaned.get("department"), cleaned.get("cycle")
        if department and cycle and department.region_id != cycle.region_id:
            self.add_error("cycle", f"“{cycle}”不是{department}所在地区的编报批次，请重新选择。")
        return cleaned
