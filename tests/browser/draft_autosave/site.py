"""The site with one page more: some cells of a text and the rows of a project, nothing but the contract between server
and browser (data attributes). What is saved goes to the site's own address for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import include, path

from departments.models import Plan

PAGE = engines["django"].from_string("""
{% extends "base.html" %}
{% load static %}
{% block title %}{{ project.name }}{% endblock %}
{% block styles %}
  <link rel="stylesheet" href="{% static 'css/draft/state.css' %}">
  <link rel="stylesheet" href="{% static 'css/draft/cells.css' %}">
  <link rel="stylesheet" href="{% static 'css/draft/panel.css' %}">
{% endblock %}
{% block scripts %}
  <meta name="csrf-token" content="{{ csrf_token }}">
  <script type="module" src="{% static 'js/draft/start.js' %}"></script>
{% endblock %}
{% block main %}
  <form method="post" autocomplete="off">{% csrf_token %}
  <div data-draft data-plan="{{ plan.pk }}" data-save-url="{% url 'plan_save' plan.pk %}" data-version="{{ plan.version }}"
       data-user="{{ user.pk }}" data-writable="{{ writable }}">
    <p><span data-save-state></span> <span data-others></span> <a href="{% url 'plan_list' %}">我的文本</a></p>
    <label>总体绩效目标 <textarea data-cell="plan:{{ plan.pk }}:overall_goal" name="plan:{{ plan.pk }}:overall_goal">
{{ plan.overall_goal }}</textarea></label>
    <label>资金用途 <textarea data-cell="project:{{ project.pk }}:purpose">
{{ project.purpose }}</textarea></label>
    <label>项目名称 <input data-cell="project:{{ project.pk }}:name" value="{{ project.name }}"></label>
    <label>阶段 <select data-cell="plan:{{ plan.pk }}:stage">
      <option></option><option{% if plan.stage == "草案" %} selected{% endif %}>草案</option><option>定稿</option>
    </select></label>
    <ul data-rows="goal" data-parent="{{ project.pk }}">
      {% for goal in project.goals.all %}
        <li data-row="goal:{{ goal.pk }}"><input data-cell="goal:{{ goal.pk }}:text" aria-label="绩效目标" value="{{ goal.text }}"></li>
      {% endfor %}
    </ul>
  </div>
  </form>
  <template data-row-template="goal">
    <li data-row="goal:00000000-0000-0000-0000-000000000000">
      <input data-cell="goal:00000000-0000-0000-0000-000000000000:text" aria-label="绩效目标" value="">
    </li>
  </template>
{% endblock %}
""")


def draft(request: HttpRequest, pk) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    context = {"plan": plan, "project": plan.projects.first(), "writable": int("readonly" not in request.GET)}
    return HttpResponse(PAGE.render(context, request))


urlpatterns = [path("draft/<uuid:pk>/", draft, name="draft"), path("", include("config.urls"))]
