"""Every address of the installation: start page, health, admin and the APIs."""

from django.contrib import admin
from django.urls import path

from catalogi.selectielijst import views as selectielijst
from mijnzaken.start import views
from mijnzaken.zgw import router

urlpatterns = [
    path("", views.start, name="start"),
    path("health/live", views.live, name="health-live"),
    path("health/ready", views.ready, name="health-ready"),
    path("beheer/", admin.site.urls),
    *selectielijst.urlpatterns,
    *router.urlpatterns(),
]
