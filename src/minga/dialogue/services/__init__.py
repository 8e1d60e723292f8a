"""What may be done in the dialogue? One act, one function."""
