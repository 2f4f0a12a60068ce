"""Documents sent to a case: honest ones are kept, wrong ones are refused with the right code, by the dozen."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.errors import RuleViolation
from app.exchange.attached import judging
from tests.exchange import hostile_files as files

PDF, PNG, JPEG = files.pdf(3), files.picture(), files.picture("JPEG")


def zipped() -> bytes:
    """A small archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    return out.getvalue()


REFUSED = (
    ("nothing.pdf", b"", "attachment_empty"),
    ("large.pdf", b"%PDF-" + b" " * judging.LARGEST, "attachment_large"),
    ("program.pdf", b"MZ\x90\0" + b"\0" * 99, "attachment_kind"),
    ("page.html", b"<script>alert(1)</script>", "attachment_kind"),
    ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "attachment_kind"),
    ("archive.zip", zipped(), "attachment_kind"),
    ("picture.gif", b"GIF89a" + b"\0" * 30, "attachment_kind"),
    ("late.pdf", b"\n\n<html>\n" + PDF, "attachment_kind"),
    ("picture.pdf", PNG, "attachment_name"),
    ("scan.png", PDF, "attachment_name"),
    ("scan.pdf.exe", PDF, "attachment_name"),
    ("photo.php", JPEG, "attachment_name"),
    ("secret.pdf", files.encrypted(), "attachment_encrypted"),
    ("script.pdf", files.scripted(), "attachment_active"),
    ("closing.pdf", files.scripted("/AA"), "attachment_active"),
    ("disguised.pdf", files.disguised(), "attachment_active"),
    ("launch.pdf", files.launching(), "attachment_active"),
    ("carrying.pdf", files.carrying(), "attachment_active"),
    ("long.pdf", files.pdf(201), "attachment_pages"),
    ("none.pdf", files.pdf(0), "attachment_broken"),
    ("cut.pdf", PDF[: len(PDF) // 2], "attachment_broken"),
    ("head.pdf", b"%PDF-1.7\n", "attachment_broken"),
    ("noise.pdf", b"%PDF-1.7\n" + bytes(range(1, 256)) * 20 + b"%%EOF", "attachment_broken"),
    ("both.pdf", PDF + zipped(), "attachment_trailing"),
    ("page.pdf", PDF + b"<html><script>alert(1)</script>", "attachment_trailing"),
    ("bomb.png", files.bomb(), "attachment_pixels"),
    ("cut.png", PNG[:60], "attachment_broken"),
    ("cut.jpg", files.picture("JPEG", (900, 900))[:700], "attachment_broken"),
    ("head.png", b"\x89PNG\r\n\x1a\n<?php system('id'); ?>", "attachment_broken"),
    ("head.jpg", b"\xff\xd8\xff<?php system('id'); ?>", "attachment_broken"),
)


@pytest.mark.parametrize(("name", "content", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_wrong_file_is_refused_for_the_right_reason(name, content, code):
    with pytest.raises(RuleViolation) as caught:
        judging.judge(name, content)
    assert [(v.code, v.field) for v in caught.value.violations] == [(code, "file")]


@pytest.mark.parametrize(
    "name", ["a.pdf", "A.PDF", "sans extension", "../../etc/a.pdf", "C:\\x\\a.pdf"]
)
def test_a_pdf_is_kept_to_the_byte_whatever_its_name(name):
    judged = judging.judge(name, PDF)
    assert (judged.media_type, judged.content, judged.pages) == (judging.PDF, PDF, 3)


def test_an_image_is_written_anew_without_what_hides_behind_it_or_where_it_was_taken():
    png = judging.judge("a.png", PNG + b"<?php system('id'); ?>").content
    jpeg = judging.judge("a.jpg", files.located() + zipped()).content
    assert b"php" not in png
    assert b"TELEPHONE" not in jpeg
    assert b"PK" not in jpeg
    assert Image.open(io.BytesIO(jpeg)).getexif() == {}


def test_a_photo_taken_sideways_is_kept_upright():
    turned = Image.Exif()
    turned[0x0112] = 6
    kept = judging.judge("a.jpg", files.picture("JPEG", (60, 40), exif=turned)).content
    assert Image.open(io.BytesIO(kept)).size == (40, 60)


def test_of_a_picture_whose_data_lies_about_its_size_only_the_points_it_says_are_kept():
    kept = judging.judge("a.png", files.lying())
    assert Image.open(io.BytesIO(kept.content)).size == (10, 10)
    assert len(kept.content) < 1000


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_is_shown(mode):
    out = io.BytesIO()
    Image.new(mode, (50, 30)).save(out, "PNG")
    kept = judging.judge("a.png", out.getvalue())
    (shown,) = judging.pictures(judging.PNG, kept.content, 1, 4)
    assert Image.open(io.BytesIO(shown)).size == (50, 30)


def test_pages_are_pictures_of_bounded_size_in_order():
    shown = judging.pictures(judging.PDF, PDF, 2, 9)
    assert len(shown) == 2
    assert {max(Image.open(io.BytesIO(one)).size) for one in shown} == {1754}


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_spoilt_document_is_kept_whole_or_refused_never_a_crash(data):
    whole = bytearray(data.draw(st.sampled_from([PDF, PNG, JPEG])))
    for _change in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(RuleViolation):
        assert judging.judge("fichier", bytes(whole)).pages >= 1
