"""A report on a page: summary, cues, film, chart, tables, downloads."""
