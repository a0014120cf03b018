"""The console: pages for people, drawn by the server from what the desk answers. It adds no rule of its own."""
