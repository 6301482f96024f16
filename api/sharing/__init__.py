"""An answer to take along: pasted in a case file, printed, or as a document."""
