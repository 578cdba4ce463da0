from django.urls import path

from findings.across import views as across_views
from findings.panel import views as panel_views
from findings.results import views as results_views
from findings.rules import views as rules_views
from findings.tuning import views as tuning_views
from findings.waivers import views as waivers_views

urlpatterns = [
    path("cycles/<int:pk>/checks/", tuning_views.check_settings, name="check_settings"),
    path("across/", across_views.across_texts, name="across"),
    path("rules/", rules_views.rule_list, name="rule_list"),
    path("rules/<slug:slug>/", rules_views.rule_detail, name="rule_detail"),
    path("waivers/", waivers_views.waivers, name="waivers"),
    path("waivers/<uuid:pk>/decline/", waivers_views.waiver_decline, name="waiver_decline"),
    path("plans/<uuid:pk>/findings/", results_views.plan_findings, name="plan_findings"),
    path("plans/<uuid:pk>/findings/beside/", results_views.findings_beside, name="findings_beside"),
    path("plans/<uuid:pk>/findings/explain/", results_views.findings_explain, name="findings_explain"),
    path("plans/<uuid:pk>/findings/fix/", results_views.findings_fix, name="findings_fix"),
    path("plans/<uuid:pk>/checks/", panel_views.plan_checks, name="plan_checks"),
    path("plans/<uuid:pk>/checks/<slug:name>/", panel_views.finding_waive, name="finding_waive"),
]
