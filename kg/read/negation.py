"""Words that exclude, in five languages, and what looks like them and excludes nothing."""

from kg.read.sentence import Sentence
from kg.read.wording import Wording, phrases, word_set

_EXCLUDING = phrases(
    {
        "": "not|without|no|except|excluding|except for|excepting|but not|but no|and not|other than"
        "|apart from|rather than"
        "|instead of|neither|nor|not yet|never|minus|exclude|excludes|omit|no longer at|aside from|not any"
        "|not with"
        "|nicht|ohne|kein|keine|keinen|keiner|keinem|keines|außer|ausser|aber nicht|und nicht|ausgenommen"
        "|weder|noch"
        "|statt|anstatt|jedoch nicht|sauf|excepté|à l'exception de|à l'exclusion de|à l'exception du"
        "|mais pas|et pas"
        "|plutôt que|au lieu de|autre que|autres que|excepto|salvo|a excepción de|pero no|y no|en lugar de|ni"
        "|excluyendo|aparte de|senza|eccetto|tranne|ma non|e non|ad eccezione di|ad esclusione di"
        "|invece di|né"
        "|anziché|escluso|esclusi|escluse|esclusa|exclus|hormis|hors de|ausgeschlossen",
        "fr": "sans|pas|pas de|pas d'|ne pas|non pas",
        "es": "sin",
        "fr it": "non",
    }
)
NOTHING = phrases(
    {
        True: "not only|not just|not merely|not necessarily|not least|no matter|no longer|no one|no more"
        "|no less|no doubt"
        "|not sure|not to mention|whether or not|why not|not so|not very|not too|not much|not more|no idea"
        "|no preference"
        "|no restriction|no restrictions|without restriction|without restrictions|without limit"
        "|without limits|or not"
        "|without limitation|without doubt|do not care|don't care|does not matter|doesn't matter|did not"
        "|do not|does not"
        "|cannot|is not|nicht nur|nicht unbedingt|nicht mehr|egal|ohne einschränkung|ohne einschränkungen"
        "|nicht wichtig"
        "|pas seulement|pas nécessairement|non seulement|sans restriction|sans restrictions|sans limite"
        "|pas encore"
        "|no solo|no sólo|no solamente|sin restricciones|sin restricción|no importa|sin límite"
        "|non solo|non soltanto|senza restrizioni|senza limiti|non importa|not found|nor yet|no such"
        "|no particular|not all",
    }
)
_SMALL = word_set(
    "at from in of the by any with using on to for a an all those that which were was is are be been"
    " being"
    " measured collected acquired taken recorded done performed made obtained based yet data dataset"
    " datasets"
    " measurements measurement scans results ones either"
    " bei von am an aus im mit der die das den dem des durch gemessen gemessene aufgenommen vom zum"
    " zur daten messungen"
    " de du des d à au aux la le les l avec par sur en mesurées mesurés données mesures"
    " del en el los las con por medidos medidas datos al"
    " di da dal della dei delle il lo gli i con presso misurati dati al alla"
)
_MOST_STEPS = 8


def negation_at(sentence: Sentence, text: Wording, at: int) -> int | None:
    """Where the negation that begins at this word stops; None where there is none.

    A name may look like one ("SANS", which somebody took): only free words count. Words of a language that
    mean something else in others count in that language.
    """
    if not sentence.is_free(at, at + 1) or _is_number_sign(text, at) or _is_no_word(text, at):
        return None
    found = _EXCLUDING.starting(text, at)
    if found is None:
        return None
    stop, lang = found
    return stop if (not lang or sentence.lang in lang.split()) and sentence.is_free(at, stop) else None


def is_minus(text: Wording, at: int) -> bool:
    """Whether "-" stands right before the word and nothing right before that: "anodes -silicon"."""
    gap = text.gaps[at]
    return gap[-1:] == "-" and (gap[-2:-1].isspace() or (at == 0 and gap == "-"))


def negation_before(
    sentence: Sentence, text: Wording, start: int, *, words_between: int = 0, is_quantity: bool = False
) -> tuple[int, int] | None:
    """The words of the negation that stands before `start`, small words aside: "not measured at ILL".

    As many other free words may come between ("not porous silicon"). A minus sign is a negation of no words,
    but of a quantity it is the sign. One opening bracket may come between: "not (ISIS or ILL)".
    """
    if is_minus(text, start) and not is_quantity:
        return start, start
    if start and text.words[start - 1] == "non" and start - 1 not in sentence.taken:
        return None if text.is_apart(start) else (start - 1, start)
    at = start
    for _ in range(_MOST_STEPS):
        if at == 0 or (text.is_apart(at) and not opens_bracket(text, at)):
            return None
        words_between = 0 if text.is_apart(at) else words_between
        found = _EXCLUDING.ending(text, at)
        while found and negation_at(sentence, text, found[0]) != at:
            found = (found[0] + 1, found[1]) if found[0] + 1 < at else None
        if found:
            return found[0], at
        if at - 1 in sentence.taken:
            return None
        if text.words[at - 1] not in _SMALL:
            if not words_between or not text.words[at - 1].isalpha():
                return None
            words_between -= 1
        at -= 1
    return None


def brackets(text: Wording) -> list[tuple[int, int]]:
    """The words [start, stop) of each pair of brackets that holds no other."""
    found, start = [], None
    for at, gap in enumerate(text.gaps):
        for sign in gap:
            if sign in "([":
                start = at
            elif sign in ")]" and start is not None:
                found.append((start, at))
                start = None
    if start is not None:  # never closed
        found.append((start, len(text.words)))
    return [(start, stop) for start, stop in found if start < stop]


def opens_bracket(text: Wording, at: int) -> bool:
    """Whether opening brackets or quotation marks, and nothing else, stand right before the word."""
    gap = text.gaps[at]
    is_opening = gap[-1:] != "" and not gap[-1:].isspace() and (gap[0].isspace() or gap[0] in "([")
    return is_opening and set(gap.strip()) <= set('(["“„«')


def _is_no_word(text: Wording, at: int) -> bool:
    """As "not only", "whether or not"."""
    return any(
        (found := NOTHING.starting(text, place)) is not None and found[0] > at
        for place in range(max(0, at - 2), at + 1)
    )


def _is_number_sign(text: Wording, at: int) -> bool:
    """As "No. 5", "proposal no 20210"."""
    behind = text.words[at + 1] if at + 1 < len(text.words) else ""
    return text.words[at] == "no" and behind[:1].isdigit()
