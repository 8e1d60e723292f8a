"""How does each language write dates and numbers?"""
