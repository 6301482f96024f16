"""The routes of the HTTP door, one module per thing that is asked for."""
