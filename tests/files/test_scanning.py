"""The virus scanner: what it finds is refused, and where one is named that does not answer, everything is."""

import io
import socket

import pytest
from django.core.exceptions import ImproperlyConfigured

from jarplan.files import scanning
from jarplan.files.checks import FileRefused, check_upload
from jarplan.files.scanning import FOUND, SILENT, scan
from jarplan.settings import clamd_address
from tests.files.scanner import CLAMD, EICAR, double, real


def refused(content, name="letter.txt"):
    with pytest.raises(FileRefused) as refusal:
        check_upload(io.BytesIO(content), name)
    return refusal.value.sentence


@pytest.fixture
def named(settings, monkeypatch):
    """named(server) is the installation with this scanner, which is waited for as long as it takes."""
    monkeypatch.setattr(scanning, "SECONDS", 120)

    def name(address):
        settings.CLAMD_ADDRESS = getattr(address, "named", address)
        return address

    return name


def test_what_the_scanner_finds_is_refused_and_the_rest_is_taken(named):
    with double() as server:
        named(server)
        assert refused(EICAR) == FOUND
        file = io.BytesIO(b"A good letter")
        assert check_upload(file, "letter.txt").size == 13
        assert file.tell() == 0
        assert server.asked == [EICAR, b"A good letter"]


def test_a_file_of_many_pieces_arrives_whole(named):
    content = b"0123456789abcde\n" * 40_000
    with double() as server:
        named(server)
        scan(io.BytesIO(content))
        assert server.asked == [content]
        with pytest.raises(FileRefused, match="something harmful"):
            scan(io.BytesIO(content + EICAR))


def test_a_scanner_at_a_unix_socket_is_asked(named, tmp_path):
    with double(str(tmp_path / "c")) as server:
        named(server)
        assert refused(EICAR) == FOUND


def test_without_a_scanner_nothing_is_asked(named, monkeypatch):
    named("")
    monkeypatch.setattr(scanning, "ask", None)
    assert check_upload(io.BytesIO(EICAR), "letter.txt").size == len(EICAR)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK, but not quite\0",
        b"UNKNOWN COMMAND\0",
        b"x" * 10_000,
    ],
)
def test_a_scanner_that_does_not_say_ok_takes_nothing(named, answer):
    with double(answer=answer) as server:
        named(server)
        assert refused(b"A good letter") == SILENT


def test_a_scanner_that_is_not_there_takes_nothing(named, tmp_path):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))  # nobody else takes this port, and nobody listens at it
        for address in ("{}:{}".format(*door.getsockname()), str(tmp_path / "no.sock")):
            named(address)
            assert refused(b"A good letter") == SILENT


def test_a_scanner_that_never_answers_takes_nothing(named, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as door:
        named("{}:{}".format(*door.getsockname()))
        assert refused(b"A good letter") == SILENT


@pytest.mark.slow
def test_a_scanner_that_hangs_up_in_the_middle_takes_nothing(named):
    with double(answer=b"INSTREAM size limit exceeded. ERROR\0") as server:
        server.RequestHandlerClass = type(
            "HangsUp", (server.RequestHandlerClass,), {"handle": lambda self: self.request.recv(100)}
        )
        named(server)
        assert refused(b"good text\n" * 500_000) == SILENT


@pytest.mark.skipif(not CLAMD, reason="no clamd was found on this machine")
def test_a_real_scanner_finds_the_test_file(named, tmp_path):
    with real(tmp_path) as address:
        named(address)
        assert refused(EICAR) == FOUND
        assert check_upload(io.BytesIO(b"A good letter\n" * 100_000), "letter.txt")


@pytest.mark.parametrize(
    "address", ["", "/run/clamav/clamd.ctl", "clamd:3310", "127.0.0.1:3310", "[::1]:3310"]
)
def test_addresses_of_a_scanner(address, monkeypatch):
    monkeypatch.setenv("CLAMD_ADDRESS", address)
    assert clamd_address("CLAMD_ADDRESS") == address


@pytest.mark.parametrize(
    "address", ["clamd", ":3310", "clamd:", "clamd:port", "clamd:0", "clamd:70000", "run/x.sock"]
)
def test_odd_address_of_a_scanner_stops_the_start(address, monkeypatch):
    monkeypatch.setenv("CLAMD_ADDRESS", address)
    with pytest.raises(ImproperlyConfigured, match="CLAMD_ADDRESS must be"):
        clamd_address("CLAMD_ADDRESS")
