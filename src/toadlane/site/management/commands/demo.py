"""Load the demo co-ops into a data folder of their own, and print the sign-ins."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from toadlane.coops.demo import is_demo
from toadlane.coops.models import Coop
from toadlane.people.models import Person
from toadlane.site.demo.load import load
from toadlane.site.demo.plan import COOPS, PASSWORD


class Command(BaseCommand):
    """`python -m toadlane demo`."""

    help = "Load the demo co-ops, unless this data folder holds real ones."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Never touches a folder in which somebody keeps a co-op of their own."""
        ours = {plan.slug for plan in COOPS}
        real = Coop.objects.exclude(slug__in=ours).exists() or Person.objects.filter(operates=True).exists()
        if real and not is_demo():
            self.stdout.write("This data folder holds a co-op of its own; the demo stays out of it.")
            return
        load(COOPS, say=lambda name: self.stdout.write(f"  {name} …"))
        self.stdout.write("Demo sign-ins (password for all: “" + PASSWORD + "”):")
        for plan in COOPS:
            names = ", ".join(f"{p.key}@{plan.slug}.example" for p in plan.people[:3])
            self.stdout.write(f"  {plan.name} (on the {plan.model_name} model): {names}")
