"""What may be read of the dialogue, and by whom?"""
