"""What keeps one client, one case or one body from holding up the others."""
