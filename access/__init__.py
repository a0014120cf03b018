"""Who is at the door (登录与凭证): passwords by hash, sessions, tokens; rights stand in the roster, never here."""
