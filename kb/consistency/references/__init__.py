"""What an agreement sends its reader to: contents, articles, appendices, other papers."""
