"""One round of investigations over a register of many enterprises, and the register's pages (排查轮次)."""
