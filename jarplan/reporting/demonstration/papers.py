"""The papers that the demonstration attaches as evidence: texts of its script as plain text or one-page PDF."""

from django.core.files.uploadedfile import SimpleUploadedFile

A4 = (595, 842)
MARGIN, TOP, LEADING = 60, 780, 16


def paper(name, text):
    """An upload of this name: a PDF where the name says so, otherwise plain text."""
    content = pdf(text.strip().splitlines()) if name.endswith(".pdf") else text.encode()
    return SimpleUploadedFile(name, content)


def pdf(lines):
    """A PDF of one page with these lines, in the standard Helvetica."""
    shown = "\n".join(f"({escaped(line)}) Tj T*" for line in lines)
    drawing = f"BT /F1 11 Tf {LEADING} TL {MARGIN} {TOP} Td\n{shown}\nET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % A4,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    written += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(written)


def escaped(line):
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
