"""Everything that is raised on purpose.

    ExtractorError
    ├── UsageError                what you gave cannot be used
    │   ├── InputError            a story or file that cannot be read
    │   ├── OptionError           an option, model string, task or schema name that does not exist
    │   ├── MissingKeyError       the provider wants a key and the environment has none
    │   ├── ModelMissingError     the local model's weights are not on this machine
    │   ├── PromptError           a prompt file whose holes and values do not fit
    │   └── StoreError            a run store that is not there, or that another run is using
    ├── ProviderError             the model's server, or the way to it
    │   ├── UnreachableError      nothing answers at that address
    │   ├── KeyRefusedError       the key is not accepted
    │   ├── UnknownModelError     the server does not have that model
    │   ├── SchemaRefusedError    the server does not take the request or its JSON Schema
    │   ├── ContentFilteredError  a content filter or moderation stops the passage
    │   ├── StoryTooLongError     the passage does not fit into what the model can read
    │   ├── TimeLimitError        still failing when the time limit for retries was up
    │   ├── ConnectionLostError   it breaks off before an answer is whole
    │   ├── CertificateError      its TLS certificate is not trusted, or TLS fails
    │   ├── RedirectRefusedError  it sends the story on to another address
    │   ├── QuotaSpentError       the account has no credit left
    │   ├── NoCompletionError     it answers with what is no chat completion
    │   ├── AnswerTooLargeError   its answer goes on past the largest size
    │   └── DownloadError         the weights could not be fetched from any source
    ├── AnswerError               the model answered, and the answer cannot be used
    │   ├── TruncatedAnswerError  the answer ran into `max_tokens`
    │   ├── InvalidAnswerError    the answer does not fit the schema
    │   ├── AnswerDeclinedError   the model says that it will not answer
    │   └── AnswerFilteredError   a content filter stopped the answer
    ├── StorageError              a full disk, or a run store that is damaged or no store
    └── CallPostponed             the call was not made, and nothing is wrong with it
        ├── BudgetSpentError      what a batch may spend is spent
        ├── RunStopped            the run was stopped before it
        └── AnswerAwaited         it waits for a provider's batch

Each message is one line: what happened, to which value, what to do.
"""

from __future__ import annotations


class ExtractorError(Exception):
    """The base of everything that the library raises on purpose."""


class UsageError(ExtractorError):
    """What the caller gave cannot be used; nothing was sent anywhere.

    `said` is the message for somebody who has no options, such as an editor in a browser;
    `option` is the advice for those who do, and ends the message.
    """

    def __init__(self, said: str, *, option: str | None = None) -> None:
        super().__init__(f"{said}, or {option}" if option else said)
        self.said, self.option = said, option


class InputError(UsageError):
    """A story or file cannot be read as text."""


class OptionError(UsageError):
    """An option, model string, task or schema name does not exist or has no such value."""


class MissingKeyError(UsageError):
    """The provider wants a key and the environment has none."""


class ModelMissingError(UsageError):
    """The local model's weights are not on this machine; `extractor model pull` fetches them."""


class PromptError(UsageError):
    """A prompt file is malformed, or its holes and the values for them do not fit."""


class StoreError(UsageError):
    """A run store is not there, or another run has it."""


class ProviderError(ExtractorError):
    """The model's server, or the way to it, failed; `__cause__` says what lies underneath."""

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        wait_s: float | None = None,
        said: str = "",
        codes: frozenset[str] = frozenset(),
        param: str | None = None,
    ) -> None:
        """Keep what the server's answer says to a program beside the message."""
        super().__init__(message)
        self.status = status
        """The HTTP status; none where there was no answer."""
        self.said = said
        """The server's own sentence in one line, without the key; empty where it gave none."""
        self.codes = codes
        """The server's codes for it, in lower case."""
        self.param = param
        """The part of the request that the server names."""
        self.wait_s = wait_s
        """How many seconds the server asks to wait; none if it does not say."""
        self.lost = 0
        """Answers that had begun and broke off: they were paid for, and nobody counted them."""


class UnreachableError(ProviderError):
    """Nothing answers at the address of the model's server."""


class ConnectionLostError(ProviderError):
    """The connection to the model's server breaks off before an answer is whole."""


class CertificateError(ProviderError):
    """The server's TLS certificate is not trusted, or no TLS comes about."""


class RedirectRefusedError(ProviderError):
    """The server sends the story on to another address, where nobody asked for it to go."""


class QuotaSpentError(ProviderError):
    """The account has no credit left (402)."""


class NoCompletionError(ProviderError):
    """What answers is no model: a page of HTML, or JSON that is no chat completion."""


class AnswerTooLargeError(ProviderError):
    """The answer goes on past the largest size that one may have."""


class KeyRefusedError(ProviderError):
    """The server does not accept the key (401, 403)."""


class UnknownModelError(ProviderError):
    """The server does not have that model (404)."""


class SchemaRefusedError(ProviderError):
    """The server does not take the request or the JSON Schema in it (400, 422)."""


class ContentFilteredError(ProviderError):
    """A content filter or moderation before the model stops the passage."""


class StoryTooLongError(ProviderError):
    """The passage and its answer do not fit into what the model can read at once."""


class TimeLimitError(ProviderError):
    """The server was still failing when the time limit for retries was up."""


class DownloadError(ProviderError):
    """The weights could not be fetched from any source."""


class AnswerError(ExtractorError):
    """The model answered, and the answer cannot be used."""

    def __init__(
        self, message: str, *, raw: str = "", prompt_tokens: int = 0, completion_tokens: int = 0
    ) -> None:
        """Keep the answer as it came, and what it took, beside the message."""
        super().__init__(message)
        self.is_estimated = False
        """Whether the tokens are estimated, since the server counted none."""
        self.lost = 0
        """Answers to the same call that broke off before: paid for, and counted by nobody."""
        self.raw = raw
        """The model's answer as it came; empty where the server gave none."""
        self.prompt_tokens = prompt_tokens
        """Tokens read."""
        self.completion_tokens = completion_tokens
        """Tokens written: they are paid for although the answer is no use."""


class TruncatedAnswerError(AnswerError):
    """The answer ran into `max_tokens` before it was complete."""

    has_thought = False
    """Whether the model was still thinking then."""


class InvalidAnswerError(AnswerError):
    """The answer does not fit the schema."""


class AnswerDeclinedError(AnswerError):
    """The model says that it will not answer; its words are in the message."""


class AnswerFilteredError(AnswerError):
    """A content filter behind the model stopped its answer."""


class StorageError(ExtractorError):
    """The disk is full, or a run store is damaged, another program's, or of a later version."""


class CallPostponed(ExtractorError):
    """The call was not made, and nothing is wrong with it: what needs its answer is to do."""


class BudgetSpentError(CallPostponed):
    """What a batch may spend is spent; the call was not made."""


class RunStopped(CallPostponed):
    """The run was stopped, by Ctrl-C or by a server that fails; the call was not made."""


class AnswerAwaited(CallPostponed):
    """The call was written down for a provider's batch; its answer is not here yet."""
