from django.urls import path

from reviews.views import desk, sheets, steps

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("plans/<uuid:pk>/steps/<slug:name>/", steps.plan_step, name="plan_step"),
    path("plans/<uuid:pk>/way/", steps.plan_way, name="plan_way"),
    path("plans/<uuid:pk>/sheet/", sheets.review_sheet, name="review_sheet"),
]
