"""What does the office type when it records something on a plan?"""
