"""What a PDF hides is looked for within bounds, and what only looks like it is let through."""

import zlib

import pytest

from jarplan.files.contents import FileRefused
from jarplan.files.hidden import SCRIPT, UNPACKED, check_nothing_hidden, packed_objects, plain_names


def stream(content, dictionary=b"/Type /ObjStm /Filter /FlateDecode"):
    return b"<< %s >>\nstream\n%s\nendstream\n" % (dictionary, zlib.compress(content))


def test_every_packed_stream_of_objects_is_unpacked():
    parts = packed_objects(stream(b"one") + stream(b"a picture", b"/Subtype /Image") + stream(b"two"))
    assert list(parts) == [b"one", b"two"]


def test_what_is_not_packed_as_it_says_is_passed_over():
    broken = b"<< /ObjStm >>\nstream\nnot packed\nendstream\n"
    assert list(packed_objects(broken + stream(b"two") + b"/ObjStm")) == [b"two"]


@pytest.mark.slow
def test_bombs_in_a_pdf_are_unpacked_to_a_bound_only(monkeypatch):
    unpacked, one = [], zlib.decompressobj

    class Counted:
        """Unpacks as zlib does, and notes how much came out."""

        def decompress(self, content, most):
            part = one().decompress(content, most)
            unpacked.append(len(part))
            return part

    monkeypatch.setattr("jarplan.files.hidden.zlib.decompressobj", Counted)
    bombs = stream(b"0" * UNPACKED) * 300
    assert sum(map(len, packed_objects(bombs))) == UNPACKED
    assert unpacked == [UNPACKED], "the others were unpacked as well"


@pytest.mark.parametrize(
    "name", [b"/JavaScript", b"/#4aavaScript", b"/Java#53cript", b"/Launch", b"/L#61unch"]
)
def test_names_are_known_however_they_are_written(name):
    with pytest.raises(FileRefused, match=SCRIPT[:20]):
        check_nothing_hidden("pdf", b"%PDF-1.7 << /S " + name + b" >>")


def test_words_that_only_speak_of_scripts_are_no_script():
    check_nothing_hidden("pdf", b"%PDF-1.7 (The launch of JavaScript lessons, scripture, see page #4)")
    check_nothing_hidden("txt", b"<?php is how a page of PHP begins")
    assert plain_names(b"#4") == b"#4"
