from django.urls import path

from projects.views import copying, drafting, imports, plans, returned, starting, suggestions

urlpatterns = [
    path("", plans.plan_list, name="plan_list"),
    path("plans/<uuid:pk>/edit/", drafting.plan_edit, name="plan_edit"),
    path("plans/<uuid:pk>/edit/projects/<uuid:project_pk>/", drafting.project_edit, name="project_edit"),
    path("plans/<uuid:pk>/edit/projects/<uuid:project_pk>/rows/", copying.rows_copy, name="rows_copy"),
    path("plans/<uuid:pk>/edit/projects/add/", copying.project_add, name="project_add"),
    path("plans/<uuid:pk>/edit/projects/copy/", copying.project_copy, name="project_copy"),
    path("plans/<uuid:pk>/edit/removed/", copying.removed_rows, name="removed_rows"),
    path("plans/start/", starting.plan_start, name="plan_start"),
    path("indicators/suggest/", suggestions.indicator_suggest, name="indicator_suggest"),
    path("indicators/target/", suggestions.indicator_target, name="indicator_target"),
    path("plans/<uuid:pk>/save/", drafting.plan_save, name="plan_save"),
    path("plans/<uuid:pk>/workbook/", returned.plan_workbook, name="plan_workbook"),
    path("plans/<uuid:pk>/returned/", returned.plan_returned, name="plan_returned"),
    path("plans/<uuid:pk>/returned/<uuid:file_pk>/", returned.returned_detail, name="returned_detail"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<uuid:pk>/", imports.import_detail, name="import_detail"),
]
