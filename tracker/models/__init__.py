"""The tables of one person's diary, one module per subject."""

from tracker.models.acknowledgement import Acknowledgement
from tracker.models.calendar import CalendarFeed
from tracker.models.consent import Consent, Invitation
from tracker.models.device import Device, Pairing
from tracker.models.favourite import Favourite
from tracker.models.import_file import ImportFile
from tracker.models.intake import IntakeEntry
from tracker.models.medicine import Medicine, MedicineDose
from tracker.models.observation import Day, Observation
from tracker.models.pantry import CustomFood, Recipe
from tracker.models.phrase import Phrase, Serving
from tracker.models.profile import Profile, TargetPeriod
from tracker.models.supplement import Plan, SupplementProduct
from tracker.models.synced import Synced, SyncState, Tombstone, Undo
from tracker.models.user import User

__all__ = [
    "Acknowledgement",
    "CalendarFeed",
    "Consent",
    "CustomFood",
    "Day",
    "Device",
    "Favourite",
    "ImportFile",
    "IntakeEntry",
    "Invitation",
    "Medicine",
    "MedicineDose",
    "Observation",
    "Pairing",
    "Phrase",
    "Plan",
    "Profile",
    "Recipe",
    "Serving",
    "SupplementProduct",
    "SyncState",
    "Synced",
    "TargetPeriod",
    "Tombstone",
    "Undo",
    "User",
]
