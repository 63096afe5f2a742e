"""What a row of a workbook is about: which recommendation, action, people; what was read before."""
