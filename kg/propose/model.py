"""Ask a language model behind an OpenAI-compatible address. It is a stranger: bounded, believed nothing."""

import json
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx2

from kg.errors import BadInput, SourceUnavailable

_MOST_BYTES = 256 * 1024
"""Bytes of an answer that are read."""
_MOST_TOKENS = 1200


@dataclass(frozen=True, slots=True)
class Model:
    """Where the model is, what it is called there, and how long it may take, in seconds.

    Raises:
        BadInput: the address is none, or would send the question over the net in the clear.
    """

    address: str
    name: str
    token: str | None = None
    timeout: float = 30.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        is_here = parts.hostname == "localhost" or _is_loopback(parts.hostname or "")
        if parts.username or parts.password:
            raise BadInput(
                "The address of the language model holds a password; set KG_MODEL_TOKEN_FILE instead."
            )
        if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
            raise BadInput(
                f"{self.address!r} is no address of a language model: give https, or http on this machine."
            )

    def complete(self, instructions: str, question: str) -> dict[str, Any]:
        """The JSON object that the model answers with.

        Raises:
            SourceUnavailable: it does not answer in time, with too much, or with no JSON object.
        """
        body = {
            "model": self.name,
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": question},
            ],
        }
        try:
            said = json.loads(self._post(body))["choices"][0]["message"]["content"]
            answer = json.loads(_unfenced(said))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
            raise SourceUnavailable(f"The language model {self.name} gave no JSON object.") from error
        if not isinstance(answer, dict):
            raise SourceUnavailable(f"The language model {self.name} gave no JSON object.")
        return answer

    def _post(self, body: dict[str, Any]) -> bytes:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        address = self.address.rstrip("/") + "/chat/completions"
        got = b""
        try:
            with (
                httpx2.Client(timeout=self.timeout, follow_redirects=False, trust_env=False) as client,
                client.stream("POST", address, json=body, headers=headers) as said,
            ):
                if said.status_code != 200:
                    raise SourceUnavailable(f"The language model {self.name} answered {said.status_code}.")
                for piece in said.iter_bytes():
                    got += piece
                    if len(got) > _MOST_BYTES:
                        raise SourceUnavailable(
                            f"The language model {self.name} sent more than {_MOST_BYTES:,} bytes."
                        )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise SourceUnavailable(
                f"The language model {self.name} did not answer ({type(error).__name__})."
            ) from error
        return got


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _unfenced(text: str) -> str:
    """The text without the fence that many models put around JSON."""
    text = text.strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rpartition("```")[0]
    return text
