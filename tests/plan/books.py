"""Workbooks without any library: read from what a ZIP file and an XML parser show, and built by hand the ways in which
Excel, WPS, LibreOffice and others build them."""
import datetime
import re
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
M = '{%s}' % MAIN


def letters(column):
    text = ''
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number_of(name):
    n = 0
    for c in re.match(r'[A-Z]+', name).group():
        n = n * 26 + ord(c) - 64
    return n - 1


def serial(day, date1904=False):
    """ISO text to a serial number: 1900 is a leap year there."""
    base = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30)
    return (datetime.date.fromisoformat(day) - base).days


def day(number):
    return (datetime.date(1899, 12, 30) + datetime.timedelta(int(number))).isoformat()


class Book:
    """What is in a workbook: sheets by name, each {(row, column): value} with row and column from 0. Formulas apart."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        assert self.zip.testzip() is None
        part = lambda name: ET.fromstring(self.zip.read(name))     # noqa: E731
        links = {r.get('Id'): r.get('Target') for r in part('xl/_rels/workbook.xml.rels')}
        self.strings = [''.join(t.text or '' for t in si.iter(M + 't')) for si in part('xl/sharedStrings.xml')]
        self.workbook = part('xl/workbook.xml')
        self.sheets, self.formulas, self.roots = {}, {}, {}
        for sheet in self.workbook.find(M + 'sheets'):
            root = part('xl/' + links[sheet.get('{%s}id' % OFFICE)])
            cells, formulas = {}, {}
            for c in root.iter(M + 'c'):
                at = int(re.search(r'\d+', c.get('r')).group()) - 1, number_of(c.get('r'))
                v, f = c.find(M + 'v'), c.find(M + 'f')
                if f is not None:
                    formulas[at] = f.text
                if v is not None:
                    cells[at] = self.strings[int(v.text)] if c.get('t') == 's' else v.text if c.get('t') == 'str' else float(v.text)
            name = sheet.get('name')
            self.sheets[name], self.formulas[name], self.roots[name] = cells, formulas, root

    def row(self, sheet, row):
        cells = self.sheets[sheet]
        last = max([c for r, c in cells if r == row], default=-1)
        return [cells.get((row, c)) for c in range(last + 1)]

    def table(self, sheet, head):
        """The rows below the headings of row @head, as dictionaries."""
        names = self.row(sheet, head)
        rows = sorted({r for r, _ in self.sheets[sheet] if r > head})
        return [{n: self.sheets[sheet].get((r, c)) for c, n in enumerate(names) if n} for r in rows]


def write(path, parts):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text)
    return path


def build(path, sheets, ns=MAIN, prefix='', shared=False, runs=False, date1904=False, refs=True, folder='xl', absolute=False, extra=''):
    """@sheets: {name: rows of cells}; a cell is None, a text, a number, or ('raw', '<v>…', 't="…"'). In the ways there are:
    texts shared or in the cell, in runs, names of cells left out, an own prefix, strict, other folders."""
    p = prefix + ':' if prefix else ''
    strings, parts, sheet_list, links = [], {}, [], []

    def text_of(text):
        if runs and len(text) > 1:
            half = len(text) // 2
            return ''.join('<%sr><%srPr/><%st xml:space="preserve">%s</%st></%sr>' % (p, p, p, escape(t), p, p) for t in (text[:half], text[half:])) + \
                '<%srPh sb="0" eb="1"><%st>read aloud</%st></%srPh>' % (p, p, p, p)
        return '<%st xml:space="preserve">%s</%st>' % (p, escape(text), p)

    def cell(row, column, value):
        at = ' r="%s%d"' % (letters(column), row) if refs else ''
        if value is None:
            return '<%sc%s/>' % (p, at) if not refs else ''
        if isinstance(value, tuple):
            return '<%sc%s %s>%s</%sc>' % (p, at, value[2], value[1].replace('<', '<' + p).replace('<' + p + '/', '</' + p), p)
        if isinstance(value, (int, float)):
            return '<%sc%s><%sv>%s</%sv></%sc>' % (p, at, p, value, p, p)
        if shared:
            if value not in strings:
                strings.append(value)
            return '<%sc%s t="s"><%sv>%d</%sv></%sc>' % (p, at, p, strings.index(value), p, p)
        return '<%sc%s t="inlineStr"><%sis>%s</%sis></%sc>' % (p, at, p, text_of(value), p, p)

    for no, (name, rows) in enumerate(sheets.items(), 1):
        body = ''
        for r, cells in enumerate(rows, 1):
            if cells:
                body += '<%srow%s>%s</%srow>' % (p, ' r="%d"' % r if refs else '', ''.join(cell(r, c, v) for c, v in enumerate(cells)), p)
            elif not refs:
                body += '<%srow/>' % p
        parts['%s/worksheets/sheet%d.xml' % (folder, no)] = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<%sworksheet xmlns%s="%s">%s<%ssheetData>%s</%ssheetData>%s</%sworksheet>' % (
            p, ':' + prefix if prefix else '', ns, '<%ssheetPr/>' % p, p, body, p, extra, p)
        sheet_list.append('<%ssheet name=%s sheetId="%d" r:id="rId%d"/>' % (p, quoteattr(name), no, no))
        links.append('<Relationship Id="rId%d" Type="%s/worksheet" Target="%sworksheets/sheet%d.xml"/>' % (no, OFFICE, '/%s/' % folder if absolute else '', no))
    if shared:
        parts[folder + '/sharedStrings.xml'] = '<%ssst xmlns%s="%s">%s</%ssst>' % (p, ':' + prefix if prefix else '', ns, ''.join('<%ssi>%s</%ssi>' % (p, text_of(s), p) for s in strings), p)
        links.append('<Relationship Id="rId99" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % OFFICE)
    parts[folder + '/workbook.xml'] = '<%sworkbook xmlns%s="%s" xmlns:r="%s"><%sworkbookPr%s/><%ssheets>%s</%ssheets></%sworkbook>' % (
        p, ':' + prefix if prefix else '', ns, OFFICE, p, ' date1904="1"' if date1904 else '', p, ''.join(sheet_list), p, p)
    parts[folder + '/_rels/workbook.xml.rels'] = '<Relationships xmlns="%s">%s</Relationships>' % (LINKS, ''.join(links))
    parts['_rels/.rels'] = '<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s/officeDocument" Target="%s/workbook.xml"/></Relationships>' % (LINKS, OFFICE, folder)
    parts['[Content_Types].xml'] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return write(path, parts)
