"""Which language a question is in, by its words, endings and letters; English where nothing tells."""

import re
from functools import lru_cache

from kg.read.vocabulary import languages_of

_WORDS = {
    "en": "the of and with at from which on by for after before since below above between in is are was"
    " were that who"
    " where all data scans measured find show my me an to using without not or under papers about open raw"
    " samples what"
    " it its be been has have had this these those there their they we you he she his her our do"
    " does can will"
    " would could should may might must but if so then than when why each every some any such only also very"
    " into out up down off most best first new latest recent top result results interesting list give tell"
    " instrument instruments measurement measurements experiment experiments department government please"
    " both either neither nor other same many much more less few no yes people time work good great"
    " films study during how many last this years year thin film x ray rays scattering neutron imaging",
    "de": "es weder noch entweder sondern doch aber wenn dann wird werden wie was hat haben ein auch nur sich"
    " und mit von der die das für bei ohne messungen daten dem den des im am an aus auf nach vor seit"
    " zwischen bis"
    " unter über ab oder nicht kein keine alle zu zum zur wo wer welche welches wurde wurden sind ist gibt"
    " bitte suche"
    " zeige ich wir proben probe messung offen offene offenen roh rohdaten zugänglich frei neutronen"
    " röntgen einer einem"
    " eines eine ein letzten letztem jahr jahre jahren beugung streuung schichten dünnen dünne sowie durch"
    " als bilder"
    " temperatur druck höher größer mindestens höchstens magnetfeld legierungen knochen batterien wasser"
    " stahl",
    "fr": "ce cet cette ces se il elle ils elles comme même autre ni"
    " et avec des les du la le pour sans données sur aux au une un dans par est sont ou où depuis"
    " avant après entre"
    " jusqu de qui quels quelles à en d l mesures mesurées échantillons rayons ouvertes ouvert accès libre"
    " brutes"
    " diffusion petits polymères os couches minces température sous moins plus inférieure supérieure mais pas"
    " tous toutes année années cherche montre je nous batteries eau acier publiques",
    "es": "es se lo le su sus como este esta estos estas ser son fue más muy otro otra"
    " y con los las del el para sin datos medidas de la en por desde antes después entre hasta o que"
    " qué cuáles"
    " una un sobre al muestras rayos abiertos abierto acceso libre brutos difracción neutrones temperatura"
    " bajo menos más"
    " inferior superior quiero busco muestra todos todas películas año años delgadas capas dispersión agua"
    " acero pero",
    "it": "lo si come questo questa questi queste essere anche più molto altro altra"
    " e con dei gli il della per senza dati misure di del la i le delle da dal in su tra fra sotto"
    " sopra oltre dopo"
    " prima fino al alla alle che quali dove una un campioni raggi aperti aperto accesso grezzi"
    " diffrazione polveri"
    " neutroni temperatura meno più inferiore superiore vorrei cerco mostra tutti tutte anni anno film"
    " sottili strati"
    " acqua acciaio nel nella sono è con o ma non dell",
}
_LANGUAGES = tuple(_WORDS)
_ENDINGS = {
    "en": re.compile(r".{2,}(?:ings?|ed|ity|ities|graphy|metry|scopy|ness|ous|ally|ics?|ish|tions?|ers?|th"
    r"|ments?|ck|ight|ies|ys?|als?|ids?|es)\Z"),
    "de": re.compile(r".{3,}(?:ungen|ung|keit|heit|schicht|schichten|graphie|graphien|metrie|skopie|zellen"
    r"|stoffe|enen|lich|"
    r"isch|ische|ischen|ischer|strahlung|beugung|streuung|messung|daten|spektren|stoff|tät)\Z|.*(?:ß|sch"
    r"|ktr|kris)"),
    "fr": re.compile(r".{3,}(?:iques?|euses?|eaux|aux|ées|és|ions inélastiques|ières?|aines?|ènes?|oires?"
    r"|ères?|ments|eurs|èle|èles)\Z|.*[œç]"),
    "es": re.compile(r".{2,}(?:ción|ciones|miento|mientos|dad|dades|scopia|ías|ivos|ivas|os|grafía|grafia"
    r"|metría|ósea|ñ.*)\Z|.*[ñ¿¡]"),
    "it": re.compile(r".{2,}(?:zione|zioni|mento|menti|ità|oli|eri|eti|iti|iche|ica|ografia|copia|metria"
    r"|glia|glie|etti|elli|uzzo)\Z"),
}  # fmt: skip
_LETTERS = {
    "de": re.compile("[äöüß]"), "fr": re.compile("[éèêëàâçœùûîïô]"), "es": re.compile("[áéíóúñ¿¡]"),
    "it": re.compile("[àèéìòù]"),
}  # fmt: skip
_NAMES = frozenset(
    {"röntgen", "ångström", "bragg", "laue", "angström", "schrödinger", "néel", "rené", "curie", "µ", "å"}
)
_WORD = re.compile(r"[^\W\d_]+")
_AND_OTHERS = re.compile(r"\bet\s+al\b")
"""English, too."""
_IN_TABLES = 0.75
"""How much a word of one language's tables says, beside 1 for a small word and 0.5 for an ending."""
_LEAST = _IN_TABLES / 2
"""What must speak for a language: one word of the tables that two languages share ("tomografia")."""
_MOST_WORDS = 400
_OWN = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def language(text: str) -> str:
    """A code of ISO 639-1 of a question: en, de, fr, es or it.

    A word that languages share counts for each of them in part, so that one word borrowed from another
    language decides nothing beside a plain English one.
    """
    scores = dict.fromkeys(_LANGUAGES, 0.0)
    for number, found in enumerate(_WORD.finditer(_AND_OTHERS.sub(" ", text))):
        if number == _MOST_WORDS:
            break
        if found.group().isupper():
            continue  # an acronym, or the letter of a name ("3D", "Football I")
        for name, score in _scores(found.group().casefold()):
            scores[name] += score
    english = scores.pop("en")
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LEAST and scores[best] > english else "en"


@lru_cache(maxsize=4096)
def _scores(word: str) -> tuple[tuple[str, float], ...]:
    if len(word) > 40 or word in _NAMES:
        return ()
    speaking = [name for name in _LANGUAGES if word in _OWN[name]]
    if speaking:
        return tuple((name, 1.0 / len(speaking)) for name in speaking)
    if in_tables := languages_of(word):
        return tuple((name, _IN_TABLES / len(in_tables)) for name in sorted(in_tables))
    ending = [name for name, of in _ENDINGS.items() if of.match(word)]
    ending = [name for name in ending if name != "en"] if len(ending) > 1 and not word.isascii() else ending
    lettered = [name for name, of in _LETTERS.items() if of.search(word)]
    share = {name: 0.5 / len(ending) for name in ending}
    for name in lettered:
        share[name] = share.get(name, 0.0) + 0.5 / len(lettered)
    return tuple(share.items())
