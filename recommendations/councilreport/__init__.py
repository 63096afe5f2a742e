"""The council's own report on an inspection: entered, corrected until it is confirmed, and read as a whole."""
