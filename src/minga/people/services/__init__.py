"""What may be done to persons, accounts, bodies and roles? One function an act."""
