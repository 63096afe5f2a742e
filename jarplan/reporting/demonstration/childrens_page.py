"""The demonstration's script about the page for children and young people: a text that says that it is a sample."""

from recommendations.versions.childrens_page import NOT_YET, childrens_page, write_childrens_page
from recommendations.within import within_of


def write_page(*, by, now, title, text):
    plan = within_of()
    page = childrens_page(plan)
    version = page.version if page else NOT_YET
    write_childrens_page(by=by, now=now, version=version, title=title, text=text, inspection=plan.one)


WORDS = {"write the children's page": write_page}
