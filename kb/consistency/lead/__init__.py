"""Who leads, who steers, and who does what one alone can do."""
