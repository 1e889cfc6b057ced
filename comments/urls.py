"""Where readers' comments arrive."""

from django.urls import path

from comments import views

app_name = "comments"
urlpatterns = [
    # /comments/confirm/<token>/: behind the link of a letter, whose address it is
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    # /comments/<article>/: POST a comment, GET further ones
    path("<id:article_id>/", views.comments, name="post"),
    # /comments/<article>/token/: what guards the form, fetched when the reader touches it
    path("<id:article_id>/token/", views.token, name="token"),
    # /comments/<article>/reply/<comment>/: the form that answers one comment, for readers without script
    path("<id:article_id>/reply/<id:comment_id>/", views.reply, name="reply"),
]
