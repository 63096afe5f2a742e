"""Reading the tables of a Word document (.docx) into sheets, in one bounded pass."""
