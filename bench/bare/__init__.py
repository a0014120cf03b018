"""What the engine itself can do: a workflow that does nothing but call a local activity, and its worker."""
