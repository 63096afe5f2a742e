"""The one shape of a verb's page and of its form."""
