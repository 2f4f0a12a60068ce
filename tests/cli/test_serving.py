"""`relais serve` as a newcomer meets it: upgrade, first account, sign-in over plain HTTP on this machine."""

from __future__ import annotations

import http.cookiejar
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Relais
from tests.cli.test_commands import ACCOUNT, SECRET


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(relais: Relais, empty: Path) -> Iterator[str]:
    """A fresh home with its first administrator, served on a free port."""
    assert relais("upgrade").code == 0
    assert relais(*ACCOUNT, *SECRET).code == 0
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("RELAIS_", "FLASK_"))}
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port)],
        env=clean | {"RELAIS_HOME": str(empty)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers."""
    for _try in range(300):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(f"{address}/sign-in", timeout=5).close()  # noqa: S310
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


def test_the_first_administrator_signs_in_with_a_plain_http_client(served: str) -> None:
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(f"{served}/sign-in") as page:
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page.read().decode())
    assert token is not None
    sent = {"csrf_token": token[1], "login": "alex", "password": SECRET[1]}
    with browser.open(f"{served}/sign-in", urllib.parse.urlencode(sent).encode()) as home:
        text = home.read().decode()
        assert home.status == 200
        assert home.headers["Content-Security-Policy"]
        assert not home.headers["Strict-Transport-Security"]
    assert "Alex Martin" in text
    assert "/admin" in home.url
    (cookie,) = jar
    assert (cookie.name, cookie.secure) == ("relais", False)
    assert cookie.has_nonstandard_attr("HttpOnly")


def test_a_request_for_another_host_is_refused(served: str) -> None:
    request = urllib.request.Request(f"{served}/sign-in", headers={"Host": "mechant.example"})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=10)  # noqa: S310
    with refusal.value as answer:
        assert answer.code == 400
        assert b"mechant" not in answer.read()
