"""Texts pasted from a report as it was printed: read into points or paragraphs, looked at before they are saved."""
