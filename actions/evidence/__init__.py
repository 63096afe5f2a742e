"""Evidence: attached, used for several actions, withdrawn where it was attached; never replaced."""
