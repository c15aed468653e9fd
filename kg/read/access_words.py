"""Words about access in five languages, and what else they are said of."""

from kg.read.wording import folded, phrases, word_set

STATES = phrases(
    {
        "open": "open access|openly available|openly accessible|openly published|openly shared"
        "|publicly available|publicly accessible"
        "|publicly shared|freely available|freely accessible|freely downloadable|free access|public access"
        "|free to download|free to use|public domain|available to everyone|open to everyone|openly"
        "|publicly|open data"
        "|open research data|open science data|public data|publicly released"
        "|offen zugänglich|offen zugängliche|offen zugänglichen|offen zugänglicher|offen verfügbar"
        "|offen verfügbare"
        "|frei zugänglich|frei zugängliche|frei zugänglichen|frei zugänglicher|frei verfügbar|frei verfügbare"
        "|frei verfügbaren|frei verfügbarer|öffentlich zugänglich|öffentlich zugängliche"
        "|öffentlich zugänglichen"
        "|öffentlich verfügbar|öffentlich verfügbare|öffentlich verfügbaren|offener zugang|offenem zugang"
        "|freier zugang|freiem zugang|öffentlicher zugang|freie daten|freien daten|freie datensätze"
        "|accès libre|accès ouvert|accès public|libre accès|en accès libre|en accès ouvert|en libre accès"
        "|librement accessible|librement accessibles|librement disponible|librement disponibles"
        "|données libres"
        "|accessible librement|accessibles librement|disponibles librement|accessible à tous"
        "|accessibles à tous"
        "|accessible au public|accessibles au public"
        "|acceso abierto|acceso libre|libre acceso|acceso público|de acceso abierto|de acceso libre"
        "|de libre acceso"
        "|en acceso abierto|en abierto|disponibles libremente|libremente disponibles|libremente accesibles"
        "|accesibles públicamente|disponibles públicamente|públicamente disponibles"
        "|públicamente accesibles|datos libres"
        "|accesso aperto|accesso libero|libero accesso|accesso pubblico|ad accesso aperto|ad accesso libero"
        "|in accesso aperto|liberamente accessibili|liberamente accessibile|liberamente disponibili"
        "|pubblicamente accessibili|pubblicamente disponibili|dati liberi|accessibili liberamente",
        "embargoed": "embargoed|embargo|under embargo|in embargo|an embargo|with embargo|with an embargo"
        "|in embargo period"
        "|unter embargo|mit embargo|im embargo|embargoperiode|sous embargo|en embargo|avec embargo"
        "|bajo embargo"
        "|con embargo|embargado|embargados|embargada|embargadas|sotto embargo|in embargo|embargo period"
        "|de embargo"
        "|gesperrt bis|sperrfrist",
        "closed": "closed access|restricted access|access restricted|closed data|restricted data"
        "|private data|non public"
        "|nonpublic|confidential data|not public|geschlossene daten|zugangsbeschränkt|zugangsbeschränkte"
        "|beschränkter zugang|eingeschränkter zugang|nicht öffentlich|nicht öffentliche|vertrauliche daten"
        "|private daten"
        "|accès restreint|accès fermé|accès limité|non publiques|non public|données fermées"
        "|données restreintes"
        "|données confidentielles|données privées|acceso restringido|acceso cerrado|datos restringidos"
        "|datos cerrados"
        "|no públicos|no público|datos privados|accesso ristretto|accesso chiuso|accesso limitato"
        "|accesso riservato"
        "|dati riservati|dati chiusi|dati privati|non pubblici|accesso restringido",
    }
)
"""Sure by themselves."""

ADJECTIVES = {
    folded(word): state
    for state, words in {
        "open": "open public offen offene offenen offener offenes öffentlich öffentliche öffentlichen"
        " öffentlicher"
        " ouvert ouverte ouverts ouvertes publique publiques publics abierto abierta abiertos abiertas"
        " público pública"
        " públicos públicas aperto aperta aperti aperte pubblico pubblica pubblici pubbliche",
        "closed": "closed restricted private geschlossene geschlossenen gesperrte gesperrten gesperrter"
        " fermées restreintes restreint"
        " cerrados"
        " restringidos restringidas riservati riservate chiusi",
    }.items()
    for word in words.split()
}
"""Sure only where data are spoken of."""

TRAPS = word_set(
    "cell cells celled foam foams source framework frameworks pore pores porosity porous loop channel"
    " channels field shell"
    " structure structured structures state states conformation conformations conformer form forms"
    " chain chains"
    " ring rings star cluster clusters metal site sites end ended flow window windows boundary"
    " boundaries surface"
    " surfaces architecture gate gated geometry network networks face faced mouth air ocean sea water"
    " complex"
    " configuration circuit circuits valve system systems crack cracks void voids vessel container"
    " tube tubes capillary"
    " question questions problem problems issue issues quantum literature chemistry topology volume"
    " interval orbit"
    " source-code software hardware lid position day days house set sets cavity cavities cage cages book"
    " health transport engagement opinion policy park school works art museum water lighting building"
    " buildings"
    " cycle cooling pressure contour packed box diffusion geometries shutter slit slits vocabulary"
    " closed-loop"
    " poren pore porig porige zellen zelle zellig schaum schäume kreislauf ring kette ketten struktur"
    " strukturen"
    " frage fragen fenster meer kristallgitter oberfläche gefäß rahmen system systeme porosität"
    " pores porosité mousse mousses cellule cellules circuit question questions système systèmes"
    " structure"
    " structures canal canaux fenêtre conformation poro poros celda celdas espuma espumas sistema"
    " sistemas circuito"
    " estructura estructuras canal canales ventana cuestión santé salud salute pori cella celle"
    " schiuma schiume"
    " sistemi struttura strutture canale canali finestra questione mare"
)

OPENING = phrases(
    {
        "opens": "opening|becoming open|become open|becomes open|becoming public|become public|opens"
        "|will open|will be open"
        "|going open|turning open|due to open|to be opened|to be released|being opened|whose embargo ends"
        "|embargo ending"
        "|embargo ends|embargo expires|embargo expiring|embargo lifts|embargo until|embargoed until"
        "|under embargo until"
        "|embargoed till|coming out of embargo|leaving embargo|embargo ended by|becoming available"
        "|become available"
        "|become openly available|becoming openly available|data opening"
        "|offen werden|frei werden|werden offen|werden frei|öffentlich werden|werden öffentlich"
        "|deren embargo endet"
        "|embargo endet|embargo bis|unter embargo bis|gesperrt bis|geöffnet werden"
        "|qui s'ouvrent|s'ouvrant|deviennent ouvertes|devenant ouvertes|seront ouvertes|sous embargo jusqu'en"
        "|sous embargo jusqu'à|embargo jusqu'en|embargo jusqu'à|deviendront ouvertes|dont l'embargo finit"
        "|dont l'embargo se termine|se abren|serán abiertos|que se abrirán|bajo embargo hasta|embargo hasta"
        "|embargados hasta|cuyo embargo termina|si aprono|diventano aperti|saranno aperti"
        "|sotto embargo fino al"
        "|embargo fino al|il cui embargo termina|diventeranno aperti",
    }
)
"""Not open yet, and open by some day."""

NO_LONGER = phrases(
    {
        "": "no longer|not any more|no longer under|nicht mehr|nicht länger|n'est plus|ne sont plus"
        "|n'est plus en"
        "|ya no|ya no está|ya no están|no más|non più|non è più|non sono più|not anymore",
    }
)
"""Right before a state: it has ended."""

ENDED_IN_FRENCH = "plus"
"""As in "données plus sous embargo"; in English it adds."""

FORMERLY = word_set(
    "formerly previously once originally initially ehemals früher vormals zuvor vorher ursprünglich"
    " anciennement auparavant précédemment jadis antiguamente anteriormente previamente antes"
    " precedentemente prima originariamente"
)
"""Right before a state: it was so on a day that nobody says."""

EITHER = frozenset({"or", "and", "oder", "und", "ou", "et", "o", "y", "u", "e", "oppure"})

ON = word_set("on as at since from ab am seit zum stand au le depuis el desde dal il from per den a")
WITHIN = word_set(
    "by in during until before till within this bis im vor spätestens en avant jusqu fin d'ici dici"
    " hasta antes"
    " entro fino nel prima del durante ici"
)
BEFORE = frozenset({"before", "vor", "avant", "antes", "prima"})
LATER = frozenset({"after", "nach", "apres", "despues", "dopo"})
SMALL = frozenset(
    {
        "of",
        "the",
        "as",
        "de",
        "del",
        "la",
        "le",
        "dem",
        "den",
        "al",
        "end",
        "ende",
        "fin",
        "d",
        "from",
        "in",
        "by",
    }
)
