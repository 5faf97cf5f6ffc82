#!/usr/bin/env python
import os
import sys


def main() -> None:
    """Run a management command; without DATABASE_URL on the services that bin/start keeps running."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mijnzaken.settings")
    from mijnzaken.lokaal.omgeving import neem_over

    neem_over()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
