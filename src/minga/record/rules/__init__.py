"""Rules of the record in plain Python: the sealed form of an act and the words of a commitment."""
