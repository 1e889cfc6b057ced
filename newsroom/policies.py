"""What a browser may load: the strict policy of the public site, and the panel's own.

An answer that holds videos or posts of other sites names the hosts of their frames: ``response.frame_hosts``.
"""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

# Wagtail's lists and editor carry inline scripts, its editor adds a style element, and its focal-point
# cropper asks for an inline handler. Nothing else is opened: no eval, no data:, no other host.
PANEL = {
    "script-src-elem": ["'self'", "'unsafe-inline'"],
    "script-src-attr": ["'unsafe-inline'"],
    "style-src-elem": ["'self'", "'unsafe-inline'"],
    "style-src-attr": ["'none'"],
    "frame-src": ["'self'"],
}
# The page that shows a second factor's QR code draws it as a data: image.
SECOND_FACTOR = {"img-src": ["data:"]}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Send the public policy, widened for the panel and for the second factor's QR code by their address."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith("/admin/"):
            response._csp_update = PANEL
        elif request.path.startswith("/account/2fa/totp/activate/"):
            response._csp_update = SECOND_FACTOR
        elif hosts := getattr(response, "frame_hosts", None):
            response._csp_update = {"frame-src": hosts}
        return super().process_response(request, response)
