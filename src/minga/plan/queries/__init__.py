"""What may be read of plans? Every question costs a fixed number of queries; all of it is public."""
