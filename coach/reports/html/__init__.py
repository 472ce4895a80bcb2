"""The report as HTML: its parts, for the pages of the app and for one of its own."""
