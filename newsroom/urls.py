"""The map of the site."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from django.views.i18n import JavaScriptCatalog
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from newsroom.teams.views import SignInView

urlpatterns = [
    # /admin/: the panel. Its own sign-in and password pages would be a way round the second factor.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    # Wagtail asks its own catalogue only; this one knows the house's words too.
    path("admin/jsi18n/", JavaScriptCatalog.as_view()),
    # Wagtail's choosers name any page; these ask who looks.
    path("admin/", include("articles.panel.discretion")),
    path("admin/", include(wagtailadmin_urls)),
    # /account/: sign-in, second factor, passwords
    path("account/login/", SignInView.as_view(), name="account_login"),
    path("account/", include("allauth.urls")),
    # /comments/: readers' comments
    path("comments/", include("comments.urls")),
    # /favicon.ico: asked for beside feeds and pictures, which name no icon (its own name is known once the site runs)
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("site/icons/favicon-48.png"))),
    # /health/: for the operator's probes
    path("health/", include("newsroom.health")),
    # /<section>/<id>/<slug>/, /a/<id>/, /team/…, /author/…
    path("", include("articles.urls")),
    # / and /<section>/
    path("", include(wagtail_urls)),
]

handler404 = "articles.views.not_found"
