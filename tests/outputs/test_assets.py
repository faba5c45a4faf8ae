from __future__ import annotations

import pytest

from site_gen.outputs.assets import Assets, make_assets

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>'


def text_of(assets: Assets, path: str) -> str:
    return assets.contents[assets.files[path].address].decode()


def problems(assets: Assets) -> list[str]:
    return [f"{each.span} {each.code}" for each in assets.diagnostics]


def test_names_follow_the_content() -> None:
    one = make_assets({"logo.svg": SVG}).files["static/logo.svg"]
    same = make_assets({"logo.svg": SVG, "other.txt": b"x"}).files["static/logo.svg"]
    other = make_assets({"logo.svg": SVG + b"\n"}).files["static/logo.svg"]
    assert one == same
    assert one.address != other.address
    assert one.address.startswith("/static/logo.")
    assert one.address.endswith(".svg")
    assert (one.width, one.height) == (20, 10)


def test_styles_and_scripts_are_joined_in_order_of_name() -> None:
    assets = make_assets(
        {
            "css/20-page.css": b"p { color: red }",
            "css/10-base.css": b'@charset "utf-8";\nhtml { margin: 0 }\n\n',
            "js/b.js": b"second()",
            "js/a.js": b"(function () {})()",
            "custom.css": b"a {}",
            "js/lib/x.js": b"lib()",
        }
    )
    assert text_of(assets, "static/site.css") == "html{margin:0}\np{color:red}\n"
    assert text_of(assets, "static/site.js") == "(function(){})()\n;\nsecond()\n"
    assert sorted(assets.files) == [
        "static/custom.css",
        "static/js/lib/x.js",
        "static/site.css",
        "static/site.js",
    ]
    assert not assets.diagnostics


def test_what_lies_in_root_keeps_name_and_bytes() -> None:
    assets = make_assets(
        {"root/robots.txt": b"a\r\nb", "root/.well-known/x": b"1", "root/old/index.html": b"<p>"}
    )
    assert assets.files["static/root/robots.txt"].address == "/robots.txt"
    assert dict(assets.contents) == {"/robots.txt": b"a\r\nb", "/.well-known/x": b"1", "/old/": b"<p>"}


def test_addresses_in_styles_follow_the_hashed_names() -> None:
    assets = make_assets(
        {
            "css/base.css": (
                b"@font-face { src: url(../fonts/a b.woff2) }\n"
                b"@font-face { src: url('../fonts/a%20b.woff2?#iefix') format('woff2') }\n"
                b'.logo { background: URL( "/static/logo.svg#dark" ) }\n'
            ),
            "fonts/a b.woff2": b"font",
            "logo.svg": SVG,
        }
    )
    # An unquoted address cannot hold a space: it is no address then.
    font = assets.files["static/fonts/a b.woff2"].address.removeprefix("/static/").replace(" ", "%20")
    logo = assets.files["static/logo.svg"].address.removeprefix("/static/")
    assert text_of(assets, "static/site.css").endswith(
        f'@font-face{{src:url("{font}?#iefix") format(\'woff2\')}}.logo{{background:url("{logo}#dark")}}\n'
    )
    assert not assets.diagnostics


def test_the_name_of_a_style_sheet_changes_with_what_it_points_at() -> None:
    css = {"css/a.css": b"a { background: url(../logo.svg) }"}
    one, other = (make_assets({**css, "logo.svg": SVG + end}) for end in (b"", b"\n"))
    assert one.files["static/site.css"].address != other.files["static/site.css"].address


@pytest.mark.parametrize(
    "css",
    [
        "a { background: url(data:image/gif;base64,AAAA) }",
        "a { fill: url(#gradient) }",
        "/* url(nowhere.png) */",
        'a::before { content: "url(nowhere.png)" }',
        "a { background: url(https://example.org/x.png) }",
        "a { background: url() }",
        "/* not closed url(x.png)",
    ],
)
def test_other_addresses_stay(css: str) -> None:
    assets = make_assets({"custom.css": css.encode()})
    assert text_of(assets, "static/custom.css") == css
    assert not assets.diagnostics


def test_a_missing_file_is_an_error_where_it_is_named() -> None:
    assets = make_assets(
        {"css/a.css": b"\xef\xbb\xbfa {\r\n  background: url(bg.png) }", "custom.css": b"b{c:url(../../x)}"}
    )
    assert problems(assets) == ["static/custom.css:1:9 asset-exists", "static/css/a.css:2:19 asset-exists"]
    assert "static/css/bg.png" in assets.diagnostics[1].message


def test_style_sheets_may_import_each_other_but_not_in_a_circle() -> None:
    assets = make_assets(
        {
            "custom.css": b'@import "more/x.css";',
            "more/x.css": b"a { background: url(../logo.svg) }",
            "logo.svg": SVG,
        }
    )
    more = assets.files["static/more/x.css"].address.removeprefix("/static/")
    assert text_of(assets, "static/custom.css") == f'@import "{more}";'
    logo = assets.files["static/logo.svg"].address.removeprefix("/static/")
    assert text_of(assets, "static/more/x.css") == f'a {{ background: url("../{logo}") }}'
    circle = make_assets({"a.css": b'@import "b.css";', "b.css": b'@import "a.css";'})
    assert problems(circle) == ["static/b.css:1:10 asset-exists"]


def test_an_import_in_a_joined_style_sheet_has_no_effect() -> None:
    assets = make_assets({"css/a.css": b'/* @import */\n@import "../x.css";', "x.css": b""})
    assert problems(assets) == ["static/css/a.css:2:1 css-is-joined"]


def test_a_root_file_can_be_pointed_at() -> None:
    assets = make_assets({"custom.css": b"a { background: url(/icon.svg) }", "root/icon.svg": SVG})
    assert text_of(assets, "static/custom.css") == 'a { background: url("../icon.svg") }'


def test_line_ends_and_byte_order_mark_mean_nothing() -> None:
    unix = make_assets(
        {"css/a.css": b"a {}\nb {}\n", "x.js": b"a\nb\n", "x.svg": SVG + b"\n", "x.bin": b"a\nb"}
    )
    windows = make_assets(
        {
            "css/a.css": b"\xef\xbb\xbfa {}\r\nb {}\r\n",
            "x.js": b"a\r\nb\r\n",
            "x.svg": SVG + b"\r\n",
            "x.bin": b"a\nb",
        }
    )
    assert dict(unix.contents) == dict(windows.contents)


def test_a_broken_picture_and_a_wrong_encoding_are_errors() -> None:
    assets = make_assets({"photo.png": b"hello", "a.css": b"a {} /* \xe9 */"})
    assert problems(assets) == ["static/a.css:1:9 file-is-utf8", "static/photo.png:1:1 picture-is-readable"]


def test_the_order_of_the_files_does_not_matter() -> None:
    files = {
        "css/b.css": b"b {}",
        "css/a.css": b"a { background: url(../logo.svg) }",
        "logo.svg": SVG,
        "z.txt": b"z",
    }
    backwards = dict(reversed(files.items()))
    assert make_assets(files) == make_assets(backwards)
    assert list(make_assets(files).contents) == list(make_assets(backwards).contents)
