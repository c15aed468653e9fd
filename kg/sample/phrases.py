"""Words to vary the invented texts, so that 20,000 bench records do not read alike."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split(";"))


MATERIALS = _words("""
    barium titanate; silica aerogel; lithium iron phosphate; copper zinc tin sulfide; lysozyme;
    ferritin; graphene oxide; nickel superalloy; polyethylene glycol; cobalt ferrite; yttrium iron
    garnet; calcite; bismuth vanadate; hydroxyapatite; cellulose; collagen; titanium dioxide;
    gallium nitride; iron sulfide; magnesium hydride; zeolite beta; manganese silicide; perovskite
    absorber; gold nanorods; myoglobin; liquid crystal elastomer; spider silk; volcanic glass; sea
    ice; cement paste; tungsten diselenide; samarium cobalt; strontium ruthenate; lipid bilayers;
    insulin; palladium alloy; sodium ion cathode; basalt; bone; birch wood; chocolate; red blood
    cells; clay; uranium oxide; holmium titanate""")

PROCESSES = _words("""
    crystallisation; melting; drying; swelling; hydration; oxidation; reduction; ageing; annealing;
    charging; discharging; shear flow; fatigue; quenching; sintering; corrosion; self-assembly;
    gelation; phase separation; magnetisation reversal; laser excitation; gas adsorption; ion
    exchange; domain growth; crack growth; texture formation; film growth; dissolution; nucleation;
    fibre drawing""")

CONDITIONS = _words("""
    at room temperature; at 4 K; under high pressure; in humid air; in a flow cell; in vacuum; in a
    magnetic field; under tensile load; at the solid-liquid interface; in situ; operando; after
    irradiation; in heavy water; as thin films; as powders; as single crystals; in microgravity
    analogues; during heating; during cooling; in ionic liquids; in a diamond anvil cell; under
    illumination; with varying contrast; with millisecond steps""")

PURPOSES = _words("""
    to separate surface from bulk contributions; to test a model of the energy landscape; for a
    doctoral thesis; to calibrate a new detector; to compare two routes of synthesis; as reference
    data for machine learning; to follow the kinetics; to find the onset of disorder; to explain
    earlier laboratory results; for a round robin between laboratories; to refine the structure; to
    measure the correlation length""")
