"""The packaged templates as compiled before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from site_gen.building import precompiled
from site_gen.building.environment import packaged_folder
from site_gen.building.precompiled import load_compiled, save_compiled
from site_gen.presenting.templating import TemplateFault, Templates

NAME = "404.html"
MACROS = "parts/language.html"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "kept.pyc"
    monkeypatch.setattr(precompiled, "_find_place", lambda: found)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return found


def use(folders: list[Path], environment: str = "one") -> Templates:
    templates = Templates(folders, compiled=load_compiled(environment))
    templates.closure(NAME)
    templates.render_with(MACROS)
    save_compiled(templates.compiled, environment)
    return templates


def test_what_was_worked_out_is_known_to_the_next(place: Path) -> None:
    first = use([packaged_folder("templates")])
    kept = place.read_bytes()
    again = use([packaged_folder("templates")])
    assert place.read_bytes() == kept
    assert again.closure(NAME) == first.closure(NAME)
    assert not again.compiled.fresh
    known = load_compiled("one")
    assert known.references == first.compiled.references
    assert known.code == first.compiled.code
    assert known.code


def test_what_other_processes_are_to_render_is_kept(place: Path) -> None:
    templates = Templates([packaged_folder("templates")])
    templates.closure(NAME)
    templates.get_ready()
    save_compiled(templates.compiled, "one")
    known = load_compiled("one")
    assert known.code.keys() == known.references.keys() != set()


def test_a_template_that_is_wrong_harms_only_pages_that_use_it(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "wrong.html").write_text("{{ 1 | gone }}", "utf-8")
    (folder / "a.html").write_text("{% if x %}{% include 'wrong.html' %}{% endif %}a", "utf-8")
    templates = Templates([folder])
    templates.closure("a.html")
    templates.get_ready()
    assert templates.render_with("a.html", x=False) == "a"
    with pytest.raises(TemplateFault):
        templates.render_with("a.html", x=True)


def test_another_program_knows_nothing_of_it(place: Path) -> None:
    use([packaged_folder("templates")])
    assert not load_compiled("two").references
    place.write_bytes(b"damaged")
    assert not load_compiled("one").references


def test_a_sites_own_templates_are_not_kept(place: Path, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "parts").mkdir(parents=True)
    (own / NAME).write_text("{% include 'secret.html' %}", "utf-8")
    (own / "secret.html").write_text("secret", "utf-8")
    (own / MACROS).write_text("secret", "utf-8")
    use([own, packaged_folder("templates")])
    assert not place.exists()
    (own / MACROS).unlink()
    use([own, packaged_folder("templates")])
    assert load_compiled("one").code
    assert b"secret" not in place.read_bytes()


def test_where_python_keeps_no_bytecode_nothing_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    use([packaged_folder("templates")])
    assert not place.exists()
