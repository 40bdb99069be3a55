"""Which importer reads which source."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from foods import sources
from foods.importers import ciqual, fdc, fndds, nevo, openfoodfacts, plain, sr28
from foods.importers.records import Contents


class Read(Protocol):
    def __call__(self, path: Path, *, release: str = "") -> Contents: ...


READERS: Mapping[str, Read] = {
    sources.USDA_SR28: sr28.read,
    sources.FDC_FOUNDATION: fdc.foundation,
    sources.FDC_SR_LEGACY: fdc.sr_legacy,
    sources.FDC_SURVEY: fdc.survey,
    sources.FNDDS_2017_2018: fndds.read,
    sources.CIQUAL_2020: ciqual.read,
    sources.NEVO: nevo.read,
    sources.OPEN_FOOD_FACTS: openfoodfacts.read,
    sources.CSV: plain.read,
}
