"""Pictures on the internet, fetched only after the person asked for them."""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkReply

_MOST = 40
_MOST_BYTES = 5_000_000
_PATIENCE_MS = 15_000


class RemotePictures(QObject):
    """Fetches once what is named: https only, no cookies, no referrer, no address of this network.

    ``done`` gets what was found, by address, when all have come or the patience is at its end.
    """

    def __init__(
        self,
        addresses: Sequence[str],
        done: Callable[[Mapping[str, bytes]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        # Imported when first used: most people never load such pictures.
        from PySide6.QtNetwork import QNetworkAccessManager, QNetworkRequest

        self._done = done
        self._found: dict[str, bytes] = {}
        self._network = QNetworkAccessManager(self)
        self._network.setRedirectPolicy(QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy)
        self._open: dict[QNetworkReply, str] = {}
        for address in dict.fromkeys(addresses):
            secure = secured(address)
            if is_fetchable(secure) and len(self._open) < _MOST:
                self._fetch(address, secure)
        QTimer.singleShot(_PATIENCE_MS if self._open else 0, self, self._finish)

    def _fetch(self, address: str, secure: str) -> None:
        from PySide6.QtNetwork import QNetworkRequest

        request = QNetworkRequest(QUrl(secure))
        attribute = QNetworkRequest.Attribute
        for each in (
            attribute.CookieLoadControlAttribute,
            attribute.CookieSaveControlAttribute,
            attribute.AuthenticationReuseAttribute,
        ):
            request.setAttribute(each, QNetworkRequest.LoadControl.Manual)
        request.setAttribute(attribute.CacheSaveControlAttribute, False)
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, "Mozilla/5.0")
        request.setMaximumRedirectsAllowed(3)
        reply = self._network.get(request)
        self._open[reply] = address
        reply.redirected.connect(partial(self._redirected, reply))
        reply.downloadProgress.connect(partial(self._progressed, reply))
        reply.finished.connect(partial(self._arrived, reply))

    def _redirected(self, reply: "QNetworkReply", url: QUrl) -> None:
        if not is_fetchable(url.toString()):
            reply.abort()

    def _progressed(self, reply: "QNetworkReply", received: int, total: int) -> None:
        if max(received, total) > _MOST_BYTES:
            self._open.pop(reply, None)
            reply.abort()

    def _arrived(self, reply: "QNetworkReply") -> None:
        address = self._open.pop(reply, None)
        if address is not None and reply.error() == reply.NetworkError.NoError:
            content = bytes(reply.readAll().data())
            if len(content) <= _MOST_BYTES:
                self._found[address] = content
        reply.deleteLater()
        if not self._open:
            self._finish()

    def _finish(self) -> None:
        waiting, self._open = list(self._open), {}
        for reply in waiting:
            reply.abort()
        done, self._done = self._done, lambda _found: None
        done(self._found)
        self.deleteLater()


def secured(address: str) -> str:
    """The same place by https."""
    return address.replace("http://", "https://", 1)


def is_fetchable(address: str) -> bool:
    """Whether ``address`` is https, names a host on the internet, and hides no password."""
    url = QUrl(address)
    host = url.host().casefold().rstrip(".")
    if url.scheme() != "https" or not host or url.userInfo():
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        local = (".local", ".localhost", ".internal", ".lan", ".home", ".intranet")
        return "." in host and not host.endswith(local)
