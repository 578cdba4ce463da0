from django.urls import path

from reviews.views import desk, prints, reading, sheets, steps, threads, worklists

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("plans/<uuid:pk>/", reading.plan_detail, name="plan_detail"),
    path("plans/<uuid:pk>/read/", reading.plan_read, name="plan_read"),
    path("plans/<uuid:pk>/json/", prints.plan_json, name="plan_json"),
    path("plans/<uuid:pk>/pdf/", prints.plan_pdf, name="plan_pdf"),
    path("plans/<uuid:pk>/pdf/progress/", prints.plan_pdf_progress, name="plan_pdf_progress"),
    path("plans/<uuid:pk>/worklist/", worklists.worklist, name="worklist"),
    path("plans/<uuid:pk>/threads/new/", threads.thread_new, name="thread_new"),
    path("plans/<uuid:pk>/threads/<uuid:thread_pk>/", threads.thread_act, name="thread_act"),
    path("plans/<uuid:pk>/steps/<slug:name>/", steps.plan_step, name="plan_step"),
    path("plans/<uuid:pk>/way/", steps.plan_way, name="plan_way"),
    path("plans/<uuid:pk>/sheet/", sheets.review_sheet, name="review_sheet"),
]
