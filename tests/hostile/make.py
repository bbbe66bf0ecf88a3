"""Bad input, made on the spot: hostile files and honest mistakes. Each case says what every command must answer.

    tests/hostile/make.py DIR      writes them all, to try by hand
"""
import os
import sys

HEAD = '<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018" date="2026-11-20">'
GOOD = ('<?xml version="1.0" encoding="%s"?>\n' + HEAD + '\n  <enterprise uscc="91330282M000001A9H"><name>慈溪精工</name></enterprise>\n'
        '  <answer ref="6.1-1.1" value="full"><note>有立项书</note></answer>\n</answers>\n')
MIB = 1024 * 1024


class Case:
    def __init__(self, name, content, says, line=None, score=3, check=3, size=None):
        self.name, self.content, self.says, self.line, self.score, self.check, self.size = name, content, says, line, score, check, size

    def write(self, folder):
        path = os.path.join(folder, self.name + '.xml')
        with open(path, 'wb') as f:
            for piece in [self.content] if isinstance(self.content, (bytes, str)) else self.content:
                f.write(piece.encode() if isinstance(piece, str) else piece)
            if self.size:
                f.truncate(self.size)
        return path


def answers(body):
    return HEAD + '\n' + body + '\n</answers>\n'


def repeated(before, piece, n, after):
    yield before
    block = piece * 1000
    for _ in range(n // 1000):
        yield block
    yield after


def numbered(before, form, n, after):
    yield before
    for i in range(0, n, 1000):
        yield ''.join(form % k for k in range(i, i + 1000))
    yield after


def laughs():
    out = '<?xml version="1.0"?>\n<!DOCTYPE answers [\n <!ENTITY l0 "lol">\n'
    for i in range(1, 10):
        out += ' <!ENTITY l%d "%s">\n' % (i, '&l%d;' % (i - 1) * 10)
    return out + ']>\n' + answers('<enterprise><name>&l9;</name></enterprise>')


SECRET = 'a-secret-that-must-not-be-read'


def cases(secret_path='/etc/passwd', port=9):
    doctype = 'DOCTYPE'
    wrong = dict(score=3, check=1)
    out = [
        # --- what is not XML
        Case('empty', '', 'empty'),
        Case('blank', '  \n\n', 'well-formed|empty'),
        Case('text', 'this is no XML\n', 'not XML|well-formed'),
        Case('cut', HEAD + '\n<answer ref="6.1-1.1" value="fu', 'well-formed'),
        Case('unclosed', HEAD + '\n<answer ref="6.1-1.1" value="full">\n', 'well-formed'),
        Case('mismatched', HEAD + '\n<answer ref="6.1-1.1" value="full"></anser>\n</answers>', 'well-formed', 2),
        Case('unquoted', HEAD + '\n<answer ref=6.1-1.1 value="full"/>\n</answers>', 'well-formed', 2),
        Case('attribute-twice', HEAD + '\n<answer ref="6.1-1.1" ref="6.1-1.2" value="full"/></answers>', 'well-formed', 2),
        Case('two-roots', answers('') + answers(''), 'well-formed'),
        Case('ampersand', answers('<enterprise><name>A & B</name></enterprise>'), 'well-formed', 2),
        Case('control', answers('<enterprise><name>a\x01b</name></enterprise>'), 'well-formed|encoding', 2),
        Case('nul', answers('<enterprise><name>a\0b</name></enterprise>'), 'well-formed|encoding'),
        Case('nul-after', answers('') + '\0' * 100, 'well-formed|encoding'),
        Case('nul-reference', answers('<enterprise><name>a&#0;b</name></enterprise>'), 'well-formed', 2),
        Case('unknown-entity', answers('<enterprise><name>&nbsp;</name></enterprise>'), 'well-formed', 2),
        Case('binary', bytes(range(256)) * 64, 'not XML|well-formed|encoding'),
        Case('zip', b'PK\x03\x04' + b'\x14\0\x06\0' * 500, 'not XML|well-formed|encoding'),
        # --- entities and documents from elsewhere
        Case('external-file', '<!DOCTYPE answers [<!ENTITY x SYSTEM "file://%s">]>\n%s' % (secret_path, answers('<enterprise><name>&x;</name></enterprise>')), doctype, 1),
        Case('external-http', '<!DOCTYPE answers [<!ENTITY x SYSTEM "http://127.0.0.1:%d/x">]>\n%s' % (port, answers('<enterprise><name>&x;</name></enterprise>')), doctype, 1),
        Case('external-dtd', '<!DOCTYPE answers SYSTEM "http://127.0.0.1:%d/x.dtd">\n%s' % (port, answers('')), doctype, 1),
        Case('parameter-entity', '<!DOCTYPE answers [<!ENTITY %% x SYSTEM "http://127.0.0.1:%d/x"> %%x;]>\n%s' % (port, answers('')), doctype, 1),
        Case('plain-doctype', '<!DOCTYPE answers>\n' + answers(''), doctype, 1),
        Case('xinclude', answers('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://%s" parse="text"/>' % secret_path), 'XInclude', 2),
        Case('billion-laughs', laughs(), doctype, 2),
        Case('quadratic', '<!DOCTYPE answers [<!ENTITY a "%s">]>\n%s' % ('x' * 60000, answers('<enterprise><name>%s</name></enterprise>' % ('&a;' * 40000))), doctype, 1),
        # --- too much
        Case('gigabyte', answers(''), '16 MiB', size=1024 * MIB),
        Case('over-16-mib', repeated(HEAD, '<!-- nothing at all -->\n', 740000, '</answers>'), '16 MiB'),
        Case('deep', repeated('', '<a xmlns="urn:dcmm:answers:1">', 200000, ''), 'nested|root element'),
        Case('deep-inside', repeated(HEAD, '<x:a xmlns:x="urn:x">', 200000, ''), 'nested'),
        Case('depth-65', HEAD + '<x:a xmlns:x="urn:x">' * 64 + '</x:a>' * 64 + '</answers>', 'nested', 1),
        Case('attributes', ''.join(numbered(HEAD + '\n<answer ref="6.1-1.1" value="full"', ' a%d="1"', 200000, '/></answers>')), 'KiB|attributes'),
        Case('namespaces', ''.join(numbered(HEAD + '\n<answer ref="6.1-1.1" value="full"', ' xmlns:a%d="u:x"', 200000, '/></answers>')), 'KiB|attributes'),
        Case('hundred-attributes', ''.join([HEAD, '\n<answer ref="6.1-1.1" value="full"'] + [' a%d="1"' % i for i in range(100)] + ['/></answers>']), 'attributes', 2),
        Case('long-attribute', HEAD + '\n<answer ref="' + 'x' * (10 * MIB) + '" value="full"/></answers>', 'KiB'),
        Case('long-name', HEAD + '\n<' + 'x' * (10 * MIB) + '/></answers>', 'KiB|well-formed'),
        Case('long-comment', HEAD + '\n<!--' + 'x' * (10 * MIB) + '--></answers>', 'KiB'),
        Case('long-instruction', HEAD + '\n<?x ' + 'x' * (10 * MIB) + '?></answers>', 'KiB'),
        Case('long-text', answers('<answer ref="6.1-1.1" value="full"><note>' + '长' * (3 * MIB) + '</note></answer>'), 'KiB'),
        Case('long-cdata', answers('<answer ref="6.1-1.1" value="full"><note><![CDATA[' + 'x' * (10 * MIB) + ']]></note></answer>'), 'KiB'),
        Case('text-65-kib', answers('<answer ref="6.1-1.1" value="full"><note>' + 'x' * 65 * 1024 + '</note></answer>'), '64 KiB', 2),
        Case('many-unknown-refs', numbered(HEAD + '\n', '<answer ref="a%06d" value="full"/>\n', 300000, '</answers>'), 'not in dcmm-2018', 2, **wrong),
        Case('many-times-the-same', repeated(HEAD + '\n', '<answer ref="6.1-1.1" value="full"/>\n', 400000, '</answers>'), 'twice', 3, **wrong),
        Case('many-unknown-elements', repeated(HEAD, '<a/>', 3000000, '</answers>'), 'no place', 1),
        Case('many-profile-attributes', numbered(HEAD + '<enterprise>', '<attribute key="k%06d">v</attribute>\n', 300000, '</enterprise>\n<answer ref="x" value="full"/></answers>'),
             'not in dcmm-2018|too many|more than', None, score=3, check=None),
        Case('many-bonus-kinds', numbered(HEAD, '<bonus kind="k%06d" count="1"/>\n', 300000, '<answer ref="x" value="full"/></answers>'),
             'not in dcmm-2018|too many|more than', None, score=3, check=None),
        # --- encodings
        Case('gbk-undeclared', (GOOD % 'x').replace(' encoding="x"', '').encode('gbk'), 'UTF-8.*GB18030'),
        Case('gbk-says-utf8', (GOOD % 'UTF-8').encode('gbk'), 'UTF-8.*GB18030'),
    ]
    for name, codec in (('UTF-7', 'utf-7'), ('UTF-32', 'utf-32'), ('UTF-32LE', 'utf-32-le'), ('ISO-8859-1', 'utf-8'), ('windows-1252', 'utf-8'), ('US-ASCII', 'utf-8'),
                        ('Shift_JIS', 'utf-8'), ('BIG5', 'utf-8'), ('GB2312', 'gb2312'), ('EUC-CN', 'gb2312'), ('UCS-4', 'utf-32-be'), ('HZ', 'hz'), ('ISO-2022-JP', 'utf-8'),
                        ('nonsense', 'utf-8'), ('CP037', 'utf-8')):
        says = 'encoding|well-formed|not XML' if name.startswith(('UTF-32', 'UCS', 'UTF-7', 'HZ', 'CP037')) else 'encoding'
        out.append(Case('encoding-' + name, (GOOD % name).encode(codec), says))
    out += [
        # --- what is XML and is wrong
        Case('other-root', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'html', None),
        Case('no-namespace', '<answers questionnaire="dcmm-2018"/>', 'answers', None),
        Case('no-questionnaire', '<answers xmlns="urn:dcmm:answers:1"/>', 'questionnaire', 1),
        Case('unknown-questionnaire', HEAD.replace('dcmm-2018', 'dcmm-1999') + '</answers>', 'dcmm-1999.*dcmm-2018', 1),
        Case('path-questionnaire', HEAD.replace('dcmm-2018', '../dcmm-2018') + '</answers>', 'id', 1),
        Case('absolute-questionnaire', HEAD.replace('dcmm-2018', '/etc/passwd') + '</answers>', 'id', 1),
        Case('unknown-element', answers('<reply ref="6.1-1.1" value="full"/>'), 'reply', 2),
        Case('no-ref', answers('<answer value="full"/>'), 'ref', 2),
        Case('no-value', answers('<answer ref="6.1-1.1"/>'), 'value', 2),
        Case('unknown-ref', answers('<answer ref="6.1-2.99" value="full"/>'), r'6\.1-2\.99', 2, **wrong),
        Case('repeated-ref', answers('<answer ref="6.1-1.1" value="full"/>\n\n<answer ref="6.1-1.1" value="none"/>'), r'6\.1-1\.1.*line 2', 4, **wrong),
        Case('unknown-value', answers('<answer ref="6.1-1.1" value="great"/>'), 'great.*full', 2, **wrong),
        Case('value-in-capitals', answers('<answer ref="6.1-1.1" value="FULL"/>'), 'FULL.*full', 2, **wrong),
        Case('unknown-second-opinion', answers('<answer ref="6.1-1.1" value="full">\n<verified value="great"/></answer>'), 'great', 3, **wrong),
        Case('two-second-opinions', answers('<answer ref="6.1-1.1" value="full"><verified value="full"/>\n<verified value="part"/></answer>'), 'second', 3),
        Case('two-notes', answers('<answer ref="6.1-1.1" value="full"><note>a</note>\n<note>b</note></answer>'), 'note', 3),
        Case('two-notes-on-a-second-opinion', answers('<answer ref="6.1-1.1" value="full"><verified value="full"><note>a</note>\n<note>b</note></verified></answer>'), 'note', 3),
        Case('two-enterprises', answers('<enterprise uscc="91330282M000001A9H"/>\n<enterprise uscc="91330282M000002B3M"/>'), 'enterprise', 3),
        Case('two-names', answers('<enterprise><name>a</name>\n<name>b</name></enterprise>'), 'name', 3),
        Case('evidence-without-title', answers('<answer ref="6.1-1.1" value="full"><evidence href="a.pdf"/></answer>'), 'title', 2),
        Case('wrong-date', HEAD.replace('2026-11-20', '2026-02-30') + '\n</answers>', '2026-02-30', 1, **wrong),
        Case('wrong-evidence-date', answers('<answer ref="6.1-1.1" value="full"><evidence title="a" date="yesterday"/></answer>'), 'yesterday', 2, **wrong),
        Case('attribute-again', answers('<enterprise><attribute key="staff">1</attribute>\n<attribute key="staff">2</attribute></enterprise>'), 'staff', 3, **wrong),
        Case('bonus-count', answers('<bonus kind="data_manager" count="many"/>'), 'many', 2),
        Case('bonus-negative', answers('<bonus kind="data_manager" count="-1"/>'), '-1', 2),
        Case('line-break-in-ref', answers('<answer ref="6.1&#10;FORGED: all is well&#13;" value="full"/>'), '6.1', 2, **wrong),
    ]
    return out


LEVELS = ''.join('<level no="%d" from="%d"/>' % (n, n) for n in range(1, 6))
POLICY = '<policy xmlns="urn:dcmm:policy:1" id="p">\n<scale>%s</scale>\n%s\n<levels>%s</levels></policy>'
SCALE = '<value id="full" compliance="1"/><value id="na"/>'
SUM = '<item combine="sum"/>'


def policies():
    """Scoring policies that are wrong, or meant to hurt."""
    wrong = dict(score=3, check=1)
    return [
        Case('policy-300-values', POLICY % (SCALE + ''.join('<value id="v%d" compliance="0.%03d"/>' % (i, i) for i in range(300)), SUM, LEVELS), 'value', 2),
        Case('policy-many-values', numbered('<policy xmlns="urn:dcmm:policy:1" id="p"><scale>', '<value id="v%06d" compliance="0.5"/>\n', 300000, '</scale></policy>'), 'value'),
        Case('policy-many-weights', numbered('<policy xmlns="urn:dcmm:policy:1" id="p"><weights>', '<item ref="v%06d" weight="2"/>\n', 300000, '</weights></policy>'), 'item|weight'),
        Case('policy-value-twice', POLICY % (SCALE + SCALE, SUM, LEVELS), 'full.*twice', 2),
        Case('policy-nothing-full', POLICY % ('<value id="part" compliance="0.5"/>', SUM, LEVELS), 'compliance="1"', None, **wrong),
        Case('policy-compliance-over-1', POLICY % (SCALE + '<value id="more" compliance="1.5"/>', SUM, LEVELS), '1.5', 2, **wrong),
        Case('policy-compliance-negative', POLICY % (SCALE + '<value id="less" compliance="-0.5"/>', SUM, LEVELS), '-0.5', 2),
        Case('policy-compliance-in-words', POLICY % (SCALE + '<value id="less" compliance="half"/>', SUM, LEVELS), 'half', 2),
        Case('policy-compliance-with-e', POLICY % (SCALE + '<value id="less" compliance="1e-1"/>', SUM, LEVELS), '1e-1', 2),
        Case('policy-19-digits', POLICY % (SCALE + '<value id="less" compliance="0.1234567890123456789"/>', SUM, LEVELS), '0.1234567890123456789', 2),
        Case('policy-gated-without-gate', POLICY % (SCALE, '<item combine="gated"/>', LEVELS), 'gate', 3),
        Case('policy-unknown-combination', POLICY % (SCALE, '<item combine="average"/>', LEVELS), 'average.*sum', 3),
        Case('policy-combined-twice', POLICY % (SCALE, SUM + SUM, LEVELS), 'item', 3),
        Case('policy-not-combined', POLICY % (SCALE, '', LEVELS), 'combine', None, **wrong),
        Case('policy-two-bonuses', POLICY % (SCALE, SUM + '<bonus each="0.01" cap="1"/>' * 2, LEVELS), 'bonus', 3),
        Case('policy-four-levels', POLICY % (SCALE, SUM, LEVELS.replace('<level no="5" from="5"/>', '')), 'level', None, **wrong),
        Case('policy-levels-out-of-order', POLICY % (SCALE, SUM, LEVELS.replace('no="2"', 'no="3"')), 'level', 4),
        Case('policy-falling-thresholds', POLICY % (SCALE, SUM, LEVELS.replace('from="4"', 'from="2"')), 'level 4', None, **wrong),
        Case('policy-weight-0', POLICY % (SCALE, SUM + '<weights><domain ref="6" weight="0"/></weights>', LEVELS), "weight='0'", 3, **wrong),
        Case('policy-weight-twice', POLICY % (SCALE, SUM + '<weights><domain ref="6" weight="2"/><domain ref="6" weight="3"/></weights>', LEVELS), 'twice.*6', 3, **wrong),
        Case('policy-weight-for-nobody', POLICY % (SCALE, SUM + '<weights><domain ref="99" weight="2"/></weights>', LEVELS), '99', 3, score=3, check=0),
        Case('policy-condition-on-nobody', POLICY % (SCALE, SUM, LEVELS.replace('from="5"/>', 'from="5"><condition ref="99" from="1"/></level>')), '99', None, score=3, check=0),
        Case('policy-condition-on-nothing', POLICY % (SCALE, SUM, LEVELS.replace('from="5"/>', 'from="5"><condition from="1"/></level>')), 'condition', 4),
        Case('policy-condition-on-both', POLICY % (SCALE, SUM, LEVELS.replace('from="5"/>', 'from="5"><condition each="item" ref="6" from="1"/></level>')), 'condition', 4),
    ]


USCC = [    # enterprise-profile.md, section 2: code, verdict
    ('91330282M000001A9H', 'good'), ('91330282M000002B3M', 'good'), ('91330200M000003C83', 'good'), ('92330282M000004D2W', 'good'),
    ('12330282M000006E3L', 'good'), ('91330282M000002970', 'good'), ('91330282M0000006XM', 'good'), ('91350100M000100Y43', 'good'),
    ('91330282m000001a9h', 'good'), (' 9133 0282 M000001A9H ', 'good'), ('９１３３０２８２Ｍ０００００１Ａ９Ｈ', 'good'),
    ('91330282M000002B0C', 'warning'),
    ('91330282M000001A9J', 'wrong'), ('91330282M000001A9', 'wrong'), ('91330282O000001A9H', 'wrong'), ('91350100M000100Y4Z', 'wrong'), ('9133O282M000003C83', 'wrong'),
    ('91330282M000001A9HH', 'wrong'), ('九一三三〇二八二', 'wrong'),
]

# Citizens' identity numbers (GB 11643): computed, of nobody. Valid, with a wrong check digit, with X, old, as typed.
CITIZENS = ['330282199003071234', '11010519491231002X', '11010519491231002x', '330282199003071230', '330282900307123', '3302 8219 9003 0712 34',
            '３３０２８２１９９００３０７１２３４', ' 330282199003071234 ', '440524188001010014', '330282-19900307-1234']


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for case in cases():
        print(case.write(folder))


if __name__ == '__main__':
    main()
