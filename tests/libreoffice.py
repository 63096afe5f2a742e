"""LibreOffice Calc without its window, as somebody who fills in a workbook with it: opens it, types into
its cells, saves it. Where it is not installed, `needs_it` skips.
"""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_it = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
PATIENCE = 180  # seconds, of a machine that is busy with other tests
XLSX, ODS = "Calc MS Excel 2007 XML", "calc8"
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}</script:module>
"""
BASIC = """
Sub Fill
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim how(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
{typed}
  how(0).Name = "FilterName"
  how(0).Value = "{filter}"
  book.storeToURL("{target}", how())
  book.close(True)
End Sub
"""
CELL = '  book.Sheets.getByName("{}").getCellRangeByName("{}").{}'


def filled_in(folder, content, cells, ending="xlsx"):
    """The bytes of a workbook after LibreOffice has typed into it and saved it: `cells` is {sheet:
    {address: text, number or date}}."""
    source, target = folder / "handed out.xlsx", folder / f"filled in.{ending}"
    source.write_bytes(content)
    typed = [
        CELL.format(sheet, address, said(value))
        for sheet, row in cells.items()
        for address, value in row.items()
    ]
    how = {"xlsx": XLSX, "ods": ODS}[ending]
    lines = BASIC.format(source=source.as_uri(), target=target.as_uri(), filter=how, typed="\n".join(typed))
    run(folder, lines, "macro:///Standard.Module1.Fill")
    return target.read_bytes()


def said(value):
    """What Basic types of a value; a day and a number as a person would, so that LibreOffice makes them
    what they are."""
    if isinstance(value, date):
        return f'setFormula("{value.isoformat()}")'
    if isinstance(value, int | float):
        return f"setValue({value})"
    return 'setString("{}")'.format(value.replace('"', '""'))


def run(folder, lines, macro):
    """Runs a macro of these lines in a profile of its own."""
    profile = Path(folder) / "profile"
    # The first start makes the profile, with a module of its own that is empty; whatever was there is lost.
    started(profile, "--terminate_after_init")
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MODULE.format(escape(lines)))
    started(profile, macro)


def started(profile, *arguments):
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)
