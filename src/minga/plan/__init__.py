"""What was promised, and how far is it? Plans, programmes, activities, indicators and measurements; not the procedures that carry them."""
