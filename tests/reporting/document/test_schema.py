"""A version's content comes back from its text as it was, and the text is always the same."""

from dataclasses import replace

import pytest

from jarplan.reporting.document.schema import UnknownFormat, from_text, to_text
from tests.reporting.contents import make_content


@pytest.mark.slow
@pytest.mark.parametrize("changes", [{}, {"children": None}, {"actions": ()}, {"title": "‘Plan’ <b>é</b>"}])
def test_a_content_comes_back_from_its_text(changes):
    content = replace(make_content(), **changes)
    assert from_text(to_text(content)) == content
    assert to_text(from_text(to_text(content))) == to_text(content)


def test_a_text_of_another_format_is_refused():
    with pytest.raises(UnknownFormat):
        from_text(to_text(make_content()).replace('"format":1', '"format":2'))
