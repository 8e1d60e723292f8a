"""Which rules hold for places, names, figures and drawings? Plain Python, no tables."""
