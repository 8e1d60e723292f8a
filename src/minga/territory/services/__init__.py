"""How do facts and files about the territory enter the database?"""
