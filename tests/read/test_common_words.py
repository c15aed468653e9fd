"""No small or common word of five languages is read as a condition, alone in its place or by its accents."""

from functools import cache

import pytest

from kg.read.lexicon import Lexicon, shipped_lexicon
from kg.read.read import read

COMMON = {
    "en": "the be to of and a in that have i it for not on with he as you do at this but his by from they we"
    " say her she or an will my one all would there their what so up out if about who get which go me"
    " when make can like time no just him know take people into year your good some could them see other"
    " than then now look only come its over think also back after use two how our work first well way"
    " even new want because any these give day most us is are was were been has had did said each few"
    " many much more very where why again off own same too here both under through such between during"
    " before against without within while until per those being does done got let may might must shall"
    " should since still though thus upon via yes yet man men woman life world hand part place case week"
    " company system program question government number night point home room mother area money story"
    " fact month lot right study book job word business issue side kind head house service friend father"
    " power hour game line end member law car city community name president team minute idea body"
    " information face others level office door health person art war history party result change"
    " morning reason research girl guy moment air teacher force education set run move live find long"
    " great little old big high different small large next early young important bad able please show"
    " best top last recent roll light play thing things",
    "de": "der die das und in zu den ist nicht von sie es ein mit dem sich des auf für als im auch er an"
    " werden aus hat dass daß wir nach wird bei eine einer um am sind noch wie einem über einen so zum"
    " war haben nur oder aber vor zur bis mehr durch man sein wurde sei kann gegen vom können schon wenn"
    " ihre mal seit immer unter wo alle gibt etwa diese dieser diesem dieses muss müssen soll sollen"
    " will wollen möchte habe hatte waren wäre würde werde worden ich du ihr mich mir dich uns euch ihm"
    " ihn mein dein unser euer kein keine keinen was wer wann warum welche welcher welches viel viele"
    " wenig alles etwas nichts jeder jede jedes andere anderen hier da dort dann nun jetzt heute morgen"
    " gestern sehr gut neu neue neuen groß große großen klein kleine alt alte lange erst erste ersten"
    " zwei drei vier fünf sechs sieben acht neun zehn jahr jahre jahren tag tage zeit uhr mann frau kind"
    " kinder leben welt hand teil ende land stadt haus weg frage fall fälle arbeit ohne zwischen während"
    " weil denn doch ja nein bitte danke wieder weiter unten oben rechts links hinter neben machen macht"
    " geht gehen kommt kommen sagen sagt lassen lässt sehen sieht finden zeigen geben nehmen art arten"
    " form mittel grund seite seiten punkt ort name namen wert werte mensch menschen recht reihe lage"
    " kraft ebene",
    "fr": "le la les un une des de du d l à au aux et ou où mais donc ni car que qui quoi dont ce cet cette"
    " ces mon ton son ma ta sa mes tes ses notre votre leur nos vos leurs je tu il elle on nous vous ils"
    " elles me te se lui eux y en ne pas plus moins très trop bien mal aussi encore déjà toujours jamais"
    " souvent ici là est sont était étaient être été suis es sommes êtes avoir ai as a avons avez ont"
    " avait fait faire faut peut peuvent pouvoir dit dire va vont aller voir vu sans sous sur dans par"
    " pour avec chez vers entre avant après depuis pendant contre selon si comme quand comment pourquoi"
    " combien tout tous toute toutes autre autres même mêmes quelque quelques chaque aucun aucune rien"
    " personne an ans année années jour jours temps fois monde vie homme femme main tête côté point part"
    " partie cas chose choses deux trois quatre cinq six sept huit neuf dix premier première dernier"
    " dernière grand grande petit petite nouveau nouvelle bon bonne beau belle vieux jeune haut bas long"
    " merci oui non peu beaucoup assez autour lors puis alors ainsi cela ça ceci celui celle ceux page"
    " pages note notes mesure mesures donner mettre prendre tenir trouver mine lit mer lieu ville pays"
    " maison terre sol air feu",
    "es": "el la los las un una unos unas de del a al y o u e que qué en con por para sin sobre bajo entre"
    " desde hasta hacia contra según durante mediante no sí si como cómo más menos muy mucho mucha"
    " muchos muchas poco poca pocos pocas todo toda todos todas otro otra otros otras este esta estos"
    " estas ese esa esos esas aquel aquella esto eso lo le les se me te nos os mi tu su mis tus sus"
    " nuestro nuestra yo tú él ella nosotros ellos ellas usted ustedes ser es son era eran fue fueron"
    " sido siendo estar está están estaba haber ha han había hay he hemos tener tiene tienen tenía hacer"
    " hace hacen hecho poder puede pueden ir va van ver dar da decir dice saber querer quiere cuando"
    " cuándo donde dónde quien quién cual cuál porque pero sino aunque también tampoco ya aún todavía"
    " siempre nunca antes después ahora aquí allí así bien mal mejor peor gran grande pequeño nuevo"
    " nueva bueno buena viejo alto alta largo primero primera último última uno dos tres cuatro cinco"
    " seis siete ocho nueve diez año años día días tiempo vez veces mundo vida hombre mujer mano parte"
    " lado casa cosa cosas caso punto lugar país ciudad trabajo forma modo manera tipo ejemplo gracias"
    " mismo misma cada algo nada nadie alguno alguna ningún ninguna tanto tan solo sólo",
    "it": "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal"
    " dallo dalla dai dagli dalle in nel nello nella nei negli nelle con col su sul sullo sulla sui"
    " sugli sulle per tra fra e ed o od ma se che chi cui quale quali quanto quanti quanta quante come"
    " dove quando perché non più meno molto molta molti molte poco poca pochi poche tutto tutta tutti"
    " tutte altro altra altri altre questo questa questi queste quello quella quelli quelle ciò mi ti si"
    " ci vi ne me te lui lei noi voi loro io tu egli essa essi mio mia miei mie tuo tua suo sua suoi sue"
    " nostro nostra vostro essere è sono era erano stato stata stati fu furono sia avere ha hanno ho"
    " abbiamo aveva fare fa fatto può possono potere dire detto va vanno andare vedere dare dà volere"
    " vuole già ancora sempre mai prima dopo ora adesso poi qui qua lì là così bene male meglio peggio"
    " anche neanche solo soltanto proprio stesso stessa ogni qualche alcuni alcune nessuno niente nulla"
    " due tre quattro cinque sei sette otto nove dieci anno anni giorno giorni tempo volta volte mondo"
    " vita uomo donna mano mani parte parti lato casa cosa cose caso punto luogo paese città lavoro modo"
    " tipo esempio grande piccolo nuovo nuova buono buona bello vecchio alto alta basso lungo primo"
    " ultimo grazie sì senza sotto sopra verso contro secondo durante mentre invece oltre fino presso"
    " domanda",
}
"""The commonest words, written down by hand; those that name matter ("eau", "fer", "rock") are left out."""

SENTENCES = {
    "en": ("the {} that we have", "show me {} qqq"),
    "de": ("die {} für das", "Daten {} xxx mit der"),
    "fr": ("les {} pour des", "données {} xxx avec une"),
    "es": ("los {} para una", "datos {} xxx con el"),
    "it": ("gli {} per una", "dati {} xxx con il"),
}


@cache
def lexicon() -> Lexicon:
    return shipped_lexicon()


@pytest.mark.parametrize(("lang", "sentence"), [(lang, one) for lang, of in SENTENCES.items() for one in of])
def test_a_common_word_of_the_language_of_a_sentence_is_no_condition(lang: str, sentence: str) -> None:
    read_as = {
        word: [chip.label for chip in read(lexicon(), sentence.format(word)).chips if not chip.negated]
        for word in COMMON[lang].split()
    }

    assert {word: labels for word, labels in read_as.items() if labels} == {}


@pytest.mark.parametrize("lang", ["de", "fr", "es", "it"])
def test_a_common_word_of_another_language_is_no_sample_in_an_english_sentence(lang: str) -> None:
    words = [word for word in COMMON[lang].split() if word not in COMMON["en"].split() and word != "gut"]
    read_as = {word: read(lexicon(), f"the {word} that we have").chip("sample") for word in words}

    assert {word: chips for word, chips in read_as.items() if chips} == {}


def test_accents_tell_a_nail_from_an_article() -> None:
    assert [chip.label for chip in read(lexicon(), "datos de una batería").chip("sample")] == ["battery"]
    assert [chip.label for chip in read(lexicon(), "datos de la uña").chip("sample")] == ["nail"]
