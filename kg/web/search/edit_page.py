"""`/search/edit`: what a form or link of a chip asks, turned into the address of the changed search.

Nothing is stored: the answer is a redirect.
"""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kg.errors import BadInput
from kg.read.chip import Chip
from kg.read.read import read
from kg.web.question import read_question
from kg.web.search.address import Address
from kg.web.search.rewrite import Place, excluded, read_place, required, rewritten
from kg.web.state import State

_LONGEST = 2000


def routes(state: State) -> APIRouter:
    """The one address."""
    router = APIRouter()

    @router.get("/search/edit", include_in_schema=False)
    def edit(request: Request) -> Response:
        address = Address.of(request)
        given = request.query_params
        if "span" not in given:  # opened by hand: nothing is to be changed
            return RedirectResponse(address.path(), 303)
        place = read_place(given.get("span", ""), address.text)
        doing = given.get("do", "change")
        if doing == "change":
            words = given.get("words", "").strip()[:_LONGEST]
            changed = address.asking(rewritten(address.text, place, words))
        elif doing in ("exclude", "require"):
            turn = excluded if doing == "exclude" else required
            lexicon = state.now().engine.lexicon
            changed = turn(lexicon, address, _chip(request, state, address, place))
        else:
            raise BadInput(f"do must be change, exclude or require, not {doing[:40]!r}.")
        return RedirectResponse(changed.path(), 303)

    return router


def _chip(request: Request, state: State, address: Address, place: Place) -> Chip:
    """The chip that stands at this place and has the name in the address."""
    name = request.query_params.get("chip", "")
    today = read_question(request, 1).as_of
    for chip in read(state.now().engine.lexicon, address.text[:_LONGEST], today).chips:
        if chip.span == (place.start, place.end) and f"{chip.slot}:{chip.label}" == name:
            return chip
    raise BadInput(f"The question has no condition {name[:60]!r} at {place}; search again and choose one.")
