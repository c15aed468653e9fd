"""Words about time in five languages: months, comparisons, "last year"."""

from typing import Literal

from kg.read.wording import Phrases, folded, phrases, word_set

When = Literal["after", "since", "before", "until", "in", "from", "between"]

_MONTHS = (
    "january jan januar jänner janvier enero gennaio ene genn",
    "february feb februar février febrero febbraio fév febr fev",
    "march mar märz mars marzo mrz",
    "april apr avril abril aprile avr abr",
    "may mai mayo maggio mag",
    "june jun juni juin junio giugno giu",
    "july jul juli juillet julio luglio juil lug",
    "august aug août agosto ago",
    "september sep sept septembre septiembre settembre set sett",
    "october oct oktober octobre octubre ottobre okt ott",
    "november nov novembre noviembre",
    "december dec dezember décembre diciembre dicembre dez dic",
)
MONTHS = {folded(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

WHEN: Phrases[When] = phrases(
    {
        "after": "after|later than|newer than|more recent than|past|following|nach|nach dem|nach ende"
        "|später als|neuer als"
        "|jünger als|après|après le|ultérieur à|ultérieures à|postérieur à|postérieures à|plus récent que"
        "|plus récentes que|después de|después del|tras|posterior a|posteriores a|posteriores al"
        "|más reciente que"
        "|más recientes que|dopo|dopo il|dopo del|successivi al|posteriori al|più recenti del|since after"
        "|after the year"
        "|after year|nach dem jahr|après l'année|después del año|dopo l'anno",
        "since": "since|from|starting|starting in|starting from|beginning in|no earlier than|not before"
        "|as of|onwards from"
        "|seit|ab|seit dem|seit anfang|seit dem jahr|ab dem jahr|ab dem|nicht vor|depuis|depuis le"
        "|à partir de|dès"
        "|à partir du|à compter de|depuis l'année|desde|desde el|a partir de|a partir del|desde el año|dal"
        "|dall'|da"
        "|a partire dal|sin dal|dall'anno|dal primo|since the year",
        "before": "before|earlier than|prior to|older than|vor|vor dem|früher als|älter als|vor dem jahr"
        "|avant|avant le|plus anciens que"
        "|antérieur à|antérieures à|avant l'année|plus ancien que|plus anciennes que|antes de|antes del"
        "|anterior a"
        "|anteriores a|anteriores al|antes del año|prima di|prima del|antecedenti al|precedenti al"
        "|prima dell'anno"
        "|precedente al|before the year",
        "until": "until|till|til|up to|through|by|no later than|not after|up until|by the end of"
        "|until the end of|to"
        "|bis|bis zu|bis zum|bis ende|spätestens|nicht nach|bis einschließlich|jusqu'à|jusqu'en|jusqu'au"
        "|jusqu'à fin|au plus tard en|hasta|hasta el|hasta el año|hasta finales de|hasta fines de|fino al"
        "|fino a"
        "|entro il|sino al|non oltre il|entro la fine del",
        "in": "in|during|of|on|im|im jahr|im jahre|aus|aus dem jahr|von|vom|am|während|in den jahren|en|de"
        "|du|dans|au"
        "|pendant|en l'année|de l'année|l'année|le|durante|del|el|en el|en el año|del año|nel"
        "|nel corso del|dell'anno"
        "|nell'anno|di|il|durante il|year|the year|in the year|jahr|année|año|anno|dated|circa|published"
        "|from the year"
        "|published in|released in|created in|recorded in|taken in|collected in|measured in|en los años"
        "|gli anni|les années"
        "|the years|in the years|years|den jahren|jahre|jahren|années|años|anni|negli anni",
        "between": "between|from|in between|zwischen|von|von anfang|entre|de|du|desde|del|tra|tra il|fra"
        "|fra il|dal"
        "|between the years|zwischen den jahren|entre les années|entre los años|entre el|tra gli anni"
        "|the period"
        "|period|dall'|da|from the years",
    }
)
"""Before a date. "from" and its like begin a range, or mean "since"."""

FROM = frozenset(
    {
        "from",
        "von",
        "de",
        "du",
        "desde",
        "del",
        "dal",
        "dall",
        "da",
        "between",
        "zwischen",
        "entre",
        "tra",
        "fra",
        "in",
        "period",
        "the",
        "im",
        "of",
        "en",
        "during",
        "jahren",
        "years",
    }
)
SINCE_ALONE = frozenset({"desde", "dal", "dall", "since", "starting"})
"""First words that mean "since" where no second date follows, as "from" in "data from 2015" does not."""

LATER: Phrases[When] = phrases(
    {
        "since": "onwards|onward|or later|and later|or newer|and newer|and onwards|and after|or after"
        "|and up|oder später"
        "|oder neuer|und später|und danach|et après|ou plus récent|et suivantes|et au delà|y posteriores"
        "|o más reciente"
        "|en adelante|y después|in poi|e successivi|o più recente|and beyond",
        "until": "or earlier|and earlier|or before|and before|or older|and older|oder früher|oder älter"
        "|und früher"
        "|und davor|et avant|ou avant|y anteriores|o antes|y antes|e precedenti|o prima|e prima",
    }
)
"""Behind a date."""

AND_TO = frozenset(
    {
        "-",
        "–",
        "—",
        "‐",
        "‑",
        "−",
        "to",
        "bis",
        "and",
        "und",
        "et",
        "y",
        "e",
        "a",
        "al",
        "hasta",
        "until",
        "till",
        "au",
    }
    | {
        "through",
        "up to",
        "jusqu a",
        "jusqu'a",
        "jusqu'en",
        "fino al",
        "bis zum",
        "e il",
        "y el",
        "et le",
        "bis ende",
        "hasta el",
    }
    | {"to the end of", "and the end of", "..", "...", "…"}
)
"""What may stand between the two dates of a range, folded."""
AND_TO |= {
    *(
        "and up to",
        "and until",
        "and till",
        "und bis",
        "und bis zu",
        "et jusqu a",
        "et jusqu'a",
        "et jusqu en",
    ),
    *("et jusqu'en", "y hasta", "y hasta el", "e fino al", "e fino a"),
}
DASHED = frozenset("-–—‐‑−")
ONLY_PAIRED = frozenset({"and", "und", "et", "y", "e", "e il", "y el", "et le", "and the end of"})
PAIRED = frozenset({"between", "zwischen", "entre", "tra", "fra"})

NUMBERS = {
    folded(word): number
    for number, words in enumerate(
        (
            "one ein eine einem einer un une una uno",
            "two zwei deux dos due",
            "three drei trois tres tre",
            "four vier quatre cuatro quattro",
            "five fünf cinq cinco cinque",
            "six sechs seis sei",
            "seven sieben sept siete sette",
            "eight acht huit ocho otto",
            "nine neun neuf nueve nove",
            "ten zehn dix diez dieci",
        ),
        1,
    )
    for word in words.split()
}

Unit = Literal["day", "week", "month", "year", "decade"]
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("day", "day days tag tage tagen jour jours día días giorno giorni"),
    ("week", "week weeks woche wochen semaine semaines semana semanas settimana settimane"),
    ("month", "month months monat monate monaten mois mes meses mese mesi monats"),
    ("year", "year years jahr jahre jahren jahres jahrs an ans année années año años anno anni yr yrs"),
    (
        "decade",
        "decade decades jahrzehnt jahrzehnte jahrzehnten décennie décennies década décadas decennio decenni",
    ),
)
UNITS = {folded(word): unit for unit, words in _UNITS for word in words.split()}
LAST = word_set(
    "last past previous recent preceding letzte letzten letztem letzter letztes vergangene vergangenen"
    " vergangenem"
    " vergangenes vorigen voriges dernier derniers dernière dernières passé passée passées passés"
    " précédente"
    " pasado pasados pasada pasadas último últimos última últimas ultimo ultimi ultima ultime scorso"
    " scorsa scorsi"
    " scorse passato passata"
)
THIS = word_set("this current dieses diesem diesen diese dieser cette ce cet este esta quest questo questa")

SPOILS_BEFORE = word_set(
    "alloy alloys aluminium aluminum al aa steel steels legierung alliage aleación lega proposal"
    " proposals number no nr"
    " run runs scan scans id sample experiment cycle session batch lot grade type model version page"
    " code room isbn"
    " iso din astm jcpds icsd pdb icdd ccdc early late mid spring summer autumn fall winter frühjahr"
    " sommer herbst"
    " quarter q1 q2 q3 q4 anfang ende mitte début fin mi inicios finales inizio fine easter christmas"
    " printemps été"
    " automne hiver primavera verano otoño invierno estate autunno inverno conference workshop horizon"
    " covid agenda"
    " beginning end start half over than approximately about antrag nummer n° numéro número numero"
    " proposta propuesta"
    " frames images pixels points energy dose cobot grant call"
)
"""Right before a number: it is no year, or not the whole of it."""

SEASONS = word_set(
    "spring summer autumn fall winter frühjahr frühling sommer herbst printemps été automne hiver primavera"
    " verano otoño invierno estate autunno inverno"
)
"""Right before a year: a part of it that no record states."""

DATED = word_set("proposal proposals propuesta proposta experiment session conference workshop call")
"""Of these "of 2022" is the year, not what they are numbered or measured by."""

SPOILS_BEHIND = word_set(
    "datasets dataset scans scan images image frames frame pixels pixel px x points alloy alloys"
    " aluminium aluminum"
    " steel projections files users experiments samples particles proteins structures patterns spectra"
    " records times"
    " cycles t351 t6 legierung series results entries datensätze bilder messungen images jeux mesures"
    " conjuntos"
    " medidas immagini misure imágenes hits hours h days minutes seconds photons counts angles steps m"
    " g l s mm cm km nm"
    " rpm w v a k c t gpa mpa kpa bar ev kev mev gev um hz khz mhz å µm kelvin celsius tesla percent"
    " volt watt"
    " meters metres"
)
"""Right behind a number: it counts these, or is measured in them."""

COUNTED = word_set(
    "oe oersted koe gauss atoms atom ions electrons neutrons protons photons molecules atome atomen ionen"
    " elektronen neutronen molekule atomes électrons molécules átomos atomos electrones moléculas atomi"
    " elettroni molecole ppm ppb wt kg mg µg ml µl mbar pa hpa pascal torr atm psi kbar kt mt ms ns ps fs"
    " mah cycles zyklen ciclos cicli atomic kelvins teslas volts watts ohm ohms amps mw kw cps fps dpi"
    " sec secs min mins ang angstrom angstroms nanometer nanometers nanometres microns micron å"
)
"""Right behind a number, or a range of them: units and particles, of which no year has any."""
