"""The sources that rules rest on. A row names them by key; shops are named without an address."""

import enum
from collections.abc import Collection
from dataclasses import dataclass


class Confidence(enum.StrEnum):
    """How sure it is that the source says what the row says."""

    HIGH = "high"
    MEDIUM = "medium"
    # A choice of this project, for instance a threshold: it waits for a clinician's signature.
    JUDGEMENT = "judgement"


@dataclass(frozen=True)
class Citation:
    title: str
    url: str = ""


# Not a source: the writer of the knowledge page remembered it, and it was not looked up.
MEMORY = "memory"
# A choice of this project.
OWN = "own"
# A page of a supplement shop. It is named, without a link, and no rule rests on it alone.
ARTICLE = "article"
# The values behind "%RI" on European food labels.
LABELS = "labels"
NEVER_ALONE = frozenset({ARTICLE})

CITATIONS: dict[str, Citation] = {
    ARTICLE: Citation("Topvitamine, “Belangrijkste voordeel van magnesium” (a supplement shop)"),
    MEMORY: Citation("From memory, not yet checked with a source"),
    OWN: Citation("A choice of Mg24, to be checked by a clinician"),
    LABELS: Citation("Regulation (EU) No 1169/2011, Annex XIII, reference intakes for labels"),
    "S01": Citation(
        "SmPC of an oral magnesium medicine, section 4.5",
        "https://medicines.org.uk/emc/product/2678/smpc",
    ),
    "S02": Citation(
        "SmPC of an antacid with magnesium hydroxide", "https://medicines.org.uk/emc/medicine/25343"
    ),
    "S03": Citation(
        "HSE Ireland, Tetracyclines: drug interactions",
        "https://www.hse.ie/eng/services/list/2/gp/antibiotic-prescribing/drug-interactions/tetracyclines.html",
    ),
    "S04": Citation(
        "Antacids and quinolones (text after Stockley)",
        "https://medpill.info/antacids-and-quinolones-10256.htm",
    ),
    "S05": Citation("Ciprofloxacin: 2 hours before, 6 hours after (table after Hansten)"),
    "S06": Citation("US labels of oral quinolones with oral cations (WebMD, dmid-2202)"),
    "S07": Citation("Moxifloxacin, label for Singapore (MIMS)"),
    "S08": Citation(
        "Levofloxacin, Wechselwirkungen",
        "https://www.ellviva.de/krankheiten/medikamente/levofloxacin-wechselwirkungen",
    ),
    "S09": Citation(
        "Thyroid preparations and cations, citing the Synthroid label 2024 (dmid-1034)"
    ),
    "S10": Citation(
        "Schildklier Nederland and mijnschildklierwijzer.nl, taking levothyroxine",
        "https://schildklier.nl/tips-bij-behandeling/levothyroxinegebruik/opname-levothyroxine/",
    ),
    "S11": Citation(
        "Antacids and levothyroxine (text after Stockley)",
        "https://medpill.info/antacids-and-levothyroxine-10242.htm",
    ),
    "S12": Citation("Oral bisphosphonates and cations, citing US labels (WebMD, dmid-1660)"),
    "S13": Citation(
        "Apotheek.nl, ibandroninezuur", "https://www.apotheek.nl/medicijnen/ibandroninezuur"
    ),
    "S14": Citation(
        "BCFI, alendronaat", "https://farmaka.bcfi.be/nl/geneesmiddelen/geneesmiddel/209"
    ),
    "S15": Citation("Risedronate, Actonel label (MIMS)"),
    "S16": Citation("Gabapentin label; magnesium oxide study, Drug Metab Pharmacokinet 2012;27"),
    "S17": Citation(
        "Guide thérapeutique VIH, dolutegravir with magnesium hydroxide",
        "https://interactions.guidetherapeutiquevih.com/en/interaction-details?id=11406",
    ),
    "S18": Citation("Magaldrate with raltegravir, Swiss product text"),
    "S19": Citation("Eltrombopag, sentence of the Dutch SmPC; US product text"),
    "S20": Citation(
        "Antacids and mycophenolate (text after Stockley)",
        "https://medpill.info/antacids-and-mycophenolate-10246.htm",
    ),
    "S21": Citation("Penicillamine and cations (WebMD, dmid-255)"),
    "S22": Citation(
        "Pharmaceutisch Weekblad 2011, verwarring bij chinolonen",
        "https://www.pw.nl/nieuws/2011/verwarring-bij-chinolonen",
    ),
    "S23": Citation("SBA, opname in de dunne darm (training of Dutch pharmacy assistants)"),
    "S24": Citation(
        "Pediamecum, hidróxido de magnesio",
        "https://aeped.es/comite-medicamentos/pediamecum/magnesio-hidroxido",
    ),
    "S25": Citation(
        "Liamis, Hoorn and others 2021, drug-induced hypomagnesaemia",
        "https://pure.eur.nl/en/publications/an-overview-of-diagnosis-and-management-of-drug-induced-hypomagne",
    ),
    "S26": Citation("Kidney360 2021, Hypomagnesemia in the cancer patient, table 3"),
    "S27": Citation("Drug-induced hypomagnesaemia: scope and management (PMID 16119971)"),
    "S28": Citation("SmPC sentence on proton pump inhibitors (Belgium)"),
    "S29": Citation("FDA warning on proton pump inhibitors, in gezondheidsnieuws.be and ortho.nl"),
    "S30": Citation(
        "NTvG 2016;160:D487, Protonpompremmers",
        "https://ntvg.nl/artikelen/protonpompremmers-niet-zo-veilig-als-ze-lijken",
    ),
    "S31": Citation("Potassium-sparing diuretics, EBSCO Research Starters and Medscape"),
    "S32": Citation(
        "SmPC of magnesium glycerophosphate 4 mmol",
        "https://medicines.org.uk/emc/product/11577/smpc/print",
    ),
    "S33": Citation(
        "SmPC of magnesium citrate 97 mg", "https://medicines.org.uk/emc/product/12118/smpc/print"
    ),
    "S34": Citation(
        "Medscape UK, magnesium glycerophosphate",
        "https://www.medscape.co.uk/drug/magnesium-glycerophosphate-oral-71100-71100",
    ),
    "S40": Citation(
        "BfR 2017, highest amount of magnesium in food supplements",
        "https://www.eurekalert.org/pub_releases/2017-12/bfif-bam121817.php",
    ),
    "S41": Citation("EFSA ANS Panel 2016, citing the upper level of 250 mg"),
    "S42": Citation(
        "VKM 2016:15, magnesium in food supplements",
        "https://www.vkm.no/english/riskassessments/allpublications/riskassessmentofmagnesiuminfoodsupplements.4.2375207615dac0245aee5130.html",
    ),
    "S43": Citation("Nordic Nutrition Recommendations 2023, as quoted by a Swedish clinic"),
    "S44": Citation(
        "Gezondheidsraad, aanvaardbare bovengrenzen",
        "https://www.gezondheidsraad.nl/onderwerpen/vitamines-mineralen-en-supplementen/alle-adviezen-over-vitamines-mineralen-en-supplementen/aanvaardbare-bovengrenzen-voor-vitamines-en-mineralen",
    ),
    "S45": Citation("RIVM, rules for food supplements", "https://rvs.rivm.nl/en/node/1211"),
    "S46": Citation("UK: EVM 2003 and the wording of the NHS, as quoted by an online pharmacy"),
    "S48": Citation("EFSA 2015, adequate intake of magnesium"),
    "S49": Citation("Guideline values of the Gezondheidsraad, as quoted by two Dutch sites"),
    "S53": Citation("Safety of magnesium: loose stools, and signs of a very high dose"),
    "S60": Citation(
        "Molecules 2021;26:2419, Table 1",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8122334/table/molecules-26-02419-t001",
    ),
    "S61": Citation(
        "Magnesium citrate and oxide compared, BMC Nutrition",
        "https://bmcnutr.biomedcentral.com/articles/10.1186/s40795-016-0121-3",
    ),
    "S62": Citation("Rylander 2014, J Pharm Nutr Sci 4:57-59"),
    "S63": Citation("Pardo 2021, systematic review, Nutrition 89:111294"),
    "S64": Citation(
        "Scientifica 2017, table 6",
        "https://www.hindawi.com/journals/scientifica/2017/4179326/tab6",
    ),
    "S65": Citation(
        "Fine and others 1991, absorption of magnesium",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC295344",
    ),
    "S66": Citation(
        "Farmacotherapeutisch Kompas, magnesiumhydroxide",
        "https://www.farmacotherapeutischkompas.nl/bladeren/preparaatteksten/m/magnesiumhydroxide",
    ),
    "S67": Citation(
        "A Dutch consumer page on “elementair”",
        "https://www.zorgscore.nl/verschillende-vormen-van-magnesium-vergeleken",
    ),
    "S70": Citation(
        "Cochrane, magnesium for muscle cramps (CD009402)",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7025716/table/CD009402-tbl-0001",
    ),
    "S71": Citation(
        "Mah and Pitre 2021, magnesium for insomnia in older adults",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8053283",
    ),
    "S72": Citation("A Dutch midwife on magnesium for cramps in pregnancy (devlogkundige.nl)"),
    "S80": Citation("Current Medical Diagnosis and Treatment, Hypomagnesemia"),
    "S81": Citation(
        "Hypomagnesemia, causes and signs", "https://www.h4rvey.com/USMLE/Renal/Hypomagnesemia"
    ),
    "S82": Citation(
        "MedicineNet, hypokalemia",
        "https://www.medicinenet.com/hypokalemia_symptoms_and_signs/symptoms.htm",
    ),
    "S83": Citation("Hypocalcaemia, signs (minclinic.eu)"),
    "S84": Citation(
        "FAO, Human vitamin and mineral requirements, chapter 14",
        "http://www.fao.org/DoCREP/004/Y2809E/y2809e0k.htm",
    ),
    "S85": Citation("StatPearls", "https://statpearls.com/articlelibrary/viewarticle/23271"),
    "S86": Citation("Signs of dehydration (infonu.nl)"),
    "S89": Citation(
        "Laboratory handbook of Norway, magnesium", "https://labhandbok.no/labhaandbok/magnesium-2/"
    ),
    "S90": Citation("Therapeutic Guidelines (Australia), magnesium"),
    "S91": Citation(
        "Symptoma, hypermagnesemia", "https://www.symptoma.com/en/info/hypermagnesemia"
    ),
    "S92": Citation(
        "Hartstichting, NVVC and NVN, come forward with heart complaints or a stroke",
        "https://www.rd.nl/vandaag/binnenland/meld-je-als-je-hartklachten-of-een-beroerte-hebt-1.1707613",
    ),
    "S93": Citation(
        "Cardiologie Centra Nederland, frequently asked questions",
        "https://www.cardiologiecentra.nl/veel-gestelde-vragen/",
    ),
    "S94": Citation(
        "A GP on diarrhoea, NU.nl",
        "https://www.nu.nl/gezondheid/6040499/last-van-diarree-let-op-donkere-urine-en-wacht-met-pittig-eten.html",
    ),
    "S110": Citation("LOINC codes in a FHIR value set that was checked at a terminology server"),
    "S111": Citation("LOINC 103212-7, duration of falling asleep"),
    "S113": Citation("SNOMED CT codes as used in FHIR examples"),
    "S140": Citation("Voedingscentrum, factsheet Cafeïne"),
    "S141": Citation(
        "Gebrauchsinformation Magneherm 5 mmol (2005): not with myasthenia gravis or AV block",
        "https://imedikament.de/magneherm-5-mmol?doc=1",
    ),
}


def cite(key: str) -> dict[str, str]:
    """Raises KeyError for a source that is not listed."""
    citation = CITATIONS[key]
    return {"id": key, "title": citation.title, "url": citation.url}


def cited(keys: Collection[str]) -> list[dict[str, str]]:
    """The sources among `keys`, each once, in the order of the list."""
    return [cite(key) for key in CITATIONS if key in keys]
