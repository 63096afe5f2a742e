"""Asks the ClamAV daemon (clamd) whether an upload is harmful, where the installation names one (CLAMD_ADDRESS).
Without one nothing is asked; with one that does not answer, nothing is taken.

The protocol is clamd's INSTREAM (man 8 clamd): the command, then pieces with their length before them, then a length
of nought; the answer is one line. The client of it on PyPI, clamd 1.0.2, had its last release in 2014.
"""

import logging
import socket
import struct

from django.conf import settings

from jarplan.files.contents import FileRefused

PIECE = 64 * 1024
SECONDS = 20  # for each answer of the daemon
LONGEST_ANSWER = 4096
FOUND = (
    "The virus scanner found something harmful in this file, so the file has not been accepted. "
    "Do not open it again, and tell your IT service."
)
SILENT = "The virus scanner is not available, so files cannot be uploaded now. Try again in a few minutes."

logger = logging.getLogger(__name__)


def scan(file):
    """Has a binary file scanned from its beginning. FileRefused where something is found in it, and where a scanner
    is named that does not say that there is nothing.
    """
    if not settings.CLAMD_ADDRESS:
        return
    try:
        answer = ask(settings.CLAMD_ADDRESS, file)
    except OSError as error:
        logger.error("The virus scanner at %s does not answer: %s", settings.CLAMD_ADDRESS, error)
        raise FileRefused(SILENT) from error
    if answer == "stream: OK":
        return
    if answer.endswith(" FOUND"):
        logger.warning("The virus scanner refused an upload: %s", answer)
        raise FileRefused(FOUND)
    logger.error("The virus scanner at %s said: %s", settings.CLAMD_ADDRESS, answer)
    raise FileRefused(SILENT)


def ask(address, file):
    """What clamd answers about a file, such as "stream: OK" or "stream: Eicar-Test-Signature FOUND"; OSError where it
    cannot be asked.
    """
    with connected(address) as door:
        file.seek(0)
        try:
            door.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                door.sendall(struct.pack(">I", len(piece)) + piece)
            door.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has said already why it stopped listening, such as a limit of size of its own
        return answer_from(door)


def connected(address):
    """A connection to clamd at a path of a Unix socket or at host:port."""
    if address.startswith("/"):
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        door.settimeout(SECONDS)
        try:
            door.connect(address)
        except OSError:
            door.close()
            raise
        return door
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def answer_from(door):
    """The line that ends with a zero byte or with the connection."""
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = door.recv(1024)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
