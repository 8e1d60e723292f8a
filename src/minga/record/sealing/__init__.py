"""How are acts sealed and proven? Numbering, tree, signed heads, proofs, the dump and its check."""
