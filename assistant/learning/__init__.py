"""What a new colleague learns from, made of the agreements themselves: modules, mini-cases, terms."""
