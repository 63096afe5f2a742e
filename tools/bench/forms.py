"""What a browser would send of the form on a page: for forms whose fields the measurement does not know."""

from html.parser import HTMLParser
from itertools import count

CHANGED = "text"  # the field that is typed into
WORDS = count(1)
UNSENT = ("submit", "file", "checkbox", "radio")  # without a tick


class Form(HTMLParser):
    """Reads the fields of a page, what stands in them, and in `kinds` of which kind each is that is sent by POST."""

    def __init__(self, page):
        super().__init__()
        self.data, self.kinds, self.posts, self.area, self.select = {}, {}, False, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name, kind = given.get("name"), given.get("type", "text")
        if tag == "form":
            self.posts = given.get("method", "get").lower() == "post"
        if name and self.posts and "disabled" not in given and tag in ("input", "textarea", "select"):
            self.kinds[name] = kind if tag == "input" else tag
        if tag == "textarea":
            self.area = name
            self.data[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.data.setdefault(self.select, []).append(given.get("value", ""))
        elif tag == "input" and name and (kind not in UNSENT or "checked" in given):
            self.data[name] = given.get("value", "")

    def handle_data(self, data):
        if self.area:
            self.data[self.area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The line break after the tag is no part of the text.
            self.data[self.area] = self.data[self.area].removeprefix("\r\n").removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""


def changed_form(client, path):
    """What is sent to change the text of what a page shows, and to leave all else as it is."""
    data = Form(client.get(path).content.decode()).data
    return data | {CHANGED: f"{data[CHANGED]} ({next(WORDS)})", "_save": "Save"}
