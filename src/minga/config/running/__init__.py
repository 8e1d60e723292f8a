"""How does one command keep database, web and worker alive? Nothing here imports Django."""
