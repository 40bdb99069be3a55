"""Devices of a person, and how an app becomes one."""

from typing import Any

from rest_framework import serializers

from api import fields
from tracker.devices import NAME_LENGTH
from tracker.models import Device


class DeviceSerializer(serializers.Serializer[Device]):
    """A program that reaches the diary."""

    id = fields.Uuid()
    name = serializers.CharField()
    platform = serializers.CharField(allow_blank=True)
    made_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField(
        allow_null=True, help_text="To ten minutes; null: never."
    )
    is_this = serializers.SerializerMethodField(help_text="Whether it is the one that asks.")

    def get_is_this(self, device: Device) -> bool:
        return bool(device == self.context["asking"])


class DevicesSerializer(serializers.Serializer[Any]):
    results = DeviceSerializer(many=True)


class PairingSerializer(fields.Strict):
    """What an app sends with the code that the settings page shows."""

    code = fields.Text(max_length=20, help_text="As shown, with or without the dash.")
    name = fields.Text(max_length=NAME_LENGTH, help_text="What the person calls the device.")
    platform = fields.Text(
        max_length=40, required=False, allow_blank=True, help_text='Such as "android".'
    )


class PairedSerializer(serializers.Serializer[Any]):
    """The device that was made; the token is told now and never again."""

    device_id = fields.Uuid()
    token = serializers.CharField()
    account_id = fields.Uuid(help_text="The name space of ids that two phones must agree on.")
