"""One way to write a day, and to read one back from a state."""

from datetime import date

# Not strftime's: its names follow the locale of the process, and it takes eight times as long, which a list of 20,000
# actions feels.
MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_full(day):
    """A day or moment as people read it: "3 June 2008"."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def month_in_full(day):
    """The month of a day: "June 2008"."""
    return f"{MONTHS[day.month]} {day.year}"


def day_of(text):
    """A day of a state, or None."""
    return date.fromisoformat(text) if text else None
