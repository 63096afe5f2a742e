"""One search over recommendations, actions, reports, evidence and meetings, for whoever is signed in."""
