"""Recognise the level of data: "raw data", "Rohdaten", "données traitées", "simulated"."""

from collections.abc import Iterator

from kg.read.attribute import belongs_to_data, is_data
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.wording import Wording, folded, phrases, said_in, wording

_SURE = phrases(
    {
        "raw": "rohdaten|rohdatensatz|rohdatensätze|rohdatensätzen|rohdatei|rohdateien|rohbilder|sin procesar"
        "|non traitées|non elaborati|nicht verarbeitet|unverarbeitete daten|rohmessungen",
        "processed": "data reduction results|messergebnisse verarbeitet|auswertungsdaten",
        "simulated": "simulation data|simulation dataset|simulation datasets|simulations data"
        "|simulationsdaten"
        "|simulationsergebnisse|données de simulation|données de simulations|datos de simulación"
        "|datos de simulaciones|dati di simulazione|dati di simulazioni|datos simulados|simulation results",
    }
)
_ADJECTIVES = {
    folded(word): level
    for level, words in {
        "raw": "raw unprocessed unreduced rohe rohen unverarbeitete unverarbeiteten brut brute bruts"
        " brutes bruto brutos crudos"
        " cruda crudo crudas bruta brutas grezzo grezzi grezza grezze",
        "processed": "processed reduced derived reconstructed analysed analyzed treated corrected"
        " calibrated verarbeitete"
        " verarbeiteten reduzierte reduzierten prozessierte prozessierten abgeleitete abgeleiteten"
        " aufbereitete"
        " rekonstruierte rekonstruierten ausgewertete ausgewerteten traitée traitées traités réduites"
        " réduits dérivées"
        " reconstruites analysées procesado procesados procesadas reducidos reducidas derivados derivadas"
        " tratados"
        " reconstruidos elaborati elaborate processati processate ridotti ridotte derivati derivate"
        " ricostruiti"
        " trattati analizzati",
        "simulated": "simulated synthetic simulierte simulierten synthetische synthetischen simulée"
        " simulées simulés"
        " simuladas simulado sintéticos simulati simulate sintetici simulata simulados",
    }.items()
    for word in words.split()
}
_BETWEEN = frozenset(
    {
        "and",
        "or",
        "und",
        "oder",
        "et",
        "ou",
        "y",
        "o",
        "e",
        "detector",
        "beamline",
        "experimental",
        "instrument",
        "event",
    }
    | {"diffraction", "scattering", "measurement", "image", "x", "ray", "neutron", "only", "also", "binary"}
    | _ADJECTIVES.keys()
)
_SIMULATIONS = frozenset(
    {"simulation", "simulations", "simulationen", "simulacion", "simulaciones", "simulazione", "simulazioni"}
)
_OPENING = frozenset(
    {
        "find",
        "show",
        "list",
        "all",
        "me",
        "the",
        "zeige",
        "alle",
        "finde",
        "toutes",
        "les",
        "todas",
        "las",
        "tutte",
        "le",
    }
    | {"only", "nur", "give", "search", "get", "des", "de", "mir"}
)


def levels(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each level that is asked for."""
    text = wording(sentence)
    for at, word in enumerate(text.words):
        if at in sentence.taken:
            continue
        if found := _SURE.starting(text, at):
            yield _found(sentence, at, *found)
        elif level := _ADJECTIVES.get(word):
            if belongs_to_data(sentence, text, at, traps=(), strict=True, between=_BETWEEN):
                yield _found(sentence, at, _with_noun(sentence, text, at), level)
        elif word in _SIMULATIONS and all(one in _OPENING for one in text.words[:at]):
            yield _found(sentence, at, at + 1, "simulated")


def _with_noun(sentence: Sentence, text: Wording, at: int) -> int:
    behind = at + 1
    has_noun = behind < len(text.words) and is_data(text.words[behind]) and behind not in sentence.taken
    return behind + 1 if has_noun and not text.is_apart(behind) else behind


def _found(sentence: Sentence, start: int, stop: int, level: str) -> Found:
    basis = said_in("word about the level of data", sentence.lang)
    chip = Chip("data_level", level, "", f"{level} data", sentence.span(start, stop), basis)
    return Found(start, stop, (chip,))
