"""Where articles are found."""

from django.urls import path

from articles import views
from articles.search.views import search
from articles.styleguide.views import styleguide

urlpatterns = [
    path("", views.front),
    path("a/<id:pk>/", views.short_link, name="short_link"),
    path("team/<name:slug>/", views.team, name="team"),
    path("tag/<name:slug>/", views.topic, name="tag"),
    path("search/", search, name="search"),
    path("archive/", views.archive, name="archive"),
    path("archive/<id:year>/", views.archive),
    path("archive/<id:year>/<id:month>/", views.archive),
    path("archive/<id:year>/<id:month>/<id:day>/", views.archive),
    path("feed/", views.feed, name="feed"),
    path("feed/atom/", views.atom, name="atom"),
    path("feed.json", views.json_feed, name="json_feed"),
    path("<str:section>/feed/", views.feed),
    path("styleguide/", styleguide, name="styleguide"),
    path("corrections/", views.corrections, name="corrections"),
    path("author/<name:slug>/", views.author, name="author"),
    path("<str:section>/<id:pk>/", views.article),
    path("<str:section>/<id:pk>/<str:slug>/", views.article, name="article"),
]
