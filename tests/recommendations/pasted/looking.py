"""What a browser would send of the page on which the pieces of a pasted text are looked at."""


def looked(response, **changed):
    """The fields of the page as they are, but for those that somebody changed: `text_0="Words"` is piece 0's text."""
    look, pieces = response.context["form"], response.context["pieces"]
    sent = {bound.html_name: bound.value() for bound in (*look, *pieces.management_form)}
    for part in pieces:
        sent |= {bound.html_name: bound.value() for bound in part}
    for name, value in changed.items():
        field, number = name.rsplit("_", 1)
        sent[f"piece-{number}-{field}"] = value
    return {name: "" if value is None else value for name, value in sent.items()}
