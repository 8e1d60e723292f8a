"""What happened, when is it due, and can it be proven? Cases, acts, deadlines, legal parameters, documents, seals, the staff queue."""
