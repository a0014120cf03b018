"""What an export carries besides its data, to stand on its own: the verifier, and a page that says how to use it."""
