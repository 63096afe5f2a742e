"""What the empty plan workbook tells the officer who fills it in: (what it is about, what to do)."""

from actions.rules.fields import TEXTS

DATES = "A day such as 30/09/2009, or words such as September 2009, end of Q2 2009/10, Summer 2010, ongoing."
GUIDANCE = (
    ("How to fill in the action plan", ""),
    (
        "",
        "Use one row for each action, on the sheet “Action plan”. Do not change the headings. There are empty "
        "rows under each recommendation. Leave rows empty or insert more as you need.",
    ),
    (
        "",
        "Nothing reaches the plan when you upload the file. You first see what each row would do, you are asked "
        "about what is not clear, and only then do you confirm.",
    ),
    ("The columns", ""),
    (
        "Rec no",
        "The number of the recommendation, such as {prefix}4. Choose it from the list in a row that you insert; the "
        "row may leave the recommendation’s text and timeframe empty.",
    ),
    ("Recommendation", "The inspectors’ own words. This sheet does not change them."),
    ("Timeframe", "Set by the inspectors. This sheet does not change it."),
    (
        "Action ref",
        "Leave it empty for a new action: it takes the next free number, such as {prefix}4.3. To change an action "
        "that is in the plan already, write its reference here; a cell that you leave empty in its row changes "
        "nothing.",
    ),
    ("Action", "What will be done. This cell must be filled; the others may wait."),
    (
        "Lead",
        "The post accountable for the action, with its organisation: post, comma, organisation. Choose it from the "
        "list, or write one that is not in the list: the import adds it when you confirm. If several posts lead, "
        "put each on a line of its own (Alt and Enter) or a semicolon between them; the first one is accountable.",
    ),
    ("Lead organisation", "Only needed if the cell “Lead” gives the post without its organisation."),
    ("Partners", "The organisations that help, with a semicolon or a new line between them."),
    (
        "Start",
        "When the work begins. Leave the cell empty if this is not known.",
    ),
    (
        "By when",
        "When it will be done. "
        + DATES
        + " A month means its last day. What you write is kept beside the date that "
        "is read from it. Write the year: a date that can be read in two ways is asked.",
    ),
    (
        "Success criteria",
        "How you will know that the action has worked. Put each criterion on a line of its own (Alt and "
        "Enter), or a semicolon "
        "between them.",
    ),
    *((one.heading, one.guidance) for one in TEXTS),
    (
        "Status and Rating",
        "These are kept and shown as what the spreadsheet said. They do not set the status or the rating in the "
        "plan: those come from progress reports and sign-off.",
    ),
    ("Progress", "Kept as a note of what the spreadsheet said. Report progress on the action’s own page."),
    ("After the upload", ""),
    (
        "What you may be asked",
        "A date without a year, a post without an organisation, an action that reads almost like one in the plan, a "
        "number that does not fit its recommendation. Every question can be answered by leaving that part out.",
    ),
    (
        "What cannot be imported",
        "A row with a problem is not imported, and is listed. You can download the file with the problems marked, "
        "correct them, and upload the file again.",
    ),
    (
        "What does not change",
        "Actions that are in the plan and not in the file are listed, and never deleted. The due date of an agreed "
        "action is not overwritten: another date becomes a request that somebody decides.",
    ),
)
