"""Configuration of the indicator trees and the library, by 业务管理员."""

from django.contrib import admin

from indicators.models import IndicatorCategory, IndicatorTree, LibraryIndicator, LibraryVersion
from indicators.typed_bases import ModelAdmin, TabularInline


class CategoryInline(TabularInline[IndicatorCategory, IndicatorTree]):
    model = IndicatorCategory
    extra = 0


@admin.register(IndicatorTree)
class IndicatorTreeAdmin(ModelAdmin[IndicatorTree]):
    list_display = ["code", "name", "note"]
    inlines = [CategoryInline]


@admin.register(LibraryVersion)
class LibraryVersionAdmin(ModelAdmin[LibraryVersion]):
    list_display = ["name", "published_on"]


@admin.register(LibraryIndicator)
class LibraryIndicatorAdmin(ModelAdmin[LibraryIndicator]):
    list_display = ["name", "level2", "operator", "example", "unit", "field", "version"]
    list_filter = ["version", "level2", "field"]
    list_select_related = ["version"]
    search_fields = ["name", "description", "field"]
