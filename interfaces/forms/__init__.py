"""Forms of commands, made from their classes, without any markup: the console draws them, the command line shares the way from names to a command."""
