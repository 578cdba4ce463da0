"""意见类别 on the configuration pages: the reasons that a reviewer may give, for the bureau's manager."""

from django.contrib import admin
from django.http import HttpRequest

from indicators.typed_bases import ModelAdmin
from reviews.models import ReasonCode


@admin.register(ReasonCode)
class ReasonCodeAdmin(ModelAdmin[ReasonCode]):
    """One is taken out of use rather than deleted: threads speak of it. Its code, once given, is what counts it."""

    list_display = ["label", "code", "region", "sentence", "position", "is_used"]
    list_editable = ["position", "is_used"]
    list_filter = ["is_used"]
    list_select_related = ["region"]

    def get_readonly_fields(self, request: HttpRequest, obj: ReasonCode | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()
