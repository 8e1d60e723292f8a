"""What does the program promise in time and memory? One script a promise; never timed tests."""
