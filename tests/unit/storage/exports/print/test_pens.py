"""Both pens draw the same sheet."""

from io import BytesIO

import numpy as np
from PIL import Image
from pypdf import PdfReader

from gridplan.storage.exports.print.paper import Paper
from gridplan.storage.exports.print.picture import Picture


def _square(low, high):
    return np.array([(low, low), (high, low), (high, high), (low, high)], dtype=float)


def _drawn(pen):
    pen.area([_square(10, 40), _square(20, 30)], "#ff0000")
    pen.line(np.array([(50.0, 10.0), (50.0, 90.0)]), "#0000ff", 2.0, (4.0, 4.0))
    pen.write(10, 70, "青禾县", 8.0, halo=True)
    return pen


def _pixel(image, x, y):
    return image.getpixel((x * 4, y * 4))


def test_a_picture_has_area_hole_and_dashes():
    packed = _drawn(Picture(100, 100, dots=4.0)).packed("说明")
    with Image.open(BytesIO(packed)) as image:
        assert image.size == (400, 400)
        assert _pixel(image, 15, 15) == (255, 0, 0)
        assert _pixel(image, 25, 25) == (255, 255, 255)
        assert _pixel(image, 50, 12) == (0, 0, 255)
        assert _pixel(image, 50, 16) == (255, 255, 255)
        assert image.text == {"Description": "说明"}


def test_the_watermark_keeps_to_its_box():
    picture = Picture(100, 100, dots=4.0)
    picture.watermark("p1 · head", (20.0, 20.0, 80.0, 80.0), 4.0)
    with Image.open(BytesIO(picture.packed(""))) as image:
        grey = np.asarray(image.convert("L"))
    assert grey[80:320, 80:320].min() < 255
    grey = grey.copy()
    grey[80:320, 80:320] = 255
    assert grey.min() == 255


def test_paper_embeds_what_it_uses_of_the_typeface():
    packed = _drawn(Paper(100, 100, title="图", subject="p1")).packed()
    read = PdfReader(BytesIO(packed))
    assert "青禾县" in read.pages[0].extract_text()
    fonts = [font.get_object() for font in read.pages[0]["/Resources"]["/Font"].values()]
    used = [font for font in fonts if "WenQuanYi" in font["/BaseFont"]]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)
    assert len(packed) < 60_000


def test_the_same_sheet_is_the_same_file():
    assert _drawn(Paper(100, 100, title="图")).packed() == _drawn(Paper(100, 100, title="图")).packed()
