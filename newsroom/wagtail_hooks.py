"""How the panel is dressed, and what of Wagtail's own it leaves out."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter

from newsroom.no_documents import NoDocuments


@hooks.register("insert_global_admin_css")
def dress_the_panel() -> SafeString:
    """Load the newsroom's stylesheet on every panel page."""
    return format_html('<link rel="stylesheet" href="{}">', static("panel/panel.css"))


@hooks.register("insert_global_admin_js")
def steady_the_panel() -> SafeString:
    """Load the newsroom's small script on every panel page."""
    return format_html('<script type="module" src="{}"></script>', static("panel/panel.js"))


@hooks.register("construct_main_menu")
def leave_out_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help menu leads to another host, in English."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("construct_settings_menu")
def leave_out_what_follows_by_itself(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Groups follow the roles of the teams, and addresses are built from SITE_URL: neither is set here by hand."""
    menu_items[:] = [item for item in menu_items if item.name not in {"groups", "sites"}]


@hooks.register("construct_admin_api")
def name_the_list_of_documents(router: WagtailAPIRouter) -> None:
    """Every page of the panel names this address, also where wagtail.documents is not installed."""
    router.register_endpoint("documents", NoDocuments)
