"""How does Ecuador write dates and numbers?"""
