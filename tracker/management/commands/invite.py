"""Let one person sign up: prints the link to send them."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from tracker import accounts


class Command(BaseCommand):
    help = "Print a link with which EMAIL can sign up once, within 14 days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        if settings.SIGN_UP == "closed":
            raise CommandError("Nobody can sign up here: set SIGN_UP to invited first.")
        try:
            token = accounts.invite(options["email"], at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(settings.PUBLIC.url + reverse("invitation", args=[token]))
