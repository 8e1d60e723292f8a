"""Rules of the plan in plain Python: schedule, progress, status, spelling, procedure."""
