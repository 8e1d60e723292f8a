"""How does one command keep database, web and worker alive? The supervisor imports no Django."""
