"""Who says what about it, who answered, who follows it? Questions, comments, support, notices."""
