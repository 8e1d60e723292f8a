"""What dialogue keeps: what people ask and say, who moderates it, who follows what."""
