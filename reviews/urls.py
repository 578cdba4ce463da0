from django.urls import path

from reviews.views import sheets, steps

urlpatterns = [
    path("plans/<uuid:pk>/steps/<slug:name>/", steps.plan_step, name="plan_step"),
    path("plans/<uuid:pk>/way/", steps.plan_way, name="plan_way"),
    path("plans/<uuid:pk>/sheet/", sheets.review_sheet, name="review_sheet"),
]
