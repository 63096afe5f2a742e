"""Working days in England and Wales, and how a statutory date is counted. Pure: no database, no clock."""
