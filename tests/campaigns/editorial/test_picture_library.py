"""Pictures are kept with what they show and who allowed them, and cut without being lost."""

from __future__ import annotations

import io

import PIL.Image
import pytest

from campaigns import errors
from campaigns.editorial import images, item_errors, item_writing, picture_cropping, picture_library
from campaigns.editorial.picture_cropping import Box, Crop
from runtime.files import File
from runtime.installation import Installation


def photo(width: int = 1600, height: int = 900, *, mode: str = "RGB") -> bytes:
    """Return a photograph with a position in its metadata."""
    picture = PIL.Image.radial_gradient("L").resize((width, height)).convert(mode)
    exif = PIL.Image.Exif()
    exif[0x010E] = "chez moi"
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_a_picture_is_never_wider_than_it_must_be_and_tells_nothing(opened: Installation) -> None:
    """EXIF is gone; what a printer sent in four colours has those of a screen."""
    added = picture_library.add(opened, File("forum.jpg", photo(mode="CMYK")), "user:1")
    with PIL.Image.open(images.folder(opened.settings.data) / added.name) as kept:
        assert (kept.width, kept.mode, dict(kept.getexif())) == (1072, "RGB", {})
    assert added.lacking == ("alt", "rights", "credit")
    with pytest.raises(errors.ImageRefused, match="Le plus compatible"):
        picture_library.add(opened, File("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40), "user:1")


def test_an_article_takes_what_is_known_of_a_picture(opened: Installation) -> None:
    """And where it is used is known; it cannot be thrown away then."""
    added = picture_library.add(opened, File("forum.jpg", photo()), "user:1")
    picture_library.describe(
        opened, added.name, {"alt": "Deux personnes", "rights": "Accord du 3 mai"}, "user:1", decorative=False
    )
    draft = item_writing.blank(opened, "user:1")
    item_writing.written(opened, draft.entry.id, {"title": "Forum", "image": added.name}, None, 1, "user:1")
    said = item_writing.sheet(opened, draft.entry.id).said

    assert (said["image_alt"], said["rights"]) == ("Deux personnes", "Accord du 3 mai")
    assert [one.title for one in picture_library.show(opened, added.name).uses] == ["Forum"]
    assert [one.name for one in picture_library.listed(opened, "deux PERSONNES").entries] == [added.name]
    with pytest.raises(errors.DeletionRefused, match="Forum"):
        picture_library.remove(opened, added.name, "user:1")


def test_a_cut_picture_leaves_the_whole_one(opened: Installation) -> None:
    """Alt and rights come along."""
    whole = picture_library.add(opened, File("forum.jpg", photo()), "user:1", {"alt": "Deux personnes"})
    cut = picture_library.crop(opened, whole.name, Crop(ratio="1:1", focus_x=0), "user:1")

    assert (cut.width, cut.height, cut.alt, cut.original) == (603, 603, "Deux personnes", whole.name)
    assert {one.name for one in picture_library.listed(opened).entries} == {whole.name, cut.name}


@pytest.mark.parametrize(
    ("how", "box"),
    [
        (Crop(ratio="1:1"), Box(50, 0, 150, 100)),
        (Crop(ratio="1:1", focus_x=190, focus_y=5), Box(100, 0, 200, 100)),
        (Crop(10, 20, 60, 50), Box(10, 20, 70, 70)),
        (Crop(0, 0, 200, 100, ratio="1:1"), Box(50, 0, 150, 100)),
    ],
)
def test_a_ratio_keeps_the_point_that_matters(how: Crop, box: Box) -> None:
    """Four numbers are taken as they are."""
    assert picture_cropping.frame(200, 100, how) == box


@pytest.mark.parametrize("how", [Crop(150, 0, 60, 60), Crop(0, 0, 10, 90), Crop(-1, 0, 60, 60), Crop(ratio="7:1")])
def test_a_frame_outside_of_the_picture_is_refused(how: Crop) -> None:
    """With its size."""
    with pytest.raises(item_errors.CropRefused):
        picture_cropping.frame(200, 100, how)
