"""Servers of language models that follow a script, so that every way a model can behave is tried without one."""
