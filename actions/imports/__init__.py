"""Any council's workbook into the plan: read, asked about, previewed, confirmed, undone. What a sheet is, and what
its cells mean, is for `jarplan.spreadsheets`.
"""
