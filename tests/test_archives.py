"""Archives from strangers are looked through before anything opens them, each bound at its edge."""

import io
import zipfile

import pytest

from jarplan.archives import NOT_XML, SMALL, ArchiveRefused, Limits, look_through, xml_elements, xml_pass


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out


def refusal(file, limits=None):
    with pytest.raises(ArchiveRefused) as refused:
        look_through(file, limits or Limits())
    return str(refused.value)


def parts_of(count, size=10):
    return archive([(f"part{number}", b"x" * size) for number in range(count)], zipfile.ZIP_STORED)


def test_archive_within_its_bounds_is_opened():
    limits = Limits(members=3, unpacked=30)
    assert len(look_through(parts_of(3), limits).infolist()) == 3
    assert "4 parts inside; at most 3" in refusal(parts_of(4, size=1), limits)
    assert "not opened" in refusal(parts_of(3, size=11), limits)


def test_ratio_is_asked_of_what_is_large_only():
    zeros = archive([("a", b"0" * 100_000)])
    assert "100 times its size" in refusal(zeros, Limits(ratio_from=50_000))
    assert look_through(zeros, Limits(ratio_from=100_000))
    assert look_through(archive([("a", bytes(range(256)) * 4000)]), Limits(ratio_from=10, ratio=1000))


@pytest.mark.parametrize("name", ["/etc/passwd", "..\\a", "a/../../b", "../b"])
def test_part_that_points_outside_is_refused(name):
    assert "points outside" in refusal(archive([(name, "x")]))


@pytest.mark.parametrize("name", ["a/../b", "a..b", "a/b.."])
def test_part_whose_name_stays_inside_is_taken(name):
    assert look_through(archive([(name, "x")]), Limits())


def test_two_parts_of_one_name_but_for_case_are_refused():
    assert "two parts of the same name" in refusal(
        archive([("xl/Workbook.xml", "a"), ("xl/workbook.xml", "b")])
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", archive([("a", "b" * 99)]).getvalue()[:-40]],
    ids=["empty", "other", "cut off"],  # by content, a test would have another name each second
)
def test_damaged_archive_is_refused(content):
    assert refusal(io.BytesIO(content)) == "This file is damaged: it cannot be unpacked."


def test_part_whose_checksum_is_wrong_is_damaged():
    content = archive([("a", "harmless text")], zipfile.ZIP_STORED).getvalue()
    assert "damaged" in refusal(io.BytesIO(content.replace(b"harmless", b"harmful!")))


def tags(content):
    with zipfile.ZipFile(archive([("a.xml", content)])) as opened:
        return [element.tag for element in xml_elements(opened, "a.xml")]


def passed(content):
    said = []
    with zipfile.ZipFile(archive([("a.xml", content)])) as opened:
        xml_pass(
            opened, "a.xml", begin=lambda name, _: said.append(name), end=lambda name: None, text=said.append
        )
    return said


def test_elements_and_texts_of_plain_xml():
    assert tags("<a><b/>x</a>") == ["b", "a"] and passed("<a><b/>x</a>") == ["a", "b", "x"]
    assert passed('<a xmlns="urn:x"/>') == ["urn:x}a"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<a>",
        "<a></b>",
        "<!DOCTYPE a><a/>",
        '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a>&e;</a>",
    ],
)
def test_what_is_not_plain_xml_is_refused_by_either_reader(content):
    for read in (tags, passed):
        with pytest.raises(ArchiveRefused) as refused:
            read(content)
        assert str(refused.value) == NOT_XML


def test_small_part_is_as_long_as_may_be_and_no_longer():
    fits = f"<a>{'x' * (SMALL - 7)}</a>"
    assert tags(fits) == ["a"]
    with pytest.raises(ArchiveRefused, match="far larger than it should be"):
        tags(fits.replace("x</a>", "xx</a>"))


def test_part_that_is_not_there():
    with zipfile.ZipFile(archive([("a", "x")])) as opened:
        with pytest.raises(ArchiveRefused):
            list(xml_elements(opened, "b.xml"))
        with pytest.raises(KeyError):
            xml_pass(opened, "b.xml", begin=None, end=None, text=None)
