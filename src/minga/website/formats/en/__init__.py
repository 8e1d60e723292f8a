"""How does the English side write dates and numbers?"""
