"""From a request that holds two versions to what the contained process says of them."""

from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import anyio
import anyio.to_thread
from starlette.requests import Request

from kg.errors import BadInput
from kg.ontology.read.form import ENDINGS
from kg.query.budget import client_key
from kg.store.releases import KeptRelease, kept_releases, payload_of
from kg.web.ontology.forms import form_of
from kg.web.ontology.posted import File, Posted, read_posted
from kg.web.ontology.reviewers import AT_ONCE
from kg.web.ontology.usage import usage_groups
from kg.web.problems import NothingPublished
from kg.web.state import Served, State


class Checking:
    """Reviews for one service; nothing of what is posted is kept."""

    def __init__(self, state: State) -> None:
        self._state = state
        # Reviews wait in threads of their own, so that the pages' threads stay free.
        self._threads = anyio.CapacityLimiter(AT_ONCE)
        self._in_use = lru_cache(maxsize=1)(self._counted)

    async def review(self, request: Request, form: str | None = None) -> tuple[Posted, dict[str, Any]]:
        """What was posted, and the answer of the contained process; `form` unless the request may choose it.

        Raises:
            HTTPException: as `read_posted`.
            BadInput: as `read_posted`; or there is no earlier version; Unjudgeable as `Reviewers.review`.
            QueryFailed: too many reviews are being made.
        """
        client = client_key(request.client.host if request.client else None)
        with self._state.reviewers.place(client):
            posted = await read_posted(request)
            return posted, await anyio.to_thread.run_sync(
                self._reviewed, posted, form or form_of(request, posted.form), limiter=self._threads
            )

    def _reviewed(self, posted: Posted, form: str) -> dict[str, Any]:
        served = self._served()
        files = {"after": posted.after, "before": posted.before or self._earlier(served)}
        files |= {"usage": posted.usage} if posted.usage else {}
        files |= {"config": posted.config} if posted.config else {}
        in_use = self._in_use(served.generation.number) if served and not posted.usage else None
        return self._state.reviewers.review({"form": form, "in_use": in_use}, files)

    def _served(self) -> Served | None:
        """The generation; None before there is one, for a review needs none."""
        try:
            return self._state.now()
        except NothingPublished:
            return None

    def _counted(self, generation: int) -> dict[str, Any]:
        return usage_groups(self._state.now().reader, f"the data of this service, generation {generation}")

    @staticmethod
    def _earlier(served: Served | None) -> File:
        """The release that is served, as it was published.

        Raises:
            BadInput: only the shipped table of names is known of it, or nothing.
        """
        found = served_release(served) if served else None
        if served is None or found is None or (data := payload_of(served.generation, found.raw)) is None:
            raise BadInput(
                "The field `before` is missing: the earlier version, as a file. This service holds no whole "
                "release to compare with; `kg ontology update` brings one into its store."
            )
        return File(release_name(found), data)


def served_release(served: Served) -> KeptRelease | None:
    """The release of PaNET that the generation stands on, where its whole file is held."""
    found = kept_releases(served.generation, "panet")[-1:]
    held = [of for of in found if of.raw and (served.generation.releases / of.raw).is_file()]
    return held[0] if held else None


def release_name(release: KeptRelease) -> str:
    """What its file is called: the last part of where it came from, with an ending that tells the syntax."""
    name = PurePosixPath((release.source or "").partition("?")[0]).name
    is_known = PurePosixPath(name).suffix.lower() in ENDINGS
    return name if is_known else f"PaNET_{release.version}.owl"
