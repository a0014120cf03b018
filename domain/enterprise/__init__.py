"""An enterprise: who it is, what covers it, which cases are open for it, and what becomes of it (企业)."""
