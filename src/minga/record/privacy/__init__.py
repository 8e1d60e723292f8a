"""How does the institution answer for personal data? Requests, breaches, and the register of processing."""
