"""Every address of the site. Login is asked everywhere but where a view is marked public (LoginRequiredMiddleware)."""

from django.contrib import admin
from django.urls import include, path

from config.manual import manual

urlpatterns = [
    path("", include("projects.urls")),
    path("", include("findings.urls")),
    path("", include("reviews.urls")),
    path("inbox/", include("projects.notices.urls")),
    path("", include("publications.urls")),
    path("account/", include("departments.urls")),
    path("manual/", manual, name="manual"),
    path("manual/<slug:name>/", manual, name="manual_chapter"),
    path("audit/", include("audit.urls")),
    path("configuration/", admin.site.urls),
]
