"""The demonstration's script about the page for children and young people: a text that says that it is a sample."""

from recommendations.childrenspage import NOT_YET, childrens_page, write_childrens_page


def write_page(*, by, now, title, text):
    page = childrens_page()
    version = page.version if page else NOT_YET
    write_childrens_page(by=by, now=now, version=version, title=title, text=text)


WORDS = {"write the children's page": write_page}
