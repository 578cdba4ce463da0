from django.urls import path

from projects import list_views
from projects.copying import views as copying_views
from projects.drafting import views as drafting_views
from projects.folders import views as folders_views
from projects.imports import views as imports_views
from projects.returned import views as returned_views
from projects.starting import views as starting_views
from projects.suggestions import views as suggestions_views

urlpatterns = [
    path("", list_views.plan_list, name="plan_list"),
    path("plans/<uuid:pk>/edit/", drafting_views.plan_edit, name="plan_edit"),
    path("plans/<uuid:pk>/edit/projects/<uuid:project_pk>/", drafting_views.project_edit, name="project_edit"),
    path("plans/<uuid:pk>/edit/projects/<uuid:project_pk>/rows/", copying_views.rows_copy, name="rows_copy"),
    path("plans/<uuid:pk>/edit/projects/add/", copying_views.project_add, name="project_add"),
    path("plans/<uuid:pk>/edit/projects/copy/", copying_views.project_copy, name="project_copy"),
    path("plans/<uuid:pk>/edit/removed/", copying_views.removed_rows, name="removed_rows"),
    path("plans/start/", starting_views.plan_start, name="plan_start"),
    path("indicators/suggest/", suggestions_views.indicator_suggest, name="indicator_suggest"),
    path("indicators/target/", suggestions_views.indicator_target, name="indicator_target"),
    path("plans/<uuid:pk>/save/", drafting_views.plan_save, name="plan_save"),
    path("plans/<uuid:pk>/workbook/", returned_views.plan_workbook, name="plan_workbook"),
    path("plans/<uuid:pk>/returned/", returned_views.plan_returned, name="plan_returned"),
    path("plans/<uuid:pk>/returned/<uuid:file_pk>/", returned_views.returned_detail, name="returned_detail"),
    path("imports/new/", imports_views.import_new, name="import_new"),
    path("imports/<uuid:pk>/", imports_views.import_detail, name="import_detail"),
    path("folders/new/", folders_views.folder_new, name="folder_new"),
    path("folders/<uuid:pk>/", folders_views.folder_detail, name="folder_detail"),
]
