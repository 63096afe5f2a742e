"""Meeting packs: drafted by the programme office, frozen, and read as a page, a Word document and a PDF."""
