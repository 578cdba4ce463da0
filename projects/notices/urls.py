from django.urls import path

from projects.notices import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.notices_read, name="notices_read"),
    path("<uuid:pk>/", views.notice_open, name="notice_open"),
]
