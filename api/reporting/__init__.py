"""Findings to take along: one report, written as a workbook, a table, a page or a document."""
