"""The inbox (收件): every upstream event that was ever received, and what became of it."""
