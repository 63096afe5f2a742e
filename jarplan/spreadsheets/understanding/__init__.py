"""What the cells of a plan sheet mean: dates, leads, ratings, criteria, references, headings. Pure: it knows no
model, and what is open carries its question.
"""
