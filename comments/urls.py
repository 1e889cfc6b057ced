"""Where readers' comments arrive."""

from django.urls import path

from comments import views

app_name = "comments"
urlpatterns = [
    # /comments/<article>/: POST a comment, GET further ones
    path("<id:article_id>/", views.comments, name="post"),
    # /comments/<article>/reply/<comment>/: the form that answers one comment, for readers without script
    path("<id:article_id>/reply/<id:comment_id>/", views.reply, name="reply"),
]
