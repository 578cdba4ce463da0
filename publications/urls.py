"""Public addresses are made of official codes and stay: /public/<区划>/<年度>/<部门>/…"""

from django.urls import path, register_converter

from publications import converters
from publications.views import bureau, data, feeds, search_pages, site

register_converter(converters.RegionCode, "region")
register_converter(converters.Year, "year")
register_converter(converters.DepartmentCode, "department")
register_converter(converters.ProjectSlug, "project")
register_converter(converters.EditionNumber, "edition")
register_converter(converters.FileEnding, "file")

TEXT = "public/<region:region>/<year:year>/<department:department>/"
EDITION = f"{TEXT}editions/<edition:number>/"

urlpatterns = [
    path("publications/", bureau.publications, name="publications"),
    path("publications/<uuid:pk>/", bureau.publication, name="publication"),
    path("robots.txt", feeds.robots, name="robots"),
    path("public/", site.home, name="public_home"),
    path("public/search/", search_pages.search_page, name="public_search"),
    path("public/check/", search_pages.check_hash, name="public_check"),
    path("public/data/", data.about, name="public_data"),
    path("public/feed.xml", feeds.feed, name="public_feed"),
    path("public/sitemap.xml", feeds.sitemap, name="public_sitemap"),
    path("public/<region:region>/", site.region, name="public_region"),
    path("public/<region:region>/<year:year>/", site.year, name="public_year"),
    path("public/<region:region>/<year:year>/texts.json", data.year_json, name="public_year_json"),
    path("public/<region:region>/<year:year>/projects.csv", data.year_projects, name="public_year_projects"),
    path("public/<region:region>/<year:year>/indicators.csv", data.year_indicators, name="public_year_indicators"),
    path(TEXT, site.text_page, name="public_text"),
    path(f"{TEXT}text.json", data.text_json, name="public_text_json"),
    path(f"{TEXT}projects.csv", data.text_projects, name="public_text_projects"),
    path(f"{TEXT}indicators.csv", data.text_indicators, name="public_text_indicators"),
    path(f"{TEXT}text.<file:kind>", data.text_file, name="public_text_file"),
    path(f"{TEXT}changes/", site.edition_changes, name="public_changes"),
    path(f"{TEXT}projects/<project:slug>/", site.project_page, name="public_project"),
    path(EDITION, site.text_page, name="public_edition"),
    path(f"{EDITION}text.json", data.text_json, name="public_edition_json"),
    path(f"{EDITION}text.<file:kind>", data.text_file, name="public_edition_file"),
]
