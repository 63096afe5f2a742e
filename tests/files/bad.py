"""Files that must not be taken as evidence, and good ones of each type, all made here.

BAD: what it is: (name, content or a function that makes it, words of the sentence that refuses it).
"""

import zlib

from tests.files.test_checks import (
    JPEG,
    MACRO_TYPE,
    OLD_OFFICE,
    PDF,
    SAMPLE,
    VBA,
    mail,
    office,
    open_document,
    png,
    zipped,
)

MEGABYTE = 1024 * 1024
RENAME = "does not match the content"
MACROS = "contains macros"
SCRIPTS = "contains a script"
TWO = "contains another, hidden file"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + b"\0" * 200
JAR = zipped({"META-INF/MANIFEST.MF": "Main-Class: Run\n", "Run.class": "\xca\xfe\xba\xbe"})


def pdf_with(body):
    return PDF.replace(b"<<>>\nendobj", body + b"\nendobj", 1)


def hidden_script():
    """A PDF whose script stands in a packed stream of objects, under a name that is written in another way."""
    packed = zlib.compress(b"4 0 << /S /J#61vaScript /JS (app.launchURL) >>")
    return pdf_with(
        b"<< /Type /ObjStm /Filter /FlateDecode /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream"
        % (len(packed), packed)
    )


BAD = {
    "nothing at all": ("empty.pdf", b"", "empty"),
    "a program": ("tool.exe", EXE, "not recognised"),
    "a program called .pdf": ("minutes.pdf", EXE, "not recognised"),
    "a program of Linux called .txt": ("notes.txt", b"\x7fELF\2\1\1" + b"\0" * 60, "not recognised"),
    "PHP": ("page.php", b"<?php system($_GET['c']); ?>", "web page or a program"),
    "PHP called .txt": ("notes.txt", b"<?php system($_GET['c']); ?>", "web page or a program"),
    "an SVG with a script": (
        "chart.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "web page or a program",
    ),
    "an SVG called .png": ("chart.png", b"<svg onload='alert(1)'/>", "web page or a program"),
    "a web page called .pdf": ("minutes.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
    "a shell script called .csv": ("figures.csv", b"#!/bin/sh\nrm -rf /\n", "web page or a program"),
    "a type that is not taken": ("notes.html", b"Plain words", "a .html file, which is not accepted"),
    "words called .pdf": ("minutes.pdf", b"Plain words", "a .pdf file, which is not accepted"),
    "a PDF that is cut short": ("minutes.pdf", PDF[:-8], "damaged or incomplete"),
    "a PDF called .docx": ("minutes.docx", PDF, RENAME),
    "a PDF that runs a script": ("form.pdf", pdf_with(b"<< /S /JavaScript /JS (app.alert(1)) >>"), SCRIPTS),
    "a PDF that hides its script": ("form.pdf", hidden_script(), SCRIPTS),
    "a PDF that starts a program": ("form.pdf", pdf_with(b"<< /S /Launch /F (cmd.exe) >>"), SCRIPTS),
    "a PDF that is a web page too": ("a.pdf", pdf_with(b"<< >> <script>alert(1)</script>"), SCRIPTS),
    "a PDF that is a Java archive too": ("minutes.pdf", PDF + JAR + b"\n%%EOF", TWO),
    "a picture that is a Java archive too": ("photo.jpg", JPEG + JAR, TWO),
    "a picture with PHP in its comment": (
        "photo.jpg",
        JPEG[:4] + b"\xff\xfe\x00\x1f<?php system($_GET['c']);?>" + JPEG[4:],
        SCRIPTS,
    ),
    "a picture with a web page after it": ("chart.png", png() + b"<script>", "damaged or incomplete"),
    "an archive": ("files.zip", zipped({"minutes.txt": "x"}), "is an archive"),
    "a Word document that is two archives": ("minutes.docx", JAR + office("docx"), TWO),
    "a Word document with macros": ("minutes.docx", office("docx", **{"word/vbaProject.bin": VBA}), MACROS),
    "a workbook with macros": ("plan.xlsm", office("xlsx", MACRO_TYPE), MACROS),
    "an OpenDocument text with macros": (
        "minutes.odt",
        open_document("text", **{"Basic/Standard/Module1.xml": "<x/>"}),
        MACROS,
    ),
    "a document of the old Office": ("minutes.doc", OLD_OFFICE, "old Office format"),
    "a packed bomb": (
        "minutes.docx",
        lambda: office("docx", **{"word/a.xml": "0" * 30_000_000}),
        "times its",
    ),
    "60 MB": ("minutes.pdf", lambda: PDF + b"%" * (60 * MEGABYTE) + b"%%EOF", "smaller than 10 MB"),
}

GOOD = {
    "minutes.pdf": PDF,
    "minutes.docx": office("docx"),
    "plan.xlsx": SAMPLE,
    "slides.pptx": office("pptx"),
    "chart.png": png(),
    "photo.jpeg": JPEG,
    "notes.txt": "350 of 350 cases – £3.75m".encode(),
    "figures.csv": b"Month,Allocated\r\nJune,350\r\n",
    "reply.eml": mail(b"Read me", "list.txt"),
    "minutes.odt": open_document("text"),
    "plan.ods": open_document("spreadsheet"),
}
