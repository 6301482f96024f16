"""The front doors: command line, HTTP and the web page."""
