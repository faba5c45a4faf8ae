from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model import Colour, Config
from site_gen.outputs import colours
from site_gen.outputs.colours import (
    BUTTON,
    GROUNDS,
    NEEDED,
    TONES,
    Scheme,
    check_colours,
    find_contrast,
    find_readable,
    render_colours,
)
from site_gen.support.locations import Span

STYLES = Path(__file__).parents[2] / "static/css"
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def theme_values(prefix: str) -> dict[Scheme, dict[str, str]]:
    """The custom properties of the theme whose names begin so, by scheme; colours as #rrggbb."""
    light, _, dark = (STYLES / "10-tokens.css").read_text("utf-8").partition("prefers-color-scheme: dark")
    found = (re.findall(rf"--{prefix}(\w+): #([0-9a-f]+);", part) for part in (light, dark))
    wide = (
        {
            name: "#" + (value if len(value) == 6 else "".join(2 * digit for digit in value))
            for name, value in each
        }
        for each in found
    )
    return dict(zip(SCHEMES, wide, strict=True))


def test_the_grounds_are_those_of_the_theme() -> None:
    values = theme_values("")
    for scheme in SCHEMES:
        assert {name: values[scheme][name] for name in GROUNDS[scheme]} == GROUNDS[scheme]


def test_a_button_has_as_much_colour_behind_it_as_in_the_theme() -> None:
    marks = (STYLES / "50-marks.css").read_text("utf-8")
    rule = marks[marks.index(".ref::before") :]
    assert f"color-mix(in srgb, var(--tone) {BUTTON:.0%}, var(--paper))" in rule


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_colours_of_the_theme_can_be_read(scheme: Scheme) -> None:
    values = theme_values("tone-")[scheme]
    assert set(TONES) <= set(values)
    assert {
        name: find_contrast(value, scheme).ratio >= NEEDED for name, value in values.items()
    } == dict.fromkeys(values, True)


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#767676", 4.54), ("#777777", 4.47), ("#ff0000", 3.99), ("#ffffff", 1.0)],
)
def test_contrast_on_white_is_what_others_measure(
    monkeypatch: pytest.MonkeyPatch, colour: str, ratio: float
) -> None:
    monkeypatch.setattr(colours, "GROUNDS", {"light": {"paper": "#ffffff"}})
    monkeypatch.setattr(colours, "BUTTON", 0)
    assert int(find_contrast(colour, "light").ratio * 100) / 100 == ratio


@given(COLOUR, st.sampled_from(SCHEMES))
def test_the_colour_proposed_can_be_read(colour: str, scheme: Scheme) -> None:
    found = find_readable(colour, scheme)
    assert find_contrast(found, scheme).ratio >= NEEDED
    if find_contrast(colour, scheme).ratio >= NEEDED:
        assert found == colour


def test_a_pale_colour_is_named_at_its_place_with_the_nearest_that_can_be_read() -> None:
    place = Span("site.yaml", 4, 17)
    config = Config(
        "Test",
        (),
        colours={"good": Colour("#57d37f", "#57d37f"), "bad": Colour("#aa0000", "#ff8888")},
        spans={"colours.good.light": place},
    )
    (problem,) = check_colours(config)
    assert (problem.code, problem.severity, problem.span) == ("colour-has-contrast", "warning", place)
    assert problem.message == (
        "`#57d37f` has a contrast of 1.68:1 on the theme's light ground (#e5f5e7), but words need 4.5:1"
    )
    assert problem.help == 'the nearest colour of its hue that can be read: light: "#1f753b"'


def test_a_dark_colour_on_dark_ground_is_made_lighter() -> None:
    (problem,) = check_colours(Config("Test", (), colours={"bad": Colour("#aa0000", "#aa0000")}))
    assert problem.span.path == "site.yaml"
    proposed = re.search(r'dark: "#(\w\w)(\w\w)\w\w"', problem.help)
    assert proposed is not None
    assert int(proposed[1], 16) > 0xAA
    assert int(proposed[1], 16) > int(proposed[2], 16)


def test_the_style_sheet_sets_what_the_site_sets_in_the_order_of_the_tones() -> None:
    chosen = {"bad": Colour("#aa0000", "#ff8888"), "good": Colour("#006600", "#66cc66")}
    assert render_colours(chosen).decode() == (  # type: ignore[arg-type]
        ":root {\n  --tone-good: #006600;\n  --tone-bad: #aa0000;\n}\n\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        ":root {\n  --tone-good: #66cc66;\n  --tone-bad: #ff8888;\n}\n}\n"
    )
