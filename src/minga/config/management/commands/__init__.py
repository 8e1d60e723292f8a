"""Commands of `manage.py`: each calls one function."""
