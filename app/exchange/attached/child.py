"""A process of its own that opens a document nobody trusts: reads it on its input, writes what it found on its output.

Run by path, alone (it imports nothing of Relais): a crash, a hang or a bomb takes this process, never the server.
In: `kind first last` as arguments and the bytes. Out: one line of JSON, then the blobs whose sizes it names.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from typing import Any

PAGES = 200
PIXELS = 50_000_000
SIDE = 1754
MEMORY = 2 << 30
SECONDS = 40
# What makes a PDF act by itself or carry another file; PDFium has rewritten every object in clear before the search.
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])")
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


class Refused(Exception):
    """The document is refused; `code` says why."""


def pdf(content: bytes, first: int, last: int) -> tuple[dict[str, Any], list[bytes]]:
    """The number of pages, and the pictures of pages `first` to `last` (from 1; 0 for none)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", 0) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Refused("attachment_encrypted" if encrypted else "attachment_broken") from None
    pages = len(document)
    if not pages:
        raise Refused("attachment_broken")
    if pages > PAGES:
        raise Refused("attachment_pages")
    if not first:
        _refuse_active(document)
        for number in range(pages):
            document[number].close()
    shown = [_page(document[n - 1]) for n in range(max(first, 1), min(last, pages) + 1)]
    return {"pages": pages}, shown


def _refuse_active(document: Any) -> None:
    clear = io.BytesIO()
    document.save(clear, flags=3)  # not incremental, security removed
    if ACTIVE.search(STREAM.sub(b"", clear.getvalue())):
        raise Refused("attachment_active")


def _page(page: Any) -> bytes:
    width, height = page.get_size()
    if width < 1 or height < 1:
        raise Refused("attachment_broken")
    bitmap = page.render(scale=SIDE / max(width, height), may_draw_forms=False)
    return _png(bitmap.to_pil().convert("RGB"))


def image(content: bytes, kind: str, first: int) -> tuple[dict[str, Any], list[bytes]]:
    """The image written anew (no data about where or with what it was taken), or its picture for a page."""
    import warnings

    from PIL import Image, ImageOps

    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = PIXELS
    opened = Image.open(io.BytesIO(content), formats=[kind])
    if opened.width * opened.height > PIXELS:
        raise Refused("attachment_pixels")
    opened.load()
    turned = ImageOps.exif_transpose(opened)
    if first:
        turned.thumbnail((SIDE, SIDE))
        return {"pages": 1}, [_png(_flat(turned))]
    kept = io.BytesIO()
    if kind == "PNG":
        _flat(turned).save(kept, "PNG")
    elif opened.format == "JPEG" and opened.getexif().get(0x0112, 1) == 1:
        opened.info.clear()
        opened.save(kept, "JPEG", quality="keep")
    else:
        turned.convert("RGB").save(kept, "JPEG", quality=95)
    return {"pages": 1}, [kept.getvalue()]


def _flat(picture: Any) -> Any:
    """The picture on white, in grey or colours, without anything that travels beside the points."""
    from PIL import Image

    if picture.mode in {"1", "L"}:
        flat = picture.convert("L")
    elif picture.mode.startswith("I"):  # sixteen bits of grey
        flat = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode in {"RGB", "CMYK", "YCbCr"}:
        flat = picture.convert("RGB")
    else:
        whole = picture.convert("RGBA")
        flat = Image.new("RGB", whole.size, "white")
        flat.paste(whole, mask=whole.getchannel("A"))
    flat.info.clear()
    return flat


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: the parent's own delay is left
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(kind: str, first: int, last: int) -> None:
    """Do one piece of work and write the answer; a refusal is an answer too."""
    content = sys.stdin.buffer.read()
    _limit()
    work: Callable[[], tuple[dict[str, Any], list[bytes]]] = (
        (lambda: pdf(content, first, last))
        if kind == "PDF"
        else (lambda: image(content, kind, first))
    )
    try:
        found, blobs = work()
    except Refused as refusal:
        found, blobs = {"refused": str(refusal)}, []
    except MemoryError:
        found, blobs = {"refused": "attachment_heavy"}, []
    except Exception as error:
        bomb = type(error).__name__.startswith("DecompressionBomb")
        found, blobs = {"refused": "attachment_pixels" if bomb else "attachment_broken"}, []
    head = json.dumps({**found, "sizes": [len(blob) for blob in blobs]})
    sys.stdout.buffer.write(head.encode() + b"\n" + b"".join(blobs))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
