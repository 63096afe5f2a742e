"""The inspector's and the law's words: recommendations, deadlines, publication, meetings, versions."""
