"""Parts that forms share: boxes for a date, money, plain texts, lists to choose from."""
