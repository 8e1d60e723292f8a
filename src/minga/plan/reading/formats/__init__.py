"""How is each kind of file turned into blocks? One module a format, no knowledge of plans."""
