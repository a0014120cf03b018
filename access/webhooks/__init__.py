"""Messages over HTTP between systems (Standard Webhooks): how they are signed, who is told of entries, and how far."""
