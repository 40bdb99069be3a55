"""Signing up, by whom and with which consent; log-in itself is allauth's."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""
