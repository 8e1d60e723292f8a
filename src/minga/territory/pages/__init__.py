"""Which page answers which address of the territory? Each asks one question."""
