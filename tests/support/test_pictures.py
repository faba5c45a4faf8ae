from __future__ import annotations

import struct
from pathlib import Path

import pytest

from site_gen.support.pictures import find_size, is_picture, read_size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0) + b"\0\0\0\0"
GIF = b"GIF89a" + struct.pack("<HH", 12, 7) + b"\0\0\0;"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f" + struct.pack("<I", (99) | (49 << 14)) + b"\0" * 10


def make_jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    exif = (
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"
        + struct.pack(">HH", orientation, 0)
        + b"\0\0\0\0"
    )
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    parts = ((0xE1, exif), (0xC0, frame))
    return (
        b"\xff\xd8"
        + b"".join(struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data for kind, data in parts)
        + b"\xff\xd9"
    )


def make_heif(brand: bytes) -> bytes:
    return struct.pack(">I4s4sI4s", 20, b"ftyp", brand, 0, b"mif1") + b"\0" * 64


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (640, 480)),
        (GIF, (12, 7)),
        (WEBP, (100, 50)),
        (make_jpeg(30, 20), (30, 20)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>', (20, 10)),
        (b'<svg width="2in" height="48pt"><rect width="1" height="1"/></svg>', (192, 64)),
        (b'<svg viewBox="0 0 24 12"><rect width="5" height="5"/></svg>', (24, 12)),
        (b'<svg width="48" viewBox="0,0,24,12"></svg>', (48, 24)),
        (b'<svg width="100%" height="100%" viewBox="0 0 24.5 12"></svg>', (24, 12)),
        (b'<?xml version="1.0"?><!DOCTYPE svg><!-- <svg width="1"> -->\n<svg height="7" width="8">', (8, 7)),
        ('\ufeff<svg width="3" height="4">'.encode(), (3, 4)),
        (b"<svg></svg>", (None, None)),
    ],
)
def test_the_size_of_a_picture(data: bytes, size: tuple[int | None, int | None]) -> None:
    assert find_size(data) == size


def test_a_picture_from_a_camera_held_upright_is_measured_as_it_is_shown() -> None:
    assert find_size(make_jpeg(30, 20, orientation=6)) == (20, 30)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<html><svg width='1' height='1'></html>",
        PNG[:20],
        make_jpeg(30, 20)[:8],
        b"%PDF-1.7",
        make_heif(b"heic"),
        make_heif(b"avif")[:40],
        b"\xff\xfe<",
    ],
)
def test_what_no_browser_shows_has_no_size(data: bytes) -> None:
    assert find_size(data) is None


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(PNG)
    assert read_size(tmp_path / "photo.png") == (640, 480)


def test_pictures_are_told_by_their_ending() -> None:
    assert is_picture("content/articles/PHOTO.JPG")
    assert is_picture("logo.svg")
    assert not is_picture("report.pdf")
    assert not is_picture("photo.heic")
