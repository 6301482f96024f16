"""Who does what, to whom, when, on what condition and with whose consent, as the texts say it."""
