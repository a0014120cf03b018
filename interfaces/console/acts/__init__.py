"""What people order by a form: a case opened, a step decided, one or many at once."""
