"""The Streamlit pages: what people see, and nothing that judges or decodes."""
