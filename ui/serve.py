"""The server's process: it watches its starter before anything heavy is loaded.

    python -m ui.serve run app.py ...

is `streamlit run app.py ...`, but ends with `hamstrong app`, however early that is
killed, and silent connections have an end (`coach/web/listening.py`).
"""

from contextlib import suppress

from coach.web.starter import end_with_starter

if __name__ == "__main__":
    end_with_starter()
    from click.exceptions import Abort
    from streamlit.web import cli

    from coach.web.listening import listen_patiently

    listen_patiently()

    with suppress(Abort):  # Ctrl-C, which needs no word of click's
        cli.main(standalone_mode=False)
