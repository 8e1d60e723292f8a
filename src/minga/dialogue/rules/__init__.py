"""Rules of the dialogue in plain Python: who may say what and when, what is hidden, what is told."""
