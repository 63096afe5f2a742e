"""Somebody at a keyboard, without a mouse."""

import re

from playwright.sync_api import TimeoutError

PASSWORD = "leicester-demo-2008"
SPEND = 150  # how often Tab is pressed before a thing counts as out of reach


class Keyboard:
    """A person who has no mouse: they type, press Tab until they are where they want to be, and press a key."""

    NAME = """() => { const on = document.activeElement;
        const words = on.labels && on.labels.length ? on.labels[0].innerText : on.innerText;
        return (words || on.value || "").trim().replace(/\\s+/g, " "); }"""

    def __init__(self, page):
        self.page = page

    def reach(self, name):
        """Tab until what has the focus begins with this name, a rating's letter before it or not."""
        passed = []
        for _ in range(SPEND):
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(self.NAME))
            if re.match(rf"([A-Z] )?{re.escape(name)}", passed[-1]):
                return
        raise AssertionError(f"{name} cannot be reached with Tab. Passed: {passed}")

    def press(self, name, key="Enter"):
        """Reaches a link or button and presses it; the next page is there when this returns."""
        self.reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def choose(self, name):
        self.reach(name)
        self.page.keyboard.press("Space")

    def file_chooser(self, name):
        """Reaches a box for a file and opens it; pressed again where a busy machine lost the first press."""
        self.reach(name)
        for patience in (20_000, 100_000):
            try:
                with self.page.expect_file_chooser(timeout=patience) as chosen:
                    self.page.keyboard.press("Space")
                return chosen.value
            except TimeoutError:
                continue
        raise AssertionError(f"{name} opens no choice of files")

    def type(self, name, text):
        self.reach(name)
        self.page.keyboard.type(text)

    def sign_in(self, who):
        self.page.goto("/accounts/login/")
        self.type("User name", who)
        self.type("Password", PASSWORD)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open(self, door, reference):
        """From any page to an action, by way of a door of the navigation."""
        self.press(door)
        self.press(reference)
