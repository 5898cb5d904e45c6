"""A picture is made anew: upright, silent about its camera, as wide as it is shown twice, light, and never a bomb."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageCms, PngImagePlugin

from campaigns.editorial import reencoding
from campaigns.editorial.reencoding import Picture

SIZE = (300, 200)


def written(kind: str, picture: PIL.Image.Image | None = None, **how: Any) -> bytes:
    """Return a file of some kind."""
    buffer = io.BytesIO()
    (picture or PIL.Image.new("RGB", SIZE, "#17406d")).save(buffer, kind, **how)
    return buffer.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> PIL.Image.Image:
    """Return what compresses worst: every pixel another one, always the same."""
    seeds = PIL.Image.effect_noise((width, height), 120)
    bands = [seeds.rotate(90 * turn).resize((width, height)) for turn in range(len(mode))]
    return PIL.Image.merge(mode, bands)


def seen(made: Picture) -> PIL.Image.Image:
    """Return the picture as a mail program opens it."""
    opened = PIL.Image.open(io.BytesIO(made.content))
    opened.load()
    assert opened.size == (made.width, made.height)
    return opened


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "png"), ("WEBP", "jpg")])
def test_every_kind_comes_out_as_one_that_outlook_shows(kind: str, ending: str) -> None:
    """WebP becomes JPEG, a still GIF becomes PNG."""
    made = reencoding.reencode(written(kind))
    assert (made.ending, made.width, made.height) == (ending, *SIZE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation: int) -> None:
    """Whichever way the telephone was held: the red corner is where the photographer saw it."""
    upright = PIL.Image.new("RGB", (120, 80), "#ffffff")
    upright.paste("#ff0000", (0, 0, 30, 30))
    turned = {1: [], 2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}[orientation]
    held = upright
    for how in turned:
        held = held.transpose(PIL.Image.Transpose(how))
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    made = seen(reencoding.reencode(written("JPEG", held, exif=exif, quality=95)))

    assert made.size == (120, 80)
    red, green, _blue = made.convert("RGB").getpixel((8, 8))  # type: ignore[misc]
    assert red > 200
    assert green < 80


def test_nothing_that_the_camera_wrote_is_left() -> None:
    """Neither place, nor author, nor time, nor comment."""
    exif = PIL.Image.Exif()
    exif[0x013B] = "Yasmine Delvoye"
    exif[0x8825] = {1: "N", 2: (50.0, 41.0, 30.0)}
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Yasmine Delvoye")
    for raw in (
        written("JPEG", exif=exif, comment=b"Yasmine Delvoye"),
        written("PNG", exif=exif, pnginfo=text),
        written("WEBP", exif=exif, xmp=b"<x>Yasmine Delvoye</x>"),
        written("GIF", comment=b"Yasmine Delvoye"),
    ):
        made = reencoding.reencode(raw)
        assert b"Yasmine" not in made.content
        assert not seen(made).getexif()


def test_a_wide_picture_is_as_wide_as_it_is_shown_twice() -> None:
    """A small one is never blown up."""
    wide = reencoding.reencode(written("JPEG", PIL.Image.new("RGB", (4000, 1000))))
    assert (wide.width, wide.height) == (1072, 268)


@pytest.mark.parametrize(
    ("kind", "size", "mode"),
    [
        ("PNG", (700, 500), "RGB"),
        ("JPEG", (1300, 900), "RGB"),
        ("PNG", (500, 400), "RGBA"),
        ("WEBP", (900, 700), "RGB"),
    ],
)
def test_the_heaviest_picture_becomes_light(kind: str, size: tuple[int, int], mode: str) -> None:
    """Under 200 KB, whatever it takes."""
    made = reencoding.reencode(written(kind, noise(*size, mode)))
    assert len(made.content) <= 200_000
    assert made.width >= 200


def test_what_is_seen_through_stays_so() -> None:
    """A logo on the dark."""
    made = reencoding.reencode(written("PNG", PIL.Image.new("RGBA", SIZE, (0, 0, 0, 0))))
    assert seen(made).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK", "YCbCr"])
def test_every_way_to_write_colours_is_read(mode: str) -> None:
    """Scanners and printers have theirs."""
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    assert seen(reencoding.reencode(written(kind, PIL.Image.new(mode, SIZE)))).size == SIZE


def test_colours_are_those_of_the_web() -> None:
    """A profile is applied, then left out; a damaged one is only left out."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for icc in (profile, b"damaged"):
        made = reencoding.reencode(written("PNG", icc_profile=icc))
        assert "icc_profile" not in seen(made).info


def test_an_animation_stays_one_and_ends() -> None:
    """After five seconds at most: nothing in a letter stops it (WCAG 2.2.2)."""
    frames = [PIL.Image.new("RGB", (80, 60), (shade, 0, 0)) for shade in (0, 120, 240)]
    raw = written("GIF", frames[0], save_all=True, append_images=frames[1:], duration=500, loop=0)
    made = seen(reencoding.reencode(raw))
    assert (made.n_frames, made.info["loop"]) == (3, 3)  # type: ignore[attr-defined]


COLOURS = [PIL.Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "GIF"])
def test_each_frame_is_shown_as_long_as_its_author_said(kind: str) -> None:
    """Ten flashes a second are dangerous (WCAG 2.3.1), and three seconds are a caption."""
    raw = written(kind, COLOURS[0], save_all=True, append_images=COLOURS[1:], duration=[1000, 2000, 3000], loop=0)
    made = seen(reencoding.reencode(raw))
    shown = []
    for number in range(made.n_frames):  # type: ignore[attr-defined]
        made.seek(number)
        shown.append(made.info["duration"])

    assert shown == [1000, 2000, 3000]


@pytest.mark.parametrize(("kind", "how"), [("GIF", {}), ("WEBP", {"loop": 1}), ("PNG", {"loop": 1})])
def test_what_is_played_once_is_played_once(kind: str, how: dict[str, int]) -> None:
    """A file that says nothing of rounds is played once by every program."""
    raw = written(kind, COLOURS[0], save_all=True, append_images=COLOURS[1:], duration=300, **how)

    assert "loop" not in seen(reencoding.reencode(raw)).info


def test_an_author_may_ask_for_fewer_rounds() -> None:
    """Three short ones, then it rests."""
    raw = written("GIF", COLOURS[0], save_all=True, append_images=COLOURS[1:], duration=100, loop=3)

    assert seen(reencoding.reencode(raw)).info["loop"] == 3


def test_a_grey_picture_of_sixteen_bits_keeps_its_greys() -> None:
    """As scanners write them; only its lowest bits are lost."""
    octets = b"".join(value.to_bytes(2, "little") for value in range(0, 65536, 256))
    made = seen(reencoding.reencode(written("PNG", PIL.Image.frombytes("I;16", (256, 1), octets))))

    assert list(made.convert("L").tobytes()) == list(range(256))


def test_a_grey_picture_of_sixteen_bits_may_be_seen_through() -> None:
    """At the one value that it names, and at none beside it."""
    octets = b"".join(value.to_bytes(2, "little") for value in (0x4000, 0x4001, 0x8000))
    raw = written("PNG", PIL.Image.frombytes("I;16", (3, 1), octets), transparency=0x4000)

    assert list(seen(reencoding.reencode(raw)).convert("RGBA").getchannel("A").tobytes()) == [0, 255, 255]


def test_the_inks_of_a_printer_become_its_colours() -> None:
    """Magenta and yellow are red; an inverted picture would be cyan."""
    raw = written("JPEG", PIL.Image.new("CMYK", SIZE, (0, 255, 255, 0)), quality=95)
    red, green, blue = seen(reencoding.reencode(raw)).convert("RGB").getpixel((9, 9))  # type: ignore[misc]

    assert red > 240
    assert max(green, blue) < 15


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC : exportez-la en JPEG"),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", "AVIF : enregistrez-la en JPEG"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG, que les messageries"),
        (b'<svg width="3" height="3"/>', "SVG, que les messageries"),
        (written("TIFF"), "TIFF : enregistrez-la"),
        (written("BMP"), "BMP : enregistrez-la"),
        (b"%PDF-1.7\n", "document PDF"),
        (written("PNG")[:60], "ce fichier PNG est incomplet"),
        (written("JPEG")[:300], "ce fichier JPEG est incomplet"),
        (written("WEBP")[:40], "ce fichier WebP est incomplet"),
        (b"Bonjour", "ce n’est pas une image PNG, JPEG, GIF ou WebP"),
    ],
)
def test_what_is_no_picture_for_a_letter_is_named_with_the_way_out(raw: bytes, said: str) -> None:
    """An officer does not know what « HEIC » is, but the telephone did it."""
    with pytest.raises(reencoding.Refused, match=r".") as refused:
        reencoding.reencode(raw)

    assert said in str(refused.value).replace("\u00a0", " ")


def test_four_hundred_million_pixels_are_counted() -> None:
    """As fifty-one are."""
    with pytest.raises(reencoding.Refused, match="400 millions de pixels, 50 au plus"):
        reencoding.reencode(bomb(20_000, 20_000))


def test_a_heavy_animation_is_refused() -> None:
    """Frames cannot be left out for its author."""
    frames = [noise(400, 300).rotate(turn) for turn in range(0, 12, 4)]
    raw = written("GIF", frames[0], save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(reencoding.Refused, match="animée"):
        reencoding.reencode(raw)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of some hundred octets that claims to be vast."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(8000, 8000), (60_000, 60_000), (10_000, 10_000), (1_000_000, 60)])
def test_a_bomb_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    """The number of its pixels is told."""
    with pytest.raises(reencoding.Refused, match=r"pixels|lisible"):
        reencoding.reencode(bomb(width, height))


def test_many_frames_are_one_bomb() -> None:
    """Each is small, together they are not."""
    frames = [PIL.Image.new("1", (2000, 2000), number % 2) for number in range(14)]
    raw = written("GIF", frames[0], save_all=True, append_images=frames[1:])
    with pytest.raises(reencoding.Refused, match="pixels"):
        reencoding.reencode(raw)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.integers(0, 400))
def test_damaged_files_are_refused_or_shown(damage: bytes, kind: str, where: int) -> None:
    """Never anything else, whatever was overwritten or cut."""
    raw = written(kind, PIL.Image.new("RGB", (20, 20), "#456789"))
    broken = raw[:where] + damage + raw[where + len(damage) :]
    for one in (broken, raw[:where], damage):
        try:
            reencoding.reencode(one)
        except reencoding.Refused as refused:
            assert str(refused)  # noqa: PT017 -- either way is right


def test_the_same_picture_is_the_same_octets() -> None:
    """So it is kept once."""
    raw = written("JPEG", noise(600, 400))
    assert reencoding.reencode(raw) == reencoding.reencode(raw)
