"""What the web server calls; the worker starts beside it, so that one process is the whole house."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toadlane.site.settings")
application = get_wsgi_application()

from toadlane.jobs import worker  # noqa: E402 — the models it needs exist only now
from toadlane.site import logs  # noqa: E402 — the same

logs.hear_everything()
worker.start()
