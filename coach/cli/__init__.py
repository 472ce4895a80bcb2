"""The command `hamstrong`: arguments, what is printed, exit codes."""
