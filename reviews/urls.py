from django.urls import path

from reviews.views import boards, desk, findings, inbox, prints, reading, sheets, steps, threads, versions, worklists

urlpatterns = [
    path("board/", boards.board, name="board"),
    path("desk/", desk.desk, name="desk"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.notices_read, name="notices_read"),
    path("inbox/<uuid:pk>/", inbox.notice_open, name="notice_open"),
    path("plans/<uuid:pk>/", reading.plan_detail, name="plan_detail"),
    path("plans/<uuid:pk>/read/", reading.plan_read, name="plan_read"),
    path("plans/<uuid:pk>/json/", prints.plan_json, name="plan_json"),
    path("plans/<uuid:pk>/pdf/", prints.plan_pdf, name="plan_pdf"),
    path("plans/<uuid:pk>/pdf/progress/", prints.plan_pdf_progress, name="plan_pdf_progress"),
    path("plans/<uuid:pk>/findings/", findings.plan_findings, name="plan_findings"),
    path("plans/<uuid:pk>/findings/beside/", findings.findings_beside, name="findings_beside"),
    path("plans/<uuid:pk>/findings/explain/", findings.findings_explain, name="findings_explain"),
    path("plans/<uuid:pk>/findings/fix/", findings.findings_fix, name="findings_fix"),
    path("plans/<uuid:pk>/worklist/", worklists.worklist, name="worklist"),
    path("plans/<uuid:pk>/threads/new/", threads.thread_new, name="thread_new"),
    path("plans/<uuid:pk>/threads/<uuid:thread_pk>/", threads.thread_act, name="thread_act"),
    path("plans/<uuid:pk>/steps/<slug:name>/", steps.plan_step, name="plan_step"),
    path("plans/<uuid:pk>/way/", steps.plan_way, name="plan_way"),
    path("plans/<uuid:pk>/sheet/", sheets.review_sheet, name="review_sheet"),
    path("plans/<uuid:pk>/versions/", versions.plan_versions, name="plan_versions"),
    path("plans/<uuid:pk>/compare/", versions.plan_compare, name="plan_compare"),
    path("plans/<uuid:pk>/versions/restore/", versions.version_restore, name="version_restore"),
]
