from django.urls import path

from reviews import step_views
from reviews.background import views as background_views
from reviews.boards import views as boards_views
from reviews.desk import views as desk_views
from reviews.downloads import views as downloads_views
from reviews.downloads import word_views
from reviews.exports import views as exports_views
from reviews.reading import views as reading_views
from reviews.sheet import views as sheet_views
from reviews.summaries import views as summaries_views
from reviews.threads import views as threads_views
from reviews.threads import worklist_views
from reviews.versions import views as versions_views

urlpatterns = [
    path("board/", boards_views.board, name="board"),
    path("summaries/<slug:kind>/", summaries_views.summary, name="summary"),
    path("desk/", desk_views.desk, name="desk"),
    path("exports/new/", exports_views.export_new, name="export_new"),
    path("jobs/", background_views.job_list, name="job_list"),
    path("jobs/<uuid:pk>/", background_views.job_detail, name="job_detail"),
    path("jobs/<uuid:pk>/progress/", background_views.job_progress, name="job_progress"),
    path("jobs/<uuid:pk>/file/", background_views.job_file, name="job_file"),
    path("plans/<uuid:pk>/", reading_views.plan_detail, name="plan_detail"),
    path("plans/<uuid:pk>/read/", reading_views.plan_read, name="plan_read"),
    path("plans/<uuid:pk>/json/", downloads_views.plan_json, name="plan_json"),
    path("plans/<uuid:pk>/pdf/", downloads_views.plan_pdf, name="plan_pdf"),
    path("plans/<uuid:pk>/pdf/progress/", downloads_views.plan_pdf_progress, name="plan_pdf_progress"),
    path("plans/<uuid:pk>/opinions/<uuid:record_pk>/", downloads_views.opinion_pdf, name="opinion_pdf"),
    path(
        "plans/<uuid:pk>/opinions/<uuid:record_pk>/progress/",
        downloads_views.opinion_pdf_progress,
        name="opinion_pdf_progress",
    ),
    path("plans/<uuid:pk>/word/", word_views.plan_word, name="plan_word"),
    path("plans/<uuid:pk>/word/progress/", word_views.plan_word_progress, name="plan_word_progress"),
    path("plans/<uuid:pk>/worklist/", worklist_views.worklist, name="worklist"),
    path("plans/<uuid:pk>/threads/new/", threads_views.thread_new, name="thread_new"),
    path("plans/<uuid:pk>/threads/<uuid:thread_pk>/", threads_views.thread_act, name="thread_act"),
    path("plans/<uuid:pk>/steps/<slug:name>/", step_views.plan_step, name="plan_step"),
    path("plans/<uuid:pk>/way/", step_views.plan_way, name="plan_way"),
    path("plans/<uuid:pk>/sheet/", sheet_views.review_sheet, name="review_sheet"),
    path("plans/<uuid:pk>/versions/", versions_views.plan_versions, name="plan_versions"),
    path("plans/<uuid:pk>/compare/", versions_views.plan_compare, name="plan_compare"),
    path("plans/<uuid:pk>/versions/restore/", versions_views.version_restore, name="version_restore"),
]
