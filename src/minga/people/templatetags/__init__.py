"""Which template tags does this context give?"""
