"""Whether something was decided at a meeting, so that it was held on its day. Rooms above say it of their own
records: they register a check here at start-up.
"""

CHECKS = []


def register(check):
    """`check(meeting)`: whether something of that room was decided at it."""
    CHECKS.append(check)


def has_decided(meeting):
    return bool(meeting.outcome) or meeting.versions.exists() or any(check(meeting) for check in CHECKS)
