"""Who is asking: a device, by the token that was made for it. A browser's session counts not."""

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from tracker import devices
from tracker.models import Device, User

KEYWORD = "Token"


class DeviceRevokedError(AuthenticationFailed):
    """The token was right once; the app should forget what it holds."""


class DeviceAuthentication(BaseAuthentication):
    """`Authorization: Token ...`; gives the person and, as `request.auth`, their device."""

    def authenticate(self, request: Request) -> tuple[User, Device] | None:
        header = get_authorization_header(request).split()
        if not header or header[0].lower() != KEYWORD.lower().encode():
            return None
        device = devices.by_token(_token(header))
        if device is None or not device.user.is_active:
            raise AuthenticationFailed(_("This token is not known here."))
        if device.revoked_at is not None:
            raise DeviceRevokedError(_("This device was taken off the list of devices."))
        devices.seen(device, at=request._request.at)  # type: ignore[attr-defined]
        return device.user, device

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        return f'{KEYWORD} realm="Mg24"'


def _token(header: list[bytes]) -> str:
    if len(header) != 2:  # noqa: PLR2004
        raise AuthenticationFailed(_("Send one token: Authorization: Token ..."))
    try:
        return header[1].decode("ascii")
    except UnicodeDecodeError as error:
        raise AuthenticationFailed(_("This token is not known here.")) from error
