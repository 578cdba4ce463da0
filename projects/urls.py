from django.urls import path

from projects.views import imports, plans, prints

urlpatterns = [
    path("", plans.plan_list, name="plan_list"),
    path("plans/<uuid:pk>/", plans.plan_detail, name="plan_detail"),
    path("plans/<uuid:pk>/json/", plans.plan_json, name="plan_json"),
    path("plans/<uuid:pk>/pdf/", prints.plan_pdf, name="plan_pdf"),
    path("plans/<uuid:pk>/pdf/progress/", prints.plan_pdf_progress, name="plan_pdf_progress"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<uuid:pk>/", imports.import_detail, name="import_detail"),
]
