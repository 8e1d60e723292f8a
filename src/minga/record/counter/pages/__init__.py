"""Which pages has the counter?"""
