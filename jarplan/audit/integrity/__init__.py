"""How the history stays whole: triggers, verification, and the one way in which words leave it."""
