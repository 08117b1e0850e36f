"""What went wrong with a call, in our words: an SDK's error as one of ours, without the key.

Nothing of the SDK's own errors is passed on: they hold the request, and with it the key, and a
server may repeat the key in what it says.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.errors import (
    AnswerTooLargeError,
    CertificateError,
    ConnectionLostError,
    NoCompletionError,
    ProviderError,
    RedirectRefusedError,
    TimeLimitError,
    UnreachableError,
)
from extractor.llm.causes import Refusal, cause_of, refusal_in
from extractor.llm.retry import retry_after_s

NO_KEY = "none"
"""What is sent where no key is set: servers of one's own mostly want none, the SDK wants one."""


class Underneath(Exception):
    """The error below one of ours, as text: its name and what it said, the key taken out."""


@dataclass(slots=True)
class Explainer:
    """Turns what goes wrong at one server into our errors."""

    server: str
    """Its address, without credentials."""
    model: str
    """The model's name there."""
    key: str = field(repr=False)
    key_variable: str = "OPENAI_API_KEY"
    """Where the key comes from."""

    def explain(self, error: BaseException) -> ProviderError:
        """Our error for one of the SDK's, of HTTP or of the time; `__cause__` is text alone."""
        ours = self._explained(error)
        root = [*_chain(error)][-1]
        ours.__cause__ = Underneath(one_line(self.without_key(f"{type(root).__name__}: {root}")))
        return ours

    def without_key(self, text: str) -> str:
        """The text with the key, should it stand there, as a dot."""
        return text if self.key == NO_KEY else text.replace(self.key, "…")

    def said(self, error: BaseException) -> str:
        """What the server said, in one line without the key."""
        words = refusal_in(getattr(error, "body", None)).words
        return one_line(self.without_key(words or str(getattr(error, "message", error))))

    def _explained(self, error: BaseException) -> ProviderError:
        import httpx2
        import openai

        below = [*_chain(error)]
        for each in below:
            if isinstance(each, ProviderError):
                return each  # a limit of ours, said where it was passed
        if isinstance(error, openai.APIStatusError):
            wait_s = retry_after_s(error.response.headers.get("retry-after"))
            return self.refused(refusal_in(error.body, status=error.status_code, wait_s=wait_s))
        for each in below:
            if isinstance(each, ssl.SSLError):
                return self._without_tls(each)
        if any(isinstance(each, httpx2.ConnectError | httpx2.ConnectTimeout) for each in below):
            return UnreachableError(
                f"nothing answers at {self.server}: start the server, or check --base-url"
            )
        if any(isinstance(each, httpx2.ProxyError) for each in below):
            return UnreachableError(
                f"the proxy of this machine does not pass calls on to {self.server} "
                f"({one_line(str(below[-1]))}): check HTTPS_PROXY and HTTP_PROXY"
            )
        timeouts = (openai.APITimeoutError, httpx2.TimeoutException, TimeoutError)
        if any(isinstance(each, timeouts) for each in below):
            return TimeLimitError(f"{self.server} gave no answer in time")
        if any(
            isinstance(each, openai.APIConnectionError | httpx2.TransportError) for each in below
        ):
            return ConnectionLostError(
                f"the connection to {self.server} breaks off before an answer is whole"
            )
        return self.no_completion()

    def refused(self, refusal: Refusal) -> ProviderError:
        """A server that says no, by the table of causes."""
        cause = cause_of(refusal)
        words = one_line(self.without_key(refusal.words))
        said = cause.said.format(
            server=self.server,
            model=self.model,
            key=self.key_variable,
            status=refusal.status or "with an error",
            words=words or "it does not say why",
        )
        return cause.kind(
            said,
            status=refusal.status,
            wait_s=refusal.wait_s,
            said=words,
            codes=refusal.codes,
            param=refusal.param,
        )

    def _without_tls(self, error: ssl.SSLError) -> ProviderError:
        """A connection that cannot be made safe."""
        if isinstance(error, ssl.SSLCertVerificationError):
            return CertificateError(
                f"the certificate of {self.server} is not trusted ({error.verify_message}): have "
                "it renewed, or put its authority into SSL_CERT_FILE"
            )
        said = one_line(getattr(error, "reason", None) or str(error))
        return CertificateError(
            f"no TLS comes about with {self.server} ({said}): check --base-url, http or https"
        )

    def redirected(self, to: str) -> RedirectRefusedError:
        """The server sends the call on to another address."""
        return RedirectRefusedError(
            f"{self.server} sends the story on to {one_line(self.without_key(to))}, and it goes "
            "nowhere that you did not name: give that address with --base-url if you trust it"
        )

    def too_large(self, most_bytes: int) -> AnswerTooLargeError:
        """The answer goes on and on."""
        return AnswerTooLargeError(
            f"the answer of {self.server} goes on past {most_bytes // 1_000_000} MB, which no "
            "answer takes: check what serves at --base-url"
        )

    def no_completion(self) -> NoCompletionError:
        """What came is JSON, and no chat completion."""
        return NoCompletionError(
            f"{self.server} answers with what is no chat completion: check --base-url, up to /v1"
        )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and those below it, the root last."""
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        yield now
        seen.add(id(now))
        now = now.__cause__ or now.__context__


def one_line(text: str, longest: int = 200) -> str:
    """The text in one line, cut at `longest` characters; a terminal takes no order from it."""
    line = "".join(char if char.isprintable() else "�" for char in " ".join(text.split()))
    return line if len(line) <= longest else line[: longest - 1] + "…"
