"""What do programs read of the plans? Keys and headers are promises: they never change."""
