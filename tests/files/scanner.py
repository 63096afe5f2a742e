"""A double of the ClamAV daemon that speaks its INSTREAM protocol, and a real one where this machine has it."""

import shutil
import socketserver
import struct
import subprocess
import threading
import time
from contextlib import contextmanager

# The test file of EICAR, which every scanner takes for a virus and which harms nobody; in two pieces, so that no
# scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 25 * 1024 * 1024
CLAMD = shutil.which("clamd")


class Handler(socketserver.BaseRequestHandler):
    """One conversation: reads the command and the pieces as clamd does, and answers by what is in them."""

    def handle(self):
        command = self.take(10)
        assert command == b"zINSTREAM\0", command
        content = b""
        while size := struct.unpack(">I", self.take(4))[0]:
            content += self.take(size)
        self.server.asked.append(content)
        answer = self.server.answer
        if answer is None:
            found = b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
            answer = found + b"\0"
        self.request.sendall(answer)

    def take(self, size):
        got = b""
        while len(got) < size:
            piece = self.request.recv(size - len(got))
            if not piece:
                raise ConnectionError
            got += piece
        return got


class TcpDouble(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True


class UnixDouble(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def double(address=("127.0.0.1", 0), answer=None):
    """A running double; its `named` is what CLAMD_ADDRESS says. `answer`: bytes that it always answers."""
    kind = UnixDouble if isinstance(address, str) else TcpDouble
    with kind(address, Handler) as server:
        server.asked, server.answer = [], answer
        server.named = address if isinstance(address, str) else "{}:{}".format(*server.server_address)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def real(folder):
    """A real clamd that knows the test file alone; yields its address."""
    (folder / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    door = folder / "clamd.sock"
    conf = folder / "clamd.conf"
    conf.write_text(f"DatabaseDirectory {folder}\nLocalSocket {door}\nForeground yes\n")
    daemon = subprocess.Popen([CLAMD, "-c", conf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 120
        while not door.exists():
            assert daemon.poll() is None and time.monotonic() < end, "clamd did not start"
            time.sleep(0.1)
        yield str(door)
    finally:
        daemon.terminate()
        daemon.wait(120)
