"""Minga: a city council promises, legislates, builds and answers in the open."""
