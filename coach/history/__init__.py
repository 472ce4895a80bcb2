"""What a user has trained: every set with its report, kept in a database."""
