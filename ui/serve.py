"""The server's process: it watches its starter before anything heavy is loaded.

    python -m ui.serve run app.py ...

is `streamlit run app.py ...`, but ends with `hamstrong app`, however early that is
killed.
"""

from coach.web.starter import end_with_starter

if __name__ == "__main__":
    end_with_starter()
    from streamlit.web import cli

    cli.main()
