"""Makes files that people offer by mistake, and files that somebody made to do harm."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "De wijkcoach belt de bewoner binnen drie werkdagen terug."
MARKDOWN = f"# Werkafspraken Lindestroom\n\n## 1. Bellen\n\n{SENTENCE}\n"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


# ---- PDF --------------------------------------------------------------------------------------


def pdf(pages: int = 1, sentence: str = SENTENCE) -> bytes:
    """A plain PDF with a title and a sentence on every page."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(1, pages + 1):
        canvas.drawString(72, 760, "Werkafspraken Lindestroom")
        canvas.drawString(72, 720, f"{number}. Bellen")
        canvas.drawString(72, 690, sentence)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def encrypted_pdf(password: str) -> bytes:
    """A PDF that wants a password; an empty one merely forbids printing and the like."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(user_password=password, owner_password="eigenaar", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf(pages: int) -> bytes:
    """A PDF whose pages are pictures of text."""
    out = io.BytesIO()
    canvas = Canvas(out)
    picture = ImageReader(io.BytesIO(png()))
    for _ in range(pages):
        canvas.drawImage(picture, 72, 500, 300, 150)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def raw_pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of the given objects, with a correct cross-reference table; object 1 is the catalogue."""
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, body in sorted(objects.items()):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(starts) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = b"/Size %d /Root 1 0 R " % (len(starts) + 1)
    out += b"trailer\n<< " + size + trailer.replace(b"@", b"%d" % table) + b" >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def page_tree_cycle() -> bytes:
    """A page tree that has itself as a branch."""
    tree = b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"
    return raw_pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree})


def table_cycle() -> bytes:
    """A cross-reference table that names itself as the one before it, and no pages."""
    return raw_pdf({1: b"<< /Type /Catalog >>"}, trailer=b"/Prev @")


def deep_nesting(depth: int = 50_000) -> bytes:
    """A page that begins with arrays in arrays in arrays."""
    return _one_page(zlib.compress(b"[" * depth + b"]" * depth))


def unpacking(megabytes: int) -> bytes:
    """A page whose drawing unpacks to so many megabytes, from a thousandth of that."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m " * 174_763) for _ in range(megabytes))
    return _one_page(packed + packer.flush())


def _one_page(packed: bytes) -> bytes:
    fonts = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"  # else nobody looks
    return raw_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources %b >>" % fonts,
            4: b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed),
        }
    )


# ---- pictures and Word ------------------------------------------------------------------------


def png() -> bytes:
    """A picture of a sentence."""
    picture = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(picture).text((40, 120), SENTENCE, fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def docx(body: bytes | None = None, *, prolog: str = "") -> bytes:
    """A Word file with a heading and a sentence, or with the given bytes for its main part."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("1. Bellen", SENTENCE))
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'
    text = f'<?xml version="1.0"?>{prolog}{document}'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parts:
        parts.writestr("[Content_Types].xml", _CONTENT_TYPES)
        parts.writestr("_rels/.rels", _RELATIONS)
        parts.writestr("word/document.xml", text if body is None else body)
    return out.getvalue()


def zip_bomb(megabytes: int) -> bytes:
    """A Word file whose main part is a well-formed document of very many spaces."""
    head, tail = (
        f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>',
        "</w:t></w:r></w:p></w:body></w:document>",
    )
    return docx(head.encode() + b" " * (megabytes * 1024 * 1024) + tail.encode())


def many_parts(number: int) -> bytes:
    """A Word file with very many parts."""
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as parts:
        for part in range(number):
            parts.writestr(f"word/media/{part}", b"")
    return out.getvalue()


def docx_with_entity(target: str) -> bytes:
    """A Word file that asks the reader to fetch another file into the text."""
    out = docx(prolog=f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{target}">]>')
    return _with_entity_used(out)


def billion_laughs() -> bytes:
    """A Word file whose entities are each ten of the one before."""
    entities = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    out = docx(prolog=f"<!DOCTYPE w:document [{entities}]>")
    return _with_entity_used(out, "&e9;")


def _with_entity_used(file: bytes, entity: str = "&x;") -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        body = parts.read("word/document.xml")
    return docx(body.replace(SENTENCE.encode(), entity.encode()))


def encrypted_docx() -> bytes:
    """The beginning of a Word file with a password: not a zip but a compound file with a package in it."""
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    return signature + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1024)
