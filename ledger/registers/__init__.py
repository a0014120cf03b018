"""The registers (台账): one pure function a register, from a case's state to its row, and nothing that knows a database."""
