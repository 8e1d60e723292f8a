"""Which acts write on a plan? One function per civic act, by noun."""
