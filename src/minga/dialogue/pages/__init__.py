"""How is the dialogue shown and how do people take part in it?"""
