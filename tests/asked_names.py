"""Questions in five languages and the techniques, facilities and instruments that they name.

Written by hand, with the intended readings, before anything read them (223 of 229 were read so at once);
since then one technique was changed: muon spin rotation is PaNET's own "MuSR". Techniques are numbers of
PaNET classes; "?" is a name with several meanings, "-" a technique that PaNET does not have.
"""

from asked_later import SECOND, THIRD
from asked_question import Asked

ENGLISH = [
    Asked("SAXS of gold nanorods in water", ("01188",)),
    Asked("small-angle x-ray scattering from collagen fibrils", ("01188",)),
    Asked("x-ray small angle scattering of clay", ("01188",)),
    Asked("scattering of neutrons at small angles by vesicles", ("01189",)),
    Asked("powder x-ray diffraction of cement phases", ("01101",)),
    Asked("PXRD of battery cathodes at Diamond", ("01101",), ("Diamond Light Source",)),
    Asked("neutron powder diffraction on D20 at the ILL", ("01100",), ("Institut Laue-Langevin",), ("D20",)),
    Asked(
        "EXAFS and XANES on nickel foams, ID26",
        ("01198", "01199"),
        ("European Synchrotron Radiation Facility",),
        ("ID26",),
    ),
    Asked("QENS of water in clay", ("01035",)),
    Asked(
        "inelastic neutron scattering on MAPS at ISIS",
        ("01245",),
        ("ISIS Neutron and Muon Source",),
        ("MAPS",),
    ),
    Asked("muon spin rotation in a kagome magnet", ("01051",)),
    Asked("micro-CT of snow", ("01206",)),
    Asked(
        "nano-CT of catalyst pellets at ID16A",
        ("01154",),
        ("European Synchrotron Radiation Facility",),
        ("ID16A",),
    ),
    Asked("x-ray computed tomography of foams", ("01207",)),
    Asked("neutron tomography of meteorites", ("01129",)),
    Asked("in situ radiography of aluminium solidification", ("01088",)),
    Asked("GISAXS and GIWAXS on organic photovoltaics", ("01162", "01316")),
    Asked("grazing-incidence small-angle neutron scattering of block copolymers", ("01276",)),
    Asked("polarized neutron reflectometry on iron chromium layers", ("01243",)),
    Asked("x-ray reflectometry of lipid monolayers", ("01149",)),
    Asked("XPS of oxidised copper foil", ("01204",)),
    Asked("ambient pressure XPS on ceria", ("01218",)),
    Asked("spin-resolved ARPES of topological insulators", ("01222",)),
    Asked("x-ray magnetic circular dichroism of cobalt islands", ("01137",)),
    Asked("PEEM images of magnetic domains", ("01146",)),
    Asked("XPCS of colloidal gels at PETRA III P10", ("01205",), ("PETRA III",), ("P10",)),
    Asked("serial femtosecond crystallography at the European XFEL", ("01168",), ("European XFEL",)),
    Asked("macromolecular crystallography BioMAX", ("01164",), ("MAX IV Laboratory",), ("BioMAX",)),
    Asked("protein crystallography of lysozyme at MAX-IV", ("01164",), ("MAX IV Laboratory",)),
    Asked("crystallographic fragment screening against a kinase", ("01304",)),
    Asked("ptychographic imaging of diatoms", ("01212",)),
    Asked("Bragg coherent diffraction imaging of platinum particles", ("01174",)),
    Asked("3DXRD of a titanium alloy", ("01290",)),
    Asked("FTIR of paint layers", ("01320",)),
    Asked("infrared spectromicroscopy of cells at SOLEIL", ("01110",), ("Synchrotron SOLEIL",)),
    Asked("raman spectroscopy of diamond anvil cells", ("01195",)),
    Asked("x-ray fluorescence mapping of leaves", ("01288",)),
    Asked("HERFD-XANES on uranium minerals", ("01199",)),
    Asked("resonant inelastic x-ray scattering from nickelates", ("01183",)),
    Asked("x-ray and neutron diffraction of perovskites", ("01216", "01217")),
    Asked("small-angle neutron or x-ray scattering of proteins", ("01189", "01188")),
    Asked("difraction of ice", ("01022",)),
    Asked("neutron reflectomety of surfactants", ("01239",)),
    Asked("spectroscpy of dyes", ("01125",)),
    Asked("tomographc scans of teeth", ("01129",)),
    Asked("Kikuchi diffraction of deformed steel", ("-",)),
    Asked("NMR relaxation in zeolites", ("-",)),
    Asked("neutron depth profiling of lithium electrodes", ("-",)),
    Asked("Compton scattering from beryllium", ("-",)),
    Asked("PDF from the logbook of the experiment", ("?",)),
    Asked("PDF analysis of amorphous drugs", ("01181",)),
    Asked("x-ray PDF of molten salts", ("01181",)),
    Asked("pair distribution functions of nanoparticles", ("01181",)),
    Asked("total scattering of silica glass", ("01190",)),
    Asked("NSE of polymer melts", ("01120",)),
    Asked("spin echo of membranes at FRM2", ("01120",), ("Forschungs-Neutronenquelle Heinz Maier-Leibnitz",)),
    Asked("spin echo of membranes", ("01052",)),
    Asked("reflectometry at ESS", ("01121",), ("European Spallation Source",)),
    Asked("water diffusion in porous rock"),
    Asked("absorption of carbon dioxide by amines"),
    Asked("microscopic cracks in concrete"),
    Asked("critically ill patients", ("?",)),
    Asked("fish scales and merlin feathers"),
    Asked("diamond anvil cell experiments in 15 minutes"),
    Asked("light emission of perovskite LEDs"),
    Asked("adsorption of methane"),
    Asked("power generation with magnets"),
    Asked("everything from TOMCAT", (), ("Swiss Light Source",), ("TOMCAT",)),
    Asked("WISH data on multiferroics", (), ("ISIS Neutron and Muon Source",), ("WISH",)),
    Asked("electron microscopy of pollen", ("01145",)),
]

GERMAN = [
    Asked("Kleinwinkelstreuung an Proteinlösungen", ("01124",)),
    Asked(
        "Neutronenkleinwinkelstreuung an Mizellen am FRM II",
        ("01189",),
        ("Forschungs-Neutronenquelle Heinz Maier-Leibnitz",),
    ),
    Asked("Röntgenbeugung an Stahlproben", ("01216",)),
    Asked("Roentgenpulverdiffraktometrie von Zement", ("01101",)),
    Asked("Röntgenabsorptionsspektroskopie an Katalysatoren bei BESSY", ("01196",), ("BESSY II",)),
    Asked("inelastische Neutronenstreuung an Magneten", ("01245",)),
    Asked("Tomografie von Zähnen", ("01129",)),
    Asked("Röntgentomographie von Holz bei PETRA III", ("01207",), ("PETRA III",)),
    Asked("Neutronenbildgebung von Batterien", ("01248",)),
    Asked("Proteinkristallographie von Enzymen", ("01164",)),
    Asked("Röntgenfluoreszenzanalyse von Gemälden", ("01177",)),
    Asked("Beugung und Streuung an Gläsern", ("01022", "00200")),
    Asked("Infrarotmikroskopie von Gewebe", ("01178",)),
    Asked("Laue-Beugung an Turbinenschaufeln", ("-",)),
    Asked("Reflektometrie mit polarisierten Neutronen an Eisenschichten", ("01243",)),
]

FRENCH = [
    Asked("diffraction des rayons X d'aciers", ("01216",)),
    Asked(
        "diffraction de neutrons sur poudre de perovskites à l'ILL", ("01100",), ("Institut Laue-Langevin",)
    ),
    Asked("diffusion des rayons X aux petits angles de protéines", ("01188",)),
    Asked(
        "spectroscopie d'absorption des rayons X de catalyseurs à SOLEIL", ("01196",), ("Synchrotron SOLEIL",)
    ),
    Asked("radiographie neutronique de piles", ("01248",)),
    Asked("microtomographie X de roches", ("01208",)),
    Asked("réflectivité de neutrons sur des films minces", ("01239",)),
    Asked("imagerie à contraste de phase de fossiles", ("01116",)),
    Asked("coefficient de diffusion de l'eau"),
    Asked("fluorescence X de pigments", ("01177",)),
    Asked(
        "cristallographie des protéines à l'ESRF", ("01164",), ("European Synchrotron Radiation Facility",)
    ),
    Asked("spectroscopie de photoélectrons résolue en angle", ("01089",)),
]

SPANISH = [
    Asked("dispersión de neutrones a bajo ángulo de micelas", ("01189",)),
    Asked("difracción de neutrones de aleaciones", ("01217",)),
    Asked("difracción de polvo de minerales en ALBA", ("01030",), ("ALBA Synchrotron",)),
    Asked("tomografía de rayos X de huesos", ("01207",)),
    Asked("espectroscopía de absorción de rayos X de catalizadores", ("01196",)),
    Asked("fluorescencia de rayos X de cerámicas", ("01177",)),
    Asked("microscopía infrarroja de tejidos", ("01178",)),
    Asked("radiografía con neutrones de raíces", ("01248",)),
    Asked("reflectometría de neutrones en películas", ("01239",)),
    Asked("dispersión inelástica de neutrones en cristales", ("01245",)),
]

ITALIAN = [
    Asked("diffrazione di raggi X su leghe", ("01216",)),
    Asked("diffrazione da polveri di ossidi", ("01030",)),
    Asked(
        "spettroscopia di assorbimento di raggi X di catalizzatori a Elettra",
        ("01196",),
        ("Elettra Sincrotrone Trieste",),
    ),
    Asked("tomografia di fossili", ("01129",)),
    Asked("diffusione di neutroni a piccolo angolo di proteine", ("01189",)),
    Asked("radiografia neutronica di bronzi antichi", ("01248",)),
    Asked("riflettometria di neutroni", ("01239",)),
    Asked("fluorescenza a raggi X di affreschi", ("01177",)),
    Asked("cristallografia di proteine", ("01164",)),
    Asked("microscopia a raggi X di cellule", ("01180",)),
]

ALL = [*ENGLISH, *GERMAN, *FRENCH, *SPANISH, *ITALIAN, *SECOND, *THIRD]
