"""`/curation`: people label pairs in a browser, without a script; others' words are shown after one's own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.citation.label import BEHIND, REJECTED, REUSE
from kg.curation.pair_view import PairView
from kg.curation.queue import ORDERS
from kg.curation.word import LONGEST_REASON, asked_from
from kg.errors import BadInput, KgError
from kg.report.words import between, percent
from kg.web import pages
from kg.web.curation import words
from kg.web.curation.desk import PAGE, Desk
from kg.web.curation.session import COOKIE, PATH, Session, Sessions
from kg.web.edge.bodies import FORM, decoded, fields, media_type, read_body
from kg.web.problems import PROBLEMS, UNTOLD, detail_of, kind_of, when_to_come_back
from kg.web.rights.principal import NotAllowed, NotAuthenticated, Principal, Role

_LARGEST = 64_000
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@dataclass(frozen=True, slots=True)
class Signed:
    """Who is signed in, and in which session."""

    session: Session
    principal: Principal


class Page:
    """The page of one service."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sessions = Sessions()

    async def start(self, request: Request) -> Response:
        """The queue for those who are signed in; for others the form to sign in, and the agreement."""
        signed = await self._signed(request)
        if signed is None:
            return await in_thread(self._welcome)
        given = {name: value for name, value in request.query_params.items() if value}
        return await in_thread(self._queue, signed, given)

    async def sign_in(self, request: Request) -> Response:
        """Open a session with the token in the form."""
        said = await _form(request)
        token = said.get("token", "").strip()
        try:
            await self._desk.turns.admit(request, Role.CURATOR, f"Bearer {token}")
        except (NotAuthenticated, NotAllowed) as error:
            return await in_thread(self._welcome, error)
        session = self._sessions.open(token)
        answer = _go(PATH)
        is_secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, session.key, path=PATH, httponly=True, samesite="strict", secure=is_secure)
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        signed = await self._signed(request)
        if signed is not None:
            _prove(signed, await _form(request))
            self._sessions.close(signed.session)
        answer = _go(PATH)
        answer.delete_cookie(COOKIE, path=PATH)
        return answer

    async def pair(self, request: Request) -> Response:
        """One pair with the form for a label."""
        signed = await self._signed(request)
        if signed is None:
            return _go(PATH)
        given = request.query_params
        found = await in_thread(
            self._desk.pair, signed.principal, given.get("citing", ""), given.get("cited", "")
        )
        return await in_thread(self._shown, signed, found, {})

    async def label(self, request: Request) -> Response:
        """Enter what the form says, and show the pair with it."""
        signed = await self._signed(request)
        if signed is None:
            return await in_thread(self._welcome, NotAuthenticated("You are not signed in any more."))
        said = await _form(request)
        _prove(signed, said)
        del said["proof"]
        try:
            asked = asked_from(said)
            await self._desk.label(signed.principal, asked)
        except (KgError, HTTPException) as error:
            if kind_of(error) in (*UNTOLD, "not-found") or not (said.get("citing") and said.get("cited")):
                raise
            found = await in_thread(self._desk.pair, signed.principal, said["citing"], said["cited"])
            return await in_thread(self._shown, signed, found, said, error)
        return _go(_pair_at(asked.citing, asked.cited))

    async def _signed(self, request: Request) -> Signed | None:
        session = self._sessions.find(request.cookies.get(COOKIE))
        if session is None:
            return None
        try:
            principal = await self._desk.turns.admit(request, Role.CURATOR, f"Bearer {session.token}")
        except (NotAuthenticated, NotAllowed):
            self._sessions.close(session)
            return None
        return Signed(session, principal)

    def _welcome(self, error: Exception | None = None) -> Response:
        kind = kind_of(error) if error else None
        agree, judge = self._desk.agreement()
        headers = _HEADERS | (
            {"WWW-Authenticate": error.challenge} if isinstance(error, NotAuthenticated) else {}
        )
        return pages.show(
            "curation.html",
            status=PROBLEMS[kind].status if kind else 200,
            headers=headers,
            facts=self._desk.turns.state.facts,
            error=detail_of(error, kind) if error and kind else None,
            agreements=agree,
            judgements=judge,
            words=words,
            percent=percent,
            between=between,
        )

    def _queue(self, signed: Signed, given: dict[str, str]) -> Response:
        wanted, total, found, facilities = self._desk.waiting(signed.principal, given)
        agree, judge = self._desk.agreement()
        return pages.show(
            "curation-queue.html",
            headers=_HEADERS,
            facts=self._desk.turns.state.facts,
            proof=signed.session.proof,
            wanted=wanted,
            total=total,
            pairs=[(one, _pair_at(one.citing, one.cited)) for one in found],
            facilities=facilities,
            orders=ORDERS,
            page=wanted.offset // PAGE + 1,
            last=max(1, -(-total // PAGE)),
            filters={name: value for name, value in given.items() if name != "page"},
            agreements=agree,
            judgements=judge,
            words=words,
            percent=percent,
            between=between,
        )

    def _shown(
        self, signed: Signed, found: PairView, said: dict[str, str], error: Exception | None = None
    ) -> Response:
        kind = kind_of(error) if error else None
        own = found.own
        return pages.show(
            "curation-pair.html",
            status=PROBLEMS[kind].status if kind else 200,
            headers=_HEADERS | (when_to_come_back(error, kind) if error and kind else {}),
            facts=self._desk.turns.state.facts,
            proof=signed.session.proof,
            found=found,
            behind_chosen=said.get("behind") or (own.behind if own else None),
            reuse_chosen=said.get("reuse") or (own.reuse if own else None),
            reason=said.get("reason", ""),
            error=detail_of(error, kind) if error and kind else None,
            ways=(*BEHIND[:-1], REJECTED, BEHIND[-1]),
            uses=REUSE,
            longest=LONGEST_REASON,
            words=words,
        )


def routes(desk: Desk) -> APIRouter:
    """The page; it only exists where there are tokens."""
    router = APIRouter()
    page = Page(desk)
    for path, endpoint, method in (
        (PATH, page.start, "GET"),
        (f"{PATH}/sign-in", page.sign_in, "POST"),
        (f"{PATH}/sign-out", page.sign_out, "POST"),
        (f"{PATH}/pair", page.pair, "GET"),
        (f"{PATH}/pair", page.label, "POST"),
    ):
        router.add_api_route(
            path, endpoint, methods=[method], include_in_schema=False, response_class=Response
        )
    return router


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form of this very page, each once.

    Raises:
        BadInput: a field comes twice.
        HTTPException: 400 for a form of another site, 413 and 415 for what is no small form.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise BadInput("This form was sent by another site.")
    if media_type(request) != FORM:
        raise HTTPException(415, f"The page takes {FORM}.")
    pairs = fields(decoded(await read_body(request, _LARGEST)))
    found = {name: value for name, value in pairs if value.strip()}
    if len(dict(pairs)) < len(pairs):
        raise BadInput("Each field is sent once.")
    return found


def _prove(signed: Signed, said: dict[str, str]) -> None:
    if not signed.session.is_proof(said.get("proof", "")):
        raise BadInput("The form is not of this session. Load the page again, and send it from there.")


def _go(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303, {"Cache-Control": "no-store"})


def _pair_at(citing: str, cited: str) -> str:
    return f"{PATH}/pair?{urlencode({'citing': citing, 'cited': cited})}"
