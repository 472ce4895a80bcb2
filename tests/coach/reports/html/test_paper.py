"""A page as PDF: the same words, on A4, and nothing from elsewhere."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from coach.reports.html import paper
from coach.reports.html.page import as_page, whole_page
from coach.reports.html.paper import as_pdf, can_write_pdf, write_page_as
from exercises.check import check
from hamstrong.errors import OutputError
from tests.figures import deadlift_set

needs_pango = pytest.mark.skipif(not can_write_pdf(), reason="no Pango here")
A4_POINTS = (595.3, 841.9)


def words_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@needs_pango
def test_the_report_on_paper_says_what_the_page_says() -> None:
    track, _ = deadlift_set(3, lowering_s=0.6)
    report = check(track)
    content = as_pdf(as_page(report, track))
    words = words_of(content)
    for said in ("lowering too fast", "Form score", "Rep by rep", "Every measure",
                 "not a diagnosis"):  # fmt: skip
        assert said.lower() in words.lower(), said
    sheet = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert (float(sheet.width), float(sheet.height)) == pytest.approx(A4_POINTS, abs=1)


@needs_pango
def test_nothing_outside_the_page_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    led_astray = whole_page(
        "A page",
        "",
        f'<object data="{secret.as_uri()}">not shown</object>'
        '<img src="http://127.0.0.1:9/picture.png" alt="no picture">',
    )
    words = words_of(as_pdf(led_astray))
    assert "A page" in words
    assert "the secret" not in words


@needs_pango
def test_names_in_any_script_stand_on_it(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    write_page_as(path, whole_page("Übung Łódź <b>", "", "<p>ok</p>"))
    assert "Übung Łódź <b>" in words_of(path.read_bytes())


@pytest.mark.parametrize("missing", ["weasyprint", "Pango"])
def test_what_is_missing_is_said_and_nothing_is_written(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper._why_not.cache_clear()
    if missing == "Pango":
        monkeypatch.setattr(paper, "find_spec", lambda _: object())
        monkeypatch.setattr(paper, "find_library", lambda _: None)
    else:
        monkeypatch.setattr(paper, "find_spec", lambda _: None)
    with pytest.raises(OutputError, match="PDF"):
        write_page_as(tmp_path / "out.pdf", "<p>")
    assert not list(tmp_path.iterdir())
    write_page_as(tmp_path / "out.html", "<p>")  # goes without
    paper._why_not.cache_clear()
