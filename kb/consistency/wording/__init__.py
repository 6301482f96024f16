"""How the rules read: headings without their number, whole paragraphs, words for one thing."""
