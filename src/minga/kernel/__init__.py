"""What every context may use: pure Python without tables: life cycles, the legal calendar, the clock, quorum, money, identifiers, events."""
