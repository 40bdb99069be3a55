"""What a page did that no page of ours may do: complain, fail, or call another server."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

# Chrome's own line about an answer of 400 and up, where the test asks for such an answer.
REFUSED_ANSWER = "Failed to load resource: the server responded with a status of"
# A navigation, or typing on, ends what was still under way.
ENDED = "net::ERR_ABORTED"


@dataclass
class Watch:
    """Listens to every page of a context; `complaints` must stay empty."""

    host: str
    allows_refusals: bool = False
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if not (self.allows_refusals and message.text.startswith(REFUSED_ANSWER)):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"error in a script: {error.error}")

    def _request(self, request: Request) -> None:
        self.requests.append(request)
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != self.host:
            self.complaints.append(f"asked another server: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != ENDED:
            self.complaints.append(f"failed: {request.url} {request.failure}")
