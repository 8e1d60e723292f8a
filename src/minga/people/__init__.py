"""Who? Persons, accounts, identity levels; bodies with dated terms, seats, roles and representations; not what they decide."""
