"""The ways in: they translate and authorise; they decide nothing and hold no SQL."""
