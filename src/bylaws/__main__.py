"""`python -m bylaws`."""

from __future__ import annotations

import sys

from bylaws.app.main import main

if __name__ == "__main__":
    sys.exit(main())
