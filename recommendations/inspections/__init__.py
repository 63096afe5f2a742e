"""An inspection with its words: recommendations, judgements, findings, and who answers for them."""
