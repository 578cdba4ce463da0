from django.urls import path

from reviews.views import (
    boards,
    desk,
    exports,
    jobs,
    prints,
    reading,
    sheets,
    steps,
    summaries,
    threads,
    versions,
    word,
    worklists,
)

urlpatterns = [
    path("board/", boards.board, name="board"),
    path("summaries/<slug:kind>/", summaries.summary, name="summary"),
    path("desk/", desk.desk, name="desk"),
    path("exports/new/", exports.export_new, name="export_new"),
    path("jobs/", jobs.job_list, name="job_list"),
    path("jobs/<uuid:pk>/", jobs.job_detail, name="job_detail"),
    path("jobs/<uuid:pk>/progress/", jobs.job_progress, name="job_progress"),
    path("jobs/<uuid:pk>/file/", jobs.job_file, name="job_file"),
    path("plans/<uuid:pk>/", reading.plan_detail, name="plan_detail"),
    path("plans/<uuid:pk>/read/", reading.plan_read, name="plan_read"),
    path("plans/<uuid:pk>/json/", prints.plan_json, name="plan_json"),
    path("plans/<uuid:pk>/pdf/", prints.plan_pdf, name="plan_pdf"),
    path("plans/<uuid:pk>/pdf/progress/", prints.plan_pdf_progress, name="plan_pdf_progress"),
    path("plans/<uuid:pk>/opinions/<uuid:record_pk>/", prints.opinion_pdf, name="opinion_pdf"),
    path(
        "plans/<uuid:pk>/opinions/<uuid:record_pk>/progress/", prints.opinion_pdf_progress, name="opinion_pdf_progress"
    ),
    path("plans/<uuid:pk>/word/", word.plan_word, name="plan_word"),
    path("plans/<uuid:pk>/word/progress/", word.plan_word_progress, name="plan_word_progress"),
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
