"""Reading any workbook into rows that know their cells, what those cells mean, and writing sheets."""
