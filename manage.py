#!/usr/bin/env python
"""Runs the management commands of JAR plan."""

import os
import sys

# They make or change tables or triggers, which the web's role may not (docs/operations.md, Two roles).
FOR_THE_OWNER = {"migrate", "restore", "demo", "prepare_database", "--restore-triggers"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jarplan.settings")
    # Before the settings are read, and for the processes that these commands start.
    if os.environ.get("DATABASE_OWNER_URL") and FOR_THE_OWNER.intersection(sys.argv):
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
