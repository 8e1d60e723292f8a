"""What is done in person? The counter: who is there, which acts, receipts, hours, paper forms."""
