"""Accounts (账号): who may sign in, without any secret; sign-ins and refusals at the door."""
