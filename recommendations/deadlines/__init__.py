"""Statutory deadlines: rules, counting, bank holidays and closures, adopted and met dates."""
