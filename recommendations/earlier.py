"""What records of an earlier release say in the words of this one: the states in the history, and the rows."""

# A step of publication did not hold its words then: {recipient: (words, how it is served)}.
STEPS = {
    "relevant_partners": ("a copy to each relevant partner", "each"),
    "co_operating_bodies": ("a copy to bodies with co-operation arrangements", "each"),
    "board_partners": ("a copy to each Board partner (LSCB)", "each"),
    "newspaper": ("at least one newspaper of the area", "one"),
    "radio": ("at least one radio station of the area", "one"),
    "offices": ("a copy for free inspection at the offices", "nobody"),
    "on_demand": ("copies on demand at a reasonable charge", "log"),
    "partnership_members": ("all LCYPSP members", "each"),
    "website": ("the JAR website", "nobody"),
}


def with_words(state):
    """The state of a step, with the words that its page showed then."""
    words, served = STEPS[state["recipient"]]
    return {**state, "words": words, "served": served}


def write_words(connection):
    """Gives the rows of steps the same words, so that they stay equal to their history."""
    with connection.cursor() as cursor:
        for recipient, (words, served) in STEPS.items():
            cursor.execute(
                "UPDATE recommendations_publicationstep SET words = %s, served = %s WHERE recipient = %s",
                [words, served, recipient],
            )
