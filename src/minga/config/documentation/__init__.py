"""What of docs/ is written by the program about itself? Legal rules with their tests, diagrams, pictures."""
