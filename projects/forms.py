"""Forms over texts: the list's filter, and the upload of a file."""

from pathlib import PurePath
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat

from departments.form_fields import choice_field, model_choice_field
from departments.models import Cycle, Department, User
from departments.models.states import Tab
from projects.folders.taking_in import check_extent, without_noise
from projects.imports.uploads import own_departments

ACCEPTED = (".docx", ".pdf", ".xlsx", ".txt", ".json")
PASTED = "粘贴的文字.txt"
MOST_PASTED = 500_000  # characters; the longest real text has 21,000


def _most() -> str:
    return filesizeformat(settings.UPLOAD_MAX_BYTES).replace(".0", "")


class PlanFilter(forms.Form):
    """What the list is narrowed to; whatever an address says that is no choice narrows nothing."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int)
    q = forms.CharField(label="部门", required=False, max_length=60)
    state = forms.ChoiceField(required=False, choices=Tab.choices)

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        choice_field(self, "year").choices = [("", "全部年度"), *((year, f"{year}年") for year in years)]
        self.fields["year"].widget.attrs["class"] = "form-select"
        self.fields["q"].widget.attrs |= {"class": "form-control", "placeholder": "部门名称", "type": "search"}
        self.is_valid()

    def chosen(self, name: str) -> str | None:
        chosen: str | None = self.cleaned_data.get(name) or None
        return chosen

    @property
    def chosen_state(self) -> str | None:
        return self.chosen("state")

    @property
    def is_narrowing(self) -> bool:
        return any(self.chosen(name) for name in self.fields)


class ImportForm(forms.Form):
    """Department, cycle, and a file or pasted words, which are then read like a plain-text file.

    `user` may import into the departments in which they draft, no others.
    """

    department: "forms.ModelChoiceField[Department]" = forms.ModelChoiceField(
        label="部门", queryset=None, empty_label=None
    )
    cycle: "forms.ModelChoiceField[Cycle]" = forms.ModelChoiceField(
        label="编报批次",
        queryset=None,
        empty_label=None,
        error_messages={"required": "没有开放编报的批次，请与财政局联系。"},
    )
    file = forms.FileField(
        label="文件",
        required=False,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ",".join(ACCEPTED)}),
        error_messages={
            "empty": "文件是空的，没有可读取的内容，请确认选对了文件后重新上传。",
        },
    )
    words = forms.CharField(
        label="或粘贴文字",
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="从 Word、WPS 或 PDF 中全选、复制，粘贴在这里；表格也可以一起复制",
        error_messages={"max_length": "粘贴了 %(show_value)d 字，最多 %(limit_value)d 字，请存成文件后选择文件。"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = own_departments(user)
        model_choice_field(self, "department").queryset = departments
        model_choice_field(self, "cycle").queryset = Cycle.objects.filter(
            is_open=True, region__in=departments.order_by().values("region")
        )
        self.fields[
            "file"
        ].help_text = f"选择一个 .docx、.pdf、.txt、.json 文件，或由本系统导出的 .xlsx，不超过 {_most()}"
        self.fields["file"].widget.attrs["data-most"] = settings.UPLOAD_MAX_BYTES
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template's form has it
        self.helper.layout = Layout(
            Div(Div("department", css_class="col-md-6"), Div("cycle", css_class="col-md-6"), css_class="row"),
            Field("file", template="imports/file_field.html"),
            "words",
        )

    def clean_file(self) -> "UploadedFile[Any] | None":
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if PurePath(file.name or "").suffix.lower() not in ACCEPTED:
            raise ValidationError(
                f"“{file.name}”不是可以导入的格式。"
                "请在 WPS 或 Word 中另存为 .docx 后上传，或选择 .pdf、.txt、.json 文件。"
            )
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(
                f"文件有 {filesizeformat(file.size or 0)}，超过 {_most()} 的上限。"
                "绩效文本通常不到 3 MB，请删去图片后另存，再上传。"
            )
        return file

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        department, cycle = cleaned.get("department"), cleaned.get("cycle")
        if department and cycle and department.region_id != cycle.region_id:
            self.add_error("cycle", f"“{cycle}”不是{department}所在地区的编报批次，请重新选择。")
        self._choose_source(cleaned)
        return cleaned

    @property
    def source(self) -> str:
        """The field that the words to be read came from."""
        return "words" if self.cleaned_data.get("words", "").strip() else "file"

    def _choose_source(self, cleaned: dict[str, Any]) -> None:
        words, file = cleaned.get("words", ""), cleaned.get("file")
        if words.strip() and file:
            self.add_error("words", "已经选择了文件，又粘贴了文字，请只留一种。")
        elif words.strip():
            cleaned["file"] = SimpleUploadedFile(PASTED, words.encode())
        elif file is None and not self.has_error("file") and not self.has_error("words"):
            self.add_error("file", "请选择要导入的文件，或在下面粘贴文字。")


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Any number of files, as a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """What each of them is worth is told by the job that reads it."""
        return list(data or ())


class FolderForm(forms.Form):
    """A past cycle, and its texts: files, a folder, or one zip."""

    cycle: "forms.ModelChoiceField[Cycle]" = forms.ModelChoiceField(
        label="存入批次",
        queryset=None,
        empty_label=None,
        error_messages={"required": "还没有往年的批次，请先在“配置”中建立。"},
    )
    files = ManyFiles(label="文件", required=False)  # type: ignore[assignment]  # fields are no attributes of a form
    folder = ManyFiles(label="或整个文件夹", required=False)

    def __init__(self, *args: Any, cycles: QuerySet[Cycle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "cycle").queryset = cycles
        self.fields["files"].widget.attrs["accept"] = ",".join((*ACCEPTED, ".zip"))
        self.fields["files"].help_text = f"可以多选，或选择一个 .zip；每个文件不超过 {_most()}"
        self.fields["folder"].widget.attrs["webkitdirectory"] = ""
        self.fields["folder"].help_text = "文件夹里的 .docx、.pdf、.txt、.json 都会读取，包括下级文件夹"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template's form has it

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        self.uploads = without_noise([*cleaned.get("files", []), *cleaned.get("folder", [])])
        if too_much := check_extent(self.uploads):
            self.add_error("files", too_much)
        return cleaned
