"""What is left unsettled: problems without a rule, facets that sisters have."""
