from django.urls import path
from django.http import HttpResponse
urlpatterns = [path("publications/<uuid:pk>/", lambda r, pk: HttpResponse(), name="publication")]
