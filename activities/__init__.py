"""Effects that workflows ask for: load a stream, record what was decided, deliver what follows."""
