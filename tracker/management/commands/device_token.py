from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker import devices
from tracker.models import User


class Command(BaseCommand):
    help = "Make a device for somebody's diary and print its token, and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address of the account")
        parser.add_argument("name", help="what the device is called on the settings page")

    def handle(self, *, email: str, name: str, **_options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the e-mail address {email}.")
        try:
            _device, token = devices.make(user, name=name, at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(token)
