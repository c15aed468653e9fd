"""Words about quantities in five languages: their names, and words that say another thing is meant."""

from kg.rdf.names import QUANTITY_KIND
from kg.read.unit_words import ENERGY, FIELD, PRESSURE, TEMPERATURE, WAVELENGTH
from kg.read.wording import Wording, phrases, word_set

PHOTON_ENERGY, NEUTRON_ENERGY = "photon energy", "neutron energy"

KINDS = {
    TEMPERATURE: TEMPERATURE, PRESSURE: PRESSURE, FIELD: FIELD, WAVELENGTH: WAVELENGTH,
    ENERGY: ENERGY, PHOTON_ENERGY: ENERGY, NEUTRON_ENERGY: ENERGY,
}  # fmt: skip
"""The names of quantities, and the kind of unit each is measured in."""

_KIND = str(QUANTITY_KIND)
QUDT = {
    TEMPERATURE: f"{_KIND}Temperature", PRESSURE: f"{_KIND}Pressure", FIELD: f"{_KIND}MagneticFluxDensity",
    WAVELENGTH: f"{_KIND}Wavelength", ENERGY: f"{_KIND}Energy",
}  # fmt: skip
"""QUDT's quantity kind (version 2.1) of each kind of unit."""

_NAMES = {
    TEMPERATURE: "temperature|temperatures|temp|temps|sample temperature|sample temperatures|temperatur"
    "|temperaturen"
    "|probentemperatur|probentemperaturen|température|températures|temperatura|temperaturas|temperature",
    PRESSURE: "pressure|pressures|druck|drücke|drücken|pression|pressions|presión|presiones|pressione"
    "|pressioni"
    "|hydrostatic pressure|hydrostatic pressures|drucke",
    FIELD: "magnetic field|magnetic fields|field|fields|applied field|applied fields|applied magnetic field"
    "|external field|external magnetic field|external fields|magnetfeld|magnetfelder|magnetfeldern"
    "|magnetfeldes"
    "|feld|feldern|felder|champ magnétique|champs magnétiques|champ|champs|campo magnético"
    "|campos magnéticos|campo"
    "|campos|campo magnetico|campi magnetici|campi|field strength|magnetic flux density|flussdichte",
    WAVELENGTH: "wavelength|wavelengths|wave length|neutron wavelength|x ray wavelength|lambda|wellenlänge"
    "|wellenlängen|longueur d'onde|longueurs d'onde|longitud de onda|longitudes de onda|lunghezza d'onda"
    "|lunghezze d'onda|incident wavelength|photon wavelength|neutron wavelengths|neutronenwellenlänge",
    PHOTON_ENERGY: "photon energy|photon energies|x ray energy|x ray energies|xray energy|xray energies"
    "|incident photon energy|incident x ray energy|photonenenergie|photonenenergien|röntgenenergie"
    "|röntgenenergien"
    "|énergie de photons|énergie des photons|énergie de photon|énergies de photons|énergie des rayons x"
    "|énergie de rayons x|energía de fotones|energía de los fotones|energía del fotón|energía de rayos x"
    "|energía de los rayos x|energia dei fotoni|energia di fotoni|energia del fotone|energia dei raggi x",
    NEUTRON_ENERGY: "neutron energy|neutron energies|incident neutron energy|incident neutron energies"
    "|neutronenenergie|neutronenenergien|énergie des neutrons|énergie de neutrons"
    "|énergie des neutrons incidents"
    "|energía de neutrones|energía de los neutrones|energia dei neutroni|energia di neutroni",
    ENERGY: "energy|energies|incident energy|incident energies|beam energy|beam energies|excitation energy"
    "|excitation energies|energie|energien|strahlenergie|strahlenergien|anregungsenergie|énergie|énergies"
    "|énergie incidente|énergie du faisceau|energía|energías|energía incidente|energía del haz|energia"
    "|energia incidente|energia del fascio",
}  # fmt: skip
NAMES = phrases(_NAMES)

NAMES_BEHIND = phrases(
    _NAMES
    | {
        "photon": "x ray|x rays|xray|xrays|photons|photon beam|x ray beam|xray beam|synchrotron"
        "|synchrotron radiation"
        "|röntgenstrahlung|röntgenstrahlen|photonen|rayons x|photon|rayos x|fotones|raggi x|fotoni"
        "|hard x rays"
        "|soft x rays|monochromatic x rays|synchrotron x rays",
        "neutron": "neutrons|neutron|neutron beam|neutronen|neutronenstrahl|neutrones|neutroni|cold neutrons"
        "|thermal neutrons|hot neutrons|epithermal neutrons",
    }
)

LETTERS = {
    "T": TEMPERATURE, "p": PRESSURE, "P": PRESSURE, "B": FIELD, "H": FIELD, "μ0H": FIELD, "µ0H": FIELD,
    "λ": WAVELENGTH, "lambda": WAVELENGTH, "E": ENERGY, "Ei": NEUTRON_ENERGY, "hν": PHOTON_ENERGY,
    "hv": PHOTON_ENERGY,
}  # fmt: skip
"""Symbols, which count right before a sign of comparison only."""

FILLERS = phrases(
    {
        True: "at|@|bei|à|a|with|mit|avec|con|in|by|using|at a|at an|bei einer|bei einem|mit einer"
        "|mit einem|à une|à un"
        "|avec une|avec un|con una|con un|ad una|ad un|a una|a un|im|dans un|dans une|in a|in an|at the"
        "|à la|in einem",
        False: "of|the|a|an|is|was|were|are|be|being|value|values|kept|held|cooled to|cooled|heated to"
        "|heated|set|to"
        "|von|der|die|das|den|dem|einer|einem|eine|ein|eines|war|ist|sind|waren|liegt|lag|temperiert auf|auf"
        "|de|des|du|d|la|le|les|l|une|un|était|est|sont|del|de la|de los|de las|el|los|las|una|uno|es|era|son"
        "|di|del|della|dei|delle|il|lo|gli|i|è|erano|sono|sample|the sample|degrees"
        "|that is|which is"
        "|lower|its|their|whose|gehalten|maintenu à|maintenus à|mantenido a|mantenuto a|maintained"
        "|stabilised",
    }
)
"""Words that may stand between a name, a comparison and a number; True of those that place: "at 8 keV"."""

FORBIDDEN_BEFORE = phrases(
    {
        True: "tc|tn|tg|tm|curie|curie temperature|néel|neel|transition|transitions|critical|melting"
        "|boiling|glass"
        "|glass transition|debye|onset|ordering|critical temperature|critical field|coercive|saturation"
        "|exchange"
        "|gap|gaps|band gap|bandgap|resolution|resolutions|bandwidth|step|steps|spacing|edge|edges|binding"
        "|kinetic"
        "|activation|transfer|formation|surface|ring|storage ring|electron|electrons|ion|ions|loss|fermi|bond"
        "|dissociation|ionisation|ionization|adsorption|free|zero point|phonon|magnon|cohesive|strain|stress"
        "|strength|modulus|hardness|load|tension|annealing|sintering|growth|synthesis|calcination|deposition"
        "|substrate|firing|curing|ageing|aging|storage|decomposition|freezing|solidus|liquidus|tempering"
        "|vapour"
        "|vapor|partial|osmotic|yield|residual stress|residual stresses|stresses|energy resolution"
        "|binding energy"
        "|kinetic energy|activation energy|energy gap|energy transfer|energy loss|accuracy|precision|error"
        "|vertical"
        "|auflösung|energieauflösung|bandlücke|übergangstemperatur|schmelzpunkt|sprungtemperatur|spannung"
        "|festigkeit"
        "|résolution|bande interdite|transition à|contrainte|contraintes|fusion|résistance|resolución"
        "|transición"
        "|fusión|tensión|esfuerzo|risoluzione|transizione|fusione|sforzo|banda proibita|schrittweite|pas de",
    }
)
"""Right before a quantity: a property of the sample or the apparatus, no condition of the measurement."""

FORBIDDEN_BEHIND = phrases(
    {
        True: "resolution|step|steps|interval|intervals|increments|gap|gaps|bandgap|band gap|bandwidth"
        "|ring|storage"
        "|electron|electrons|ion|ions|proton|protons|muon|muons|doped|doping|detector|detectors|camera"
        "|cameras|frame"
        "|frames|pixel|pixels|images|display|video|superconductor|superconductors|transition|transitions"
        "|transfer"
        "|loss|edge|line|feature|peak|mode|modes|phonon|magnon|excitation|excitations|strength|steel"
        "|stress|tensile"
        "|annealing|annealed|sintered|sintering|synthesis|calcined|atoms|auflösung|schritte|schritten"
        "|elektronen"
        "|ionen|protonen|résolution|électrons|protones|electrones|resolución|risoluzione|elettroni|protoni"
        "|irradiation"
        "|datasets|scans|files|users|accuracy|precision|error|wide|stability|per",
    }
)
"""Right behind a unit."""

PREPARED = word_set(
    "annealed annealing sintered sintering calcined calcination synthesised synthesized synthesis"
    " grown growth prepared"
    " fired quenched deposited melted aged ageing aging tempered cured carbonised carbonized pyrolysed"
    " pyrolyzed dried"
    " reduced oxidised oxidized hardened forged rolled welded baked firing crystallised crystallized"
    " stored"
    " geglüht geglühte geglühter geglühtes geglühten gesintert gesinterte gesinterter gesinterten"
    " kalziniert"
    " calciniert hergestellt abgeschreckt gealtert getrocknet recuit recuits recuite recuites fritté"
    " frittés calciné"
    " calcinés trempé trempés séché synthétisé synthétisés recocido recocidos sinterizado sinterizados"
    " calcinado"
    " calcinados templado sintetizado ricotto ricotti sinterizzato sinterizzati calcinato calcinati"
    " temprato"
    " sintetizzato irradiated damaged exposed"
)
"""What was done to a sample before: the number that follows is no condition of the measurement."""

MEASURED = word_set(
    "measured recorded collected taken studied acquired scanned probed observed performed imaged data"
    " scans scan"
    " measurements measurement gemessen aufgenommen messung messungen daten mesuré mesurés mesures"
    " données medido medidos"
    " medidas datos misurato misurati misure dati"
)

_PHOTON = frozenset({"xray", "xrays", "photon", "photons", "photonen", "fotones", "fotoni", "synchrotron"})
_RAYS = frozenset({"ray", "rays"})
_RAYS_BEFORE_X = frozenset({"rayons", "rayos", "raggi", "rayon", "rayo", "raggio"})


def probe_in(text: Wording) -> str:
    """As "photon" or "neutron" where the words name just one of them, else nothing."""
    pairs = set(zip(text.words, text.words[1:], strict=False))
    photon = any(
        word in _PHOTON or word.startswith(("rontgen", "xray", "synchrotron")) for word in text.words
    ) or any((a == "x" and b in _RAYS) or (a in _RAYS_BEFORE_X and b == "x") for a, b in pairs)
    neutron = any(word.startswith("neutron") for word in text.words)
    if photon == neutron:
        return ""
    return "photon" if photon else "neutron"
