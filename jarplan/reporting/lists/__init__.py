"""Lists of records: columns, filters, pages of a hundred, exports."""
