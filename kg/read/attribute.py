"""Whether an adjective speaks of data: "open scans", "raw SANS data", but not "open pores"."""

from collections.abc import Container

from kg.read.sentence import Sentence
from kg.read.wording import Wording, word_set

DATA = word_set(
    "data dataset datasets measurement measurements scan scans record records file files image images"
    " frames frame"
    " result results experiment experiments study studies map maps spectrum spectra tomogram tomograms"
    " pattern patterns"
    " collection collections acquisition acquisitions recording recordings entry entries publication"
    " publications"
    " volumes projections radiographs dataset(s) diffractogram diffractograms"
    " daten datensatz datensätze datensätzen messung messungen messdaten aufnahme aufnahmen bild"
    " bilder bildern"
    " ergebnis ergebnisse experimente experimenten versuche dateien spektren scans"
    " donnée données mesure mesures jeu jeux enregistrement enregistrements fichier fichiers résultat"
    " résultats"
    " expérience expériences clichés spectres images"
    " dato datos medida medidas medición mediciones conjunto conjuntos registro registros archivo"
    " archivos resultado"
    " resultados experimento experimentos imagen imágenes espectros"
    " dati misura misure misurazione misurazioni file insieme insiemi risultato risultati esperimento"
    " esperimenti"
    " immagine immagini spettri scansioni acquisizioni tomografie"
)
_GERMAN_ENDS = ("daten", "datensatze", "datensatzen", "messungen", "messung", "aufnahmen", "bilder", "scans")
_LIGHT = word_set(
    "at from on by as since until in for to and or of with which that during after before under using"
    " via about"
    " am an auf aus bei für im in ist mit oder seit sind über und von vor zu zum zur"
    " à au avec dans de des du en et ou par pour sur sont est al con de del en o para por sobre y son"
    " di del della dei"
    " da e in o per su sono"
)
_BE = word_set(
    "yet not nicht pas noch encore are is be being remain were was now only already currently still all"
    " fully made if sind ist seien"
    " bereits nur"
    " sont est être uniquement seulement déjà son está están es estén solo sólo ya sono è solo già"
    " siano"
)
_MOST_BETWEEN = 4


def is_data(word: str) -> bool:
    """Whether a folded word means data, measurements or what they are kept in."""
    return word in DATA or (len(word) > 6 and word.endswith(_GERMAN_ENDS))


def belongs_to_data(
    sentence: Sentence, text: Wording, at: int, *, traps: Container[str], strict: bool = False,
    between: Container[str] = (),
) -> bool:  # fmt: skip
    """Whether the adjective at this word is said of data; `traps` are nouns of which it says something else.

    Techniques and other names that were taken may stand between it and the data, and so may the words of
    `between` and, unless `strict`, a few others.
    """
    words = text.words
    if _is_hyphened(text, at):
        return False
    near = words[max(0, at - 3) : at + 1 + _MOST_BETWEEN]
    if any(word in traps for word in near if not is_data(word)):
        return False
    if _before_data(sentence, text, at, strict=strict, between=between) or _behind_data(sentence, text, at):
        return True
    return not strict and (_is_said_to_be(text, at) or _is_alone(text, at))


def _is_hyphened(text: Wording, at: int) -> bool:
    last = at == len(text.words) - 1
    return (not last and text.gaps[at + 1] in ("-", "‐", "‑", "–")) or (
        at > 0 and text.gaps[at] in ("-", "‐", "‑")
    )


def _before_data(
    sentence: Sentence, text: Wording, at: int, *, strict: bool, between: Container[str]
) -> bool:
    others = 0
    for place in range(at + 1, min(len(text.words), at + 8)):
        word = text.words[place]
        if text.is_apart(place) and word not in between:
            return False
        if is_data(word):
            return True
        if word in between:
            continue
        if place in sentence.taken:
            if not strict and _is_end(sentence, text, place):
                return True
            continue
        others += 1
        if strict or word in _LIGHT or others > _MOST_BETWEEN:
            return False
    return False


def _is_end(sentence: Sentence, text: Wording, place: int) -> bool:
    """Whether a name ends here with nothing but small words behind it: "open SANS on micelles"."""
    behind = place + 1
    if behind >= len(text.words) or text.is_apart(behind):
        return True
    return behind not in sentence.taken and text.words[behind] in _LIGHT


def _behind_data(sentence: Sentence, text: Wording, at: int) -> bool:
    """As "données de tomographie ouvertes", "datasets open since 2020"."""
    if at == 0 or text.is_apart(at):
        return False
    return is_data(text.words[at - 1]) or (at - 1 in sentence.taken and _closes(text, at))


def _closes(text: Wording, at: int) -> bool:
    behind = at + 1
    return behind >= len(text.words) or text.is_apart(behind) or text.words[behind] in _LIGHT


def _is_said_to_be(text: Wording, at: int) -> bool:
    return at > 0 and text.words[at - 1] in _BE and not text.is_apart(at) and _closes(text, at)


def _is_alone(text: Wording, at: int) -> bool:
    is_first = at == 0 or text.is_apart(at)
    return is_first and (at + 1 >= len(text.words) or text.is_apart(at + 1))
