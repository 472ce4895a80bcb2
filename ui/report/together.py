"""What belongs together, under headings."""

import streamlit as st

from coach.reports.html.together import together
from exercises.report import Report


def show_together(report: Report) -> None:
    """Show sets, comparisons and plan under headings, each where there is any."""
    for heading, html in together(report):
        st.header(heading)
        st.html(html)
