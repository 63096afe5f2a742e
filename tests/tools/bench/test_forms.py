"""What a browser would send of a form that the measurement does not know."""

from tools.bench.forms import Form

PAGE = """
<form><input type="hidden" name="token" value="a&amp;b"><input name="empty"><input name="day" value="1">
<input type="checkbox" name="ticked" value="on" checked><input type="checkbox" name="unticked">
<textarea name="text">
Two
lines &lt;</textarea><textarea name="none"></textarea>
<select name="one"><option value="a">A</option><option value="b" selected>B</option></select>
<select name="unset"><option value="a">A</option></select>
<input type="submit" name="_save" value="Save"></form>
"""


def test_form_holds_what_stands_in_its_fields():
    assert Form(PAGE).data == {
        "token": "a&b",
        "empty": "",
        "day": "1",
        "ticked": "on",
        "text": "Two\nlines <",
        "none": "",
        "one": ["b"],
    }
