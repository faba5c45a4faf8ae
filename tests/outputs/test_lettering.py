from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.outputs.fonts import FontFile, load_fonts
from site_gen.outputs.lettering import Block, Letterer, find_direction, tidy
from site_gen.support.files import digest
from tests.built import ROOT
from tests.extras import fetch_extra

FONTS = tuple(
    FontFile(path, digest(path.read_bytes())) for path in sorted((ROOT / "static/fonts").glob("*.ttf"))
)
SERIF = [("Noto Serif", 400)]
LATIN = "In January, the US announced sanctions against Russia, as the paper had said"
DEVANAGARI = "जनवरी में अमेरिका ने रूस पर नए प्रतिबंधों की घोषणा की"
ARABIC = "قال الوزير إن Twitter حذف 12 حسابا (2018)."
CONTROLS = re.compile("[\u2066\u2067\u2069]")


@pytest.fixture
def letterer(with_cards: object) -> Letterer:
    return Letterer(load_fonts(FONTS))


def read(block: Block) -> list[str]:
    """Give the lines as they can be read."""
    return [CONTROLS.sub("", "".join(run.text for run in line)) for line in block.lines]


@pytest.mark.parametrize("text", [DEVANAGARI, f"{LATIN} {ARABIC}", "x" * 200, "a-b " * 60])
@pytest.mark.parametrize("box", [(400, 200), (1040, 270), (300, 60)])
def test_a_text_fits_its_box_and_loses_nothing_unless_it_says_so(
    letterer: Letterer, text: str, box: tuple[int, int]
) -> None:
    width, height = box
    block = letterer.fit(text, width, height, sizes=(64, 20), faces=SERIF)
    assert 20 <= block.size <= 64
    assert block.width <= width + 0.01
    assert block.height <= height + 0.01
    lines = read(block)
    said = "".join(lines).replace(" ", "")
    whole = text.replace(" ", "")
    assert said == whole or (said.endswith("…") and whole.startswith(said[:-1].rstrip(",;:")))


def test_a_short_text_is_large_and_a_long_one_small(letterer: Letterer) -> None:
    short = letterer.fit("Tea", 1040, 270, sizes=(68, 34), faces=SERIF)
    long = letterer.fit(LATIN * 4, 1040, 270, sizes=(68, 34), faces=SERIF)
    assert short.size == 68
    assert long.size < 50


def test_lines_are_about_alike_long(letterer: Letterer) -> None:
    block = letterer.fit(LATIN, 1040, 270, sizes=(68, 34), faces=SERIF)
    lengths = [len(line) for line in read(block)]
    assert min(lengths) > max(lengths) / 2


def test_each_letter_comes_from_a_font_that_has_it(letterer: Letterer) -> None:
    block = letterer.fit(f"{DEVANAGARI} – {ARABIC}", 2000, 300, sizes=(40, 20), faces=SERIF)
    families = {run.family: run.text for line in block.lines for run in line}
    assert "अ" not in families.get("Noto Serif", "")
    assert {"Noto Serif", "Noto Serif Devanagari", "Noto Naskh Arabic"} <= set(families)
    bold = letterer.fit("Inaccurate", 900, 90, sizes=(44, 28), faces=[("Noto Sans", 700)])
    assert [(run.family, run.weight) for run in bold.lines[0]] == [("Noto Sans", 700)]


def test_a_text_from_right_to_left_says_so_on_every_line(letterer: Letterer) -> None:
    block = letterer.fit(ARABIC, 400, 300, sizes=(64, 20), faces=SERIF)
    assert block.direction == "rtl"
    for line in block.lines:
        assert line[0].text.startswith("\u2067")
        assert line[-1].text.endswith("\u2069")


def test_a_word_too_long_for_a_line_is_broken_between_letters(letterer: Letterer) -> None:
    block = letterer.fit("e\u0308\u0323" * 80, 400, 300, sizes=(64, 20), faces=SERIF)
    assert len(block.lines) > 1
    assert not any(line[0] in "\u0308\u0323" for line in read(block))


def test_what_is_cut_off_keeps_its_marks(letterer: Letterer) -> None:
    block = letterer.fit(LATIN * 9, 600, 100, sizes=(40, 30), faces=SERIF, marks=("“", "”"))
    assert read(block)[0].startswith("“In January")
    assert read(block)[-1].endswith("…”")
    assert letterer.fit(" ", 600, 100, sizes=(40, 30), faces=SERIF, marks=("“", "”")).lines == ()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a\u0000b\u001b[0m\u202ec\u2066", "ab[0mc"),
        ("Tea 🎉 ❤️ 1️⃣ time", "Tea 1 time"),
        ("Tea 日本", None),
        ("दूसरा\u200dक\u200cष", "दूसरा\u200dक\u200cष"),
        ("  two\n\tlines\u00a0here ", "two lines here"),
        ("", ""),
    ],
)
def test_only_what_can_be_drawn_is_and_no_word_loses_a_letter(
    letterer: Letterer, text: str, drawn: str | None
) -> None:
    assert tidy(text, letterer.case.letters) == drawn


def test_the_first_letter_with_a_direction_gives_it() -> None:
    assert [find_direction(text) for text in ("12 אב", "(a) אב", "", "…")] == ["rtl", "ltr", "ltr", "ltr"]


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_whatever_leaves_its_box(text: str) -> None:
    import sys

    folder = str(fetch_extra("cards"))
    sys.path.insert(0, folder)
    try:
        block = Letterer(load_fonts(FONTS)).fit(text, 500, 120, sizes=(40, 24), faces=SERIF)
    finally:
        sys.path.remove(folder)
    assert block.width <= 500.01
    assert block.height <= 120.01
