"""A workbook on its way into the plan: understood, asked about, previewed."""
