"""What the invented instruments are used for: techniques, materials and the words that go with them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One investigation: what a publication is called and what lay in the beam."""

    title: str
    sample: str
    formula: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A parameter with its unit and the range its invented values come from."""

    name: str
    unit: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Topic:
    """One technique at one instrument; `technique` is a PaNET number, `label` its PaNET label."""

    instrument: str
    technique: str
    label: str
    words: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    subjects: tuple[Subject, ...]


ENERGY = Quantity("incident_energy", "keV", 7.0, 25.0)
WAVELENGTH = Quantity("wavelength", "angstrom", 2.0, 12.0)
TEMPERATURE = Quantity("sample_temperature", "K", 4.0, 450.0)
EXPOSURE = Quantity("exposure_time", "s", 0.02, 5.0)
DISTANCE = Quantity("detector_distance", "m", 0.2, 12.0)
FIELD = Quantity("magnetic_field", "T", 0.0, 8.0)
PULSE = Quantity("pulse_energy", "mJ", 0.2, 2.5)

TOPICS = (
    Topic(
        "LYRA",
        "PaNET01188",
        "small angle x-ray scattering",
        ("SAXS", "nanoparticles", "soft matter"),
        (ENERGY, DISTANCE, EXPOSURE),
        (
            Subject("Drying of silica nanoparticle suspensions", "silica spheres, 40 nm", "SiO2"),
            Subject("Self-assembly of block copolymer micelles in ethanol", "PS-b-PEO micelles", "C8H8"),
            Subject("Casein gels during acidification of skimmed milk", "casein micelles", ""),
            Subject("Growth of gold nanorods followed in a flow cell", "gold nanorods", "Au"),
        ),
    ),
    Topic(
        "LYRA",
        "PaNET01191",
        "wide angle x-ray scattering",
        ("WAXS", "polymers", "crystallisation"),
        (ENERGY, DISTANCE, TEMPERATURE),
        (
            Subject("Crystallisation of polyethylene under shear", "polyethylene melt", "C2H4"),
            Subject("Orientation of cellulose in drawn wood fibres", "birch cellulose", "C6H10O5"),
            Subject("Melting and freezing of cocoa butter", "cocoa butter", ""),
            Subject("Stress-induced texture in spider silk", "dragline silk", ""),
        ),
    ),
    Topic(
        "CORONA",
        "PaNET01207",
        "x-ray tomography",
        ("tomography", "imaging", "microstructure"),
        (ENERGY, EXPOSURE, Quantity("voxel_size", "um", 0.3, 12.0)),
        (
            Subject("Three-dimensional vascular network of a fossil fern", "permineralised fern", "SiO2"),
            Subject("Crack growth in a cold-rolled aluminium alloy", "aluminium alloy", "Al"),
            Subject("Pore space of volcanic pumice", "pumice", "SiO2"),
            Subject("Dendrites in a lithium battery after two hundred cycles", "pouch cell", "LiCoO2"),
        ),
    ),
    Topic(
        "VELA",
        "PaNET01164",
        "macromolecular crystallography",
        ("MX", "protein structure", "crystallography"),
        (ENERGY, TEMPERATURE, Quantity("resolution", "angstrom", 1.1, 3.2)),
        (
            Subject("Structure of lysozyme with a bound fragment library", "hen egg lysozyme", ""),
            Subject("Radiation damage in thaumatin at room temperature", "thaumatin", ""),
            Subject("A cold-adapted lipase from an imaginary ice worm", "lipase", ""),
            Subject("Zinc coordination in an insulin hexamer", "insulin", "Zn"),
        ),
    ),
    Topic(
        "PAVO",
        "PaNET01089",
        "angle resolved photoemission spectroscopy",
        ("ARPES", "band structure", "quantum materials"),
        (Quantity("photon_energy", "eV", 20.0, 150.0), TEMPERATURE),
        (
            Subject("Band structure of monolayer tungsten diselenide", "WSe2 on sapphire", "WSe2"),
            Subject("Charge density wave gap in tantalum disulfide", "1T-TaS2", "TaS2"),
            Subject("Surface states of bismuth selenide after potassium dosing", "Bi2Se3 crystal", "Bi2Se3"),
            Subject("Flat bands in a twisted graphene bilayer", "twisted graphene", "C"),
        ),
    ),
    Topic(
        "CARINA",
        "PaNET01196",
        "x-ray absorption spectroscopy",
        ("XAS", "catalysis", "oxidation state"),
        (ENERGY, TEMPERATURE),
        (
            Subject("Oxidation state of copper in a methanol catalyst", "Cu/ZnO/Al2O3", "CuO"),
            Subject("Iron speciation in lake sediment", "lake sediment", "Fe2O3"),
            Subject("Nickel sites of a cathode during the first charge", "NMC cathode", "LiNiO2"),
            Subject("Arsenic uptake in rice grains", "rice grains", "As"),
        ),
    ),
    Topic(
        "CARINA",
        "PaNET01288",
        "scanning x-ray fluorescence",
        ("XRF", "element maps", "cultural heritage"),
        (ENERGY, EXPOSURE, Quantity("step_size", "um", 0.5, 50.0)),
        (
            Subject("Pigments below the surface of a painted panel", "painted panel", "PbCO3"),
            Subject("Trace elements in growth rings of a coral", "coral skeleton", "CaCO3"),
            Subject("Zinc and iron maps of a barley seed", "barley seed", "Zn"),
            Subject("Corrosion layers on a bronze bell", "bronze fragment", "CuSn"),
        ),
    ),
    Topic(
        "DRACO",
        "PaNET01101",
        "x-ray powder diffraction",
        ("XPD", "phase analysis", "in situ"),
        (ENERGY, TEMPERATURE),
        (
            Subject("Phase transitions of barium titanate on cooling", "barium titanate", "BaTiO3"),
            Subject("Hydration of cement in the first hours", "Portland cement", "Ca3SiO5"),
            Subject("Uptake of carbon dioxide in a metal organic framework", "MOF powder", "C8H6O4Zn"),
            Subject("Lattice expansion of ceria nanocrystals", "ceria", "CeO2"),
        ),
    ),
    Topic(
        "FJORD",
        "PaNET01189",
        "small angle neutron scattering",
        ("SANS", "contrast variation", "soft matter"),
        (WAVELENGTH, DISTANCE, TEMPERATURE),
        (
            Subject("Lipid vesicles with deuterated cholesterol", "DMPC vesicles", "C36H72NO8P"),
            Subject("Skyrmion lattice of manganese silicide", "MnSi crystal", "MnSi"),
            Subject("Precipitates in a nickel superalloy after ageing", "nickel superalloy", "Ni3Al"),
            Subject("Shape of a membrane protein in detergent", "membrane protein", ""),
        ),
    ),
    Topic(
        "TUNDRA",
        "PaNET01239",
        "neutron reflectometry",
        ("reflectometry", "thin films", "interfaces"),
        (WAVELENGTH, Quantity("incident_angle", "deg", 0.3, 3.0)),
        (
            Subject("Thin films of a conducting polymer in humid air", "PEDOT film on silicon", "C6H4O2S"),
            Subject("Hydrogen uptake of palladium thin films", "Pd film, 30 nm", "Pd"),
            Subject("Supported lipid bilayers at the solid-liquid interface", "supported bilayer", ""),
            Subject("Swelling of polyelectrolyte multilayers", "PSS/PAH multilayer", ""),
        ),
    ),
    Topic(
        "TUNDRA",
        "PaNET01243",
        "polarized neutron reflectometry",
        ("PNR", "magnetism", "thin films"),
        (WAVELENGTH, FIELD, TEMPERATURE),
        (
            Subject("Magnetic depth profile of an iron-chromium superlattice", "Fe/Cr superlattice", "FeCr"),
            Subject("Proximity effect in a superconductor ferromagnet film", "Nb/Co bilayer", "NbCo"),
            Subject("Exchange bias in cobalt oxide thin films", "CoO/Co film", "CoO"),
            Subject("Buried magnetism at a manganite interface", "LSMO/STO film", "LaMnO3"),
        ),
    ),
    Topic(
        "TAIGA",
        "PaNET01100",
        "neutron powder diffraction",
        ("NPD", "magnetic structure", "crystal structure"),
        (WAVELENGTH, TEMPERATURE, FIELD),
        (
            Subject("Magnetic order of a frustrated garnet", "gadolinium garnet", "Gd3Ga5O12"),
            Subject("Deuterium sites in magnesium hydride", "magnesium deuteride", "MgD2"),
            Subject("Oxygen vacancies in a perovskite fuel cell cathode", "perovskite", "SrFeO3"),
            Subject("Negative thermal expansion of zirconium tungstate", "zirconium tungstate", "ZrW2O8"),
        ),
    ),
    Topic(
        "ASPEN",
        "PaNET01245",
        "inelastic neutron spectroscopy",
        ("spin waves", "phonons", "dynamics"),
        (WAVELENGTH, TEMPERATURE, FIELD),
        (
            Subject("Spin waves in a copper oxide chain", "copper oxide chain", "SrCuO2"),
            Subject("Crystal field levels of holmium titanate", "spin ice", "Ho2Ti2O7"),
            Subject("Phonon softening close to a martensitic transition", "nickel titanium", "NiTi"),
            Subject("Proton dynamics in a solid acid", "caesium hydrogen sulfate", "CsHSO4"),
        ),
    ),
    Topic(
        "NIMBUS",
        "PaNET01168",
        "serial femtosecond crystallography",
        ("SFX", "time resolved", "protein structure"),
        (ENERGY, PULSE, Quantity("delay", "fs", 0.0, 3000.0)),
        (
            Subject("Light-driven proton pump in microseconds", "bacteriorhodopsin", ""),
            Subject("Mixing of substrate into beta-lactamase microcrystals", "beta-lactamase", ""),
            Subject("Photodissociation of carbon monoxide from myoglobin", "myoglobin", "Fe"),
            Subject("Granulovirus nanocrystals in a liquid jet", "granulovirus", ""),
        ),
    ),
    Topic(
        "STRATUS",
        "PaNET01212",
        "ptychography",
        ("ptychography", "coherent imaging", "nanostructure"),
        (ENERGY, EXPOSURE, Quantity("pixel_size", "nm", 4.0, 40.0)),
        (
            Subject("Ptychography of an integrated circuit", "logic chip", "Cu"),
            Subject("Near-field ptychography of butterfly wing scales", "wing scale", ""),
            Subject("Ptychographic tomography of a nanoporous catalyst", "nanoporous gold", "Au"),
            Subject("Magnetic domains imaged by resonant ptychography", "Co/Pt multilayer", "CoPt"),
        ),
    ),
)
