"""Pictures on the internet: only those asked for, without telling who asks."""

import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.tickets import remote_pictures
from app.ui.tickets.remote_pictures import RemotePictures
from tests.ui.tickets.conversation.talk import png


class _Pictures(BaseHTTPRequestHandler):
    """Sets a cookie with each answer, and keeps the headers it was asked with."""

    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        type(self).asked.append({name.lower(): value for name, value in self.headers.items()})
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "/picture.png")
            self.end_headers()
            return
        body = png() if self.path.startswith("/picture") else b"x" * 6_000_000
        self.send_response(404 if self.path.startswith("/gone") else 200)
        self.send_header("Set-Cookie", "who=you")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    _Pictures.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pictures) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def fetch(qtbot: QtBot, addresses: list[str]) -> Mapping[str, bytes]:
    found: list[Mapping[str, bytes]] = []
    parent = QObject()
    RemotePictures(addresses, found.append, parent)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def test_nothing_is_asked_of_this_network_or_without_encryption(qtbot: QtBot, server: str) -> None:
    assert fetch(qtbot, [f"{server}/picture.png", "file:///etc/passwd"]) == {}
    assert _Pictures.asked == []


@pytest.fixture
def _trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test's own server pass for the internet."""
    monkeypatch.setattr(remote_pictures, "is_fetchable", lambda _address: True)
    monkeypatch.setattr(remote_pictures, "secured", lambda address: address)


@pytest.mark.usefixtures("_trusting")
def test_pictures_come_without_cookies_and_referrer(qtbot: QtBot, server: str) -> None:
    addresses = [f"{server}/picture.png?1", f"{server}/away.png", f"{server}/picture.png?2"]
    found = fetch(qtbot, addresses)
    assert set(found) == set(addresses)
    assert found[addresses[0]] == png()
    for headers in _Pictures.asked:
        assert "cookie" not in headers
        assert "referer" not in headers


@pytest.mark.usefixtures("_trusting")
def test_what_is_gone_or_too_large_is_left_out(qtbot: QtBot, server: str) -> None:
    good = f"{server}/picture.png"
    found = fetch(qtbot, [f"{server}/gone.png", f"{server}/huge.png", good])
    assert set(found) == {good}
