"""Which commands do developers have beside `minga`?"""
