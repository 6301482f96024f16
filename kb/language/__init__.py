"""Knowledge of the Dutch language that search and answers share."""
