"""The tour of the service (演练): stories played through the desk on the real engines, and what was expected of them."""
