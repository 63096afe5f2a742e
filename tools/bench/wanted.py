"""Says beside what was measured what is wanted of it, and whether that is met."""

from tools.bench.pages import DETAIL, FLOOR, LIST, STOCK, UPDATE

A_PLAN = 20_000  # actions, of which an export may take so many seconds
# How many times as cheap as stock admin's these are to be.
CHEAPER = {LIST: 5, DETAIL: 4, UPDATE: 1}


def judged(page, found, size):
    """What is wanted of a page of a plan of that size, and whether it is met; "" where nothing is. `found`: what was
    measured, by the name of the page."""
    one, floor = found[page.name], found[FLOOR].milliseconds
    if page.first:
        is_met = one.milliseconds <= page.first * floor and one.again <= (page.again or page.first) * floor
        return f"{page.first:g}{f' / {page.again:g}' if page.again else ''}: {said(is_met)}"
    if page.beside:
        most = page.times * found[page.beside].milliseconds
        return f"{most / floor:.1f}, {page.times:g} x the live page: {said(one.milliseconds <= most)}"
    # What an export begins with is more than what it takes for a few rows.
    if page.seconds and size >= A_PLAN:
        most = page.seconds * size / A_PLAN
        return f"{most:g} s: {said(one.milliseconds <= most * 1000)}"
    return ""


def cheaper_sentences(found):
    """How our pages compare with stock admin's."""
    for name, wanted in CHEAPER.items():
        times = found[STOCK + name].milliseconds / found[name].milliseconds
        met = said(times >= wanted)
        yield f"{name.capitalize()}: {times:.1f} times as cheap as stock admin's (wanted {wanted}: {met})."


def said(is_met):
    return "met" if is_met else "not met"
