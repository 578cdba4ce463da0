"""The upload of a file that comes back."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

ACCEPTED = (".docx", ".xlsx")


class ReturnedForm(forms.Form):
    """One .docx or .xlsx that went out from here."""

    file = forms.FileField(
        label="改好的文件",
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ",".join(ACCEPTED)}),
        help_text="选择由本系统导出并修改过的 .xlsx 或 .docx 文件",
        error_messages={
            "invalid": "请选择改好的文件。",
            "required": "请选择改好的文件。",
            "empty": "文件是空的，没有可读取的内容，请确认选对了文件后重新上传。",
        },
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        suffix = PurePath(file.name or "").suffix.lower()
        if suffix == ".xlsm":
            raise ValidationError("带有宏的 .xlsm 文件不能读取，请另存为不带宏的 .xlsx 后再上传。")
        if suffix not in ACCEPTED:
            raise ValidationError(f"“{file.name}”不是 .xlsx 或 .docx 文件，请上传由本系统导出并修改过的文件。")
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            most = filesizeformat(settings.UPLOAD_MAX_BYTES).replace(".0", "")
            raise ValidationError(
                f"文件有 {filesizeformat(file.size or 0)}，超过 {most} 的上限，请删去图片后另存，再上传。"
            )
        return file
