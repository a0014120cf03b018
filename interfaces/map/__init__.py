"""The map of a process (流程图) as a drawing and as a table: no page of HTML, no SQL, no rule of its own."""
