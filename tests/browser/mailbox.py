"""A mail server that keeps what it gets, for the pages that only exist where mail works."""

import email
import email.policy
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ANSWERS = {b"EHLO": b"250 mailbox", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


class Mailbox(socketserver.ThreadingTCPServer):
    """`url` is a MAIL_URL; `mails` holds the text of each mail, the latest last."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def latest_link(self) -> str:
        """The path of the address in the latest mail."""
        found = re.search(r"http://localhost:\d+(/\S+)", self.mails[-1])
        assert found, self.mails[-1]
        return found[1]


class _Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say(b"220 mailbox")
        while line := self.rfile.readline():
            word = line[:4].upper()
            self._say(ANSWERS.get(word, b"250 fine"))
            if word == b"DATA":
                self._keep()
            if word == b"QUIT":
                return

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def _keep(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        body = mail.get_body(("plain",))
        assert body is not None
        self.server.mails.append(body.get_content())
        self._say(b"250 kept")


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        yield box
        box.shutdown()
