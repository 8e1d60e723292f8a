"""Which page answers which address of the plans? Each asks one question or performs one act."""
