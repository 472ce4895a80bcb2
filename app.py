"""The app's server: Streamlit behind a guard.

Run it with `hamstrong app`, or `streamlit run app.py`. What it shows is `ui/main.py`.
"""

from pathlib import Path

from starlette.middleware import Middleware
from streamlit.starlette import App

import ui
from coach.web.guard import Guard
from ui.tidying import tidying
from ui.trouble import show_crash
from ui.uploads import UploadsToDisk

app = App(
    Path(ui.__path__[0], "main.py"),
    middleware=[Middleware(Guard), Middleware(UploadsToDisk)],
    lifespan=tidying,
    on_script_error=show_crash,
)
