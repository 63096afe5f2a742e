"""The rows of the permission table about consultation and about the page for children and young people."""

from tests.permission_words import EVERYBODY, NOT_HERE, OFFICERS, PROGRAMME, Row, any_of

CONSULTATION_THINGS = {}
CONSULTATION_ROWS = [
    Row("recommendations:childrens-page", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:childrens-page-write",
        None,
        get=any_of(OFFICERS | PROGRAMME),
        post=any_of(OFFICERS | PROGRAMME),
        others=403,
        data={"version": 0, "title": "Our plan", "text": "We will listen."},
    ),
]
