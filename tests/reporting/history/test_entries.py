"""Entries of a timeline as HTML: what is typed is escaped, what is empty leaves nothing behind."""

from datetime import UTC, datetime

from jarplan.reporting.history.entries import entries_html, entry_html
from jarplan.reporting.history.story import Change, Entry

NOON = datetime(2008, 6, 20, 11, 5, tzinfo=UTC)


def entry(**more):
    bare = {"sequence": 7, "title": "Action edited", "reference": "R4.2", "at": NOON, "who": "", "role": ""}
    return Entry(**{**bare, "organisation": "", **more})


def test_bare_entry_has_no_empty_pieces():
    assert entry_html(entry()) == (
        '<li class="timeline-item"><h3 class="timeline-title"><span>Action edited</span></h3>'
        '<p class="timeline-who"><time datetime="2008-06-20T12:05:00+01:00">20 June 2008, 12:05</time></p></li>'
    )


def test_entry_says_who_in_which_role_and_organisation():
    html = entry_html(entry(who="Jo <Smith>", role="Officer", organisation="A & B"))
    assert "</time>, Jo &lt;Smith&gt; (Officer, A &amp; B)</p>" in html
    assert "</time> (A)</p>" in entry_html(entry(organisation="A"))


def test_text_keeps_its_paragraphs_and_is_escaped():
    html = entry_html(entry(text="One <b>\nline\r\n\r\nTwo", rating="red"))
    assert '<div class="timeline-text"><p>One &lt;b&gt;<br>line</p>\n\n<p>Two</p></div>' in html
    assert 'class="rating rating-red"' in html


def test_change_shows_before_after_and_its_source():
    html = entry_html(entry(changes=[Change("Due", "1 < 2", "a\nb", "From cell J7 " + "x" * 400)]))
    assert "<dt>Due</dt>" in html and "<del>1 &lt; 2</del>" in html and "</span>a<br>b</dd>" in html
    assert '<dd class="small muted">From cell J7 xxx' in html and html.count("x") < 310
    assert '<dd><span class="missing">nothing</span></dd>' in entry_html(
        entry(changes=[Change("Due", "", "")])
    )


def test_many_fields_are_folded_where_it_is_asked_for():
    many = entry(changes=[Change(f"Field {number}", "", "x") for number in range(5)])
    assert many.is_long
    folded = entry_html(many, fold=True)
    assert '<summary>5 fields<span class="visually-hidden"> of: Action edited</span></summary>' in folded
    assert "<details" not in entry_html(many)


def test_list_names_and_links_the_record_or_leaves_its_fields_out():
    [one] = [entry(href="/actions/R4.2/", changes=[Change("Due", "", "x")])]
    link = '<a href="/actions/R4.2/">R4.2: Action edited</a>'
    assert link in entries_html([one], show_reference=True) and "<dl" in entries_html(
        [one], show_reference=True
    )
    assert link in entries_html([one], brief=True) and "<dl" not in entries_html([one], brief=True)
    assert link not in entries_html([one]) and "<dl" in entries_html([one])
