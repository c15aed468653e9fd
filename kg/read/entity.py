"""Recognise what is asked for: instruments, facilities, people, publications, techniques, samples."""

from collections.abc import Iterator
from typing import Literal

from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.wording import Wording, phrases, word_set, wording

Entity = Literal["dataset", "instrument", "facility", "person", "publication", "technique", "sample"]

_NOUNS = phrases(
    {
        "instrument": "instrument|instruments|beamline|beamlines|beam line|beam lines"
        "|beamlines and instruments|end station"
        "|end stations|endstation|endstations|diffractometer|diffractometers|spectrometer|spectrometers"
        "|messplatz"
        "|messplätze|messplätzen|instrumente|instrumenten|strahllinie|strahllinien|strahlrohr|strahlrohre"
        "|geräte|gerät"
        "|lignes de lumière|ligne de lumière|lignes de faisceau|ligne de faisceau|appareils|lignes|ligne"
        "|instrumento|instrumentos|línea de luz|líneas de luz|líneas de haz|línea|líneas|equipos"
        "|strumento|strumenti|linea di luce|linee di luce|linea di fascio|linee|linea|beamstrecken",
        "facility": "facility|facilities|neutron source|neutron sources|synchrotron|synchrotrons"
        "|light source|light sources"
        "|light sources and neutron sources|institute|institutes|sources|einrichtung|einrichtungen"
        "|großforschungseinrichtungen"
        "|neutronenquelle|neutronenquellen|lichtquelle|lichtquellen|synchrotrone|anlage|anlagen|quellen"
        "|grande installation"
        "|installations|installation|sources de neutrons|source de neutrons|grandes installations"
        "|instalación|instalaciones"
        "|fuentes de neutrones|fuente de neutrones|sincrotrón|sincrotrones|sincrotrone|sincrotroni"
        "|impianto|impianti"
        "|sorgenti di neutroni|sorgente di neutroni|strutture|centri|centros|centres",
        "person": "people|person|persons|authors|author|researchers|researcher|scientists|scientist|groups"
        "|experts|users"
        "|personen|autoren|autorinnen|forscher|forscherinnen|forschende|wissenschaftler"
        "|wissenschaftlerinnen|leute|gruppen"
        "|personnes|auteurs|chercheurs|chercheuses|scientifiques|groupes|personas|autores|investigadores"
        "|científicos|grupos"
        "|persone|autori|ricercatori|scienziati|gruppi",
        "publication": "paper|papers|publication|publications|article|articles|journal articles|preprints"
        "|literature"
        "|publikation|publikationen|veröffentlichung|veröffentlichungen|artikel|aufsätze"
        "|paper und publikationen|arbeiten"
        "|articles scientifiques|article scientifique|publicación|publicaciones|artículo|artículos"
        "|pubblicazione"
        "|pubblicazioni|articolo|articoli|scientific papers|literatur",
        "technique": "technique|techniques|method|methods|experimental techniques|measurement techniques"
        "|technik|techniken"
        "|methode|methoden|messmethoden|messmethode|verfahren|méthode|méthodes|técnica|técnicas|método"
        "|métodos|tecnica"
        "|tecniche|metodo|metodi",
        "sample": "samples|materials|compounds|sample|proben|materialien|werkstoffe|échantillons|matériaux"
        "|composés|muestras"
        "|materiales|compuestos|campioni|materiali|composti",
        "dataset": "dataset|datasets|data|data sets|measurements|scans|experiments|datensätze|daten"
        "|messungen|données"
        "|jeux de données|mesures|datos|conjuntos de datos|medidas|dati|misure|insiemi di dati",
    }
)
_WHICH = phrases(
    {
        True: "which|what|at which|on which|with which|by which|on what|at what|in which|for which"
        "|which of the|which other"
        "|what are the|what were the|which are the|list of|name the|names of|are there any|are there"
        "|is there an|is there a"
        "|welche|welcher|welches|welchen|welchem|an welchem|an welchen|an welcher|mit welchen|mit welcher"
        "|mit welchem"
        "|bei welchen|bei welcher|gibt es|was für|in welchen|auf welchen"
        "|quel|quelle|quels|quelles|à quel|sur quels|sur quelles|avec quelles|avec quels|dans quels"
        "|quels sont les"
        "|quelles sont les|y a t il des|sur quel|sur quelle"
        "|qué|que|cuál|cuáles|cuales|en qué|con qué|cuáles son las|cuáles son los|hay|en cuáles"
        "|quale|quali|che|in quali|con quali|con quale|quali sono le|quali sono gli|quali sono i|su quale"
        "|su quali|ci sono",
    }
)
_SHOWN = phrases(
    {
        True: "find|show|list|give|search|search for|get|show me|give me|find me|i need|i want|looking for"
        "|i am looking for"
        "|look for|all|the|any|please|a list of|me|zeige|zeig|finde|suche|liste|nenne|nenn|mir|uns|alle"
        "|die|bitte|gib|zeigen"
        "|ich suche|ich brauche|montre|montrez|trouve|trouver|liste|donne|donnez|moi|les|des|tous|toutes"
        "|cherche|je cherche"
        "|muestra|muestre|busca|encuentra|lista|dame|todos|todas|los|las|busco|quiero|mostra|trova|elenca"
        "|dammi|tutti|tutte"
        "|gli|i|le|cerco|vorrei|mostrami",
    }
)
_WHO = phrases(
    {
        "person": "who|by whom|who has|who have|whom|wer|von wem|wer hat|wer hat schon|qui a|qui ont"
        "|par qui|qui travaille"
        "|quién|quiénes|quien|quienes|por quién|chi|chi ha|da chi|chi sono"
    }
)
_BEHIND_SHOWN = word_set(
    "at of on about for from in that which with where who by using working measuring studying suitable"
    " capable able"
    " am an bei der die das von vom mit über zu zum zur für aus im in"
    " à au aux de du des d sur pour qui avec dans en"
    " de del en que para con sobre al a di da che per con su dell della sui sulle sulla"
)
_TRAPS = frozenset({"facility", "sample", "technique", "person"})
"""Kinds whose nouns begin titles, too ("Samples of ...", "Methods for ..."): a word of asking precedes."""


def entities(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """What the head of the question asks for; datasets are asked for where nothing says otherwise."""
    text = wording(sentence)
    if not text.words:
        return
    at, asks, shows = 0, False, False
    while at < len(text.words):
        if who := _WHO.starting(text, at):
            is_question = at == 0 and not (
                who[0] - at == 1 and text.words[at] == "chi" and sentence.lang != "it"
            )
            if is_question and sentence.is_free(at, who[0]) and len(text.words) > who[0]:
                yield Found(at, who[0], filler=True, entity="person")
            return
        if found := _NOUNS.starting(text, at):
            stop, entity = found
            if sentence.is_free(at, stop) and _is_head(text, stop, entity, asks=asks, shows=shows):
                yield Found(at, stop, filler=True, entity=entity)
            return
        which, shown = _WHICH.starting(text, at), _SHOWN.starting(text, at)
        if which and (not shown or which[0] >= shown[0]):
            at, asks = which[0], True
        elif shown:
            at, shows = shown[0], True
        elif at in sentence.taken and not _is_condition(sentence, at):
            at += 1
        else:
            return


def _is_condition(sentence: Sentence, at: int) -> bool:
    """Whether a word that was taken may be a name; small letters and numbers ("top 5") are no name."""
    return not sentence.written(at, at + 1).islower() and not sentence.written(at, at + 1).isdigit()


def _is_head(text: Wording, stop: int, entity: str, *, asks: bool, shows: bool) -> bool:
    if asks:
        return True
    is_followed = stop < len(text.words) and text.words[stop] in _BEHIND_SHOWN and not text.is_apart(stop)
    if entity in _TRAPS:
        return shows and is_followed
    return is_followed or (shows and stop == len(text.words))
