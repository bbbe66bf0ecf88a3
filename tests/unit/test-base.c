/* base/: exact numbers, the reader's limits, files written whole, the writers, languages, errors. */
#include "base/base.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *scratch;

static char *
in_scratch (const char *name)
{
    return g_build_filename (scratch, name, NULL);
}

static char *
contents_of (const char *path)
{
    char *text = NULL;

    g_file_get_contents (path, &text, NULL, NULL);
    return text;
}

static guint
files_in (const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    guint n = 0;

    while (g_dir_read_name (dir))
        n++;
    return n;
}

/* ---- rationals ---- */

static void
test_parse (void)
{
    static const struct { const char *text, *fraction; } good[] = {
        { "0", "0" }, { "0.8", "4/5" }, { "12", "12" }, { "1.25", "5/4" }, { "00.50", "1/2" }, { "0.33333333333333333", NULL }, { "1.0", "1" },
        { "5", "5" }, { "123456789012345678", "123456789012345678" }, { "0.00000000000000001", "1/100000000000000000" }, { "2.495", "499/200" },
    };
    static const char *const bad[] = {
        "", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", " 1", "1 ", "0x1", "1.2.3", "one", "½", "1/2", "0.1234567890123456789", "1234567890123456789", "NaN", "inf", "1\n",
    };
    DcmmRational q;

    mpq_init (q);
    for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
        g_assert_true (dcmm_rational_parse (good[i].text, q));
        g_autofree char *text = dcmm_rational_text (q);
        if (good[i].fraction)
            g_assert_cmpstr (text, ==, good[i].fraction);
    }
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
        mpq_set_si (q, 7, 3);
        if (dcmm_rational_parse (bad[i], q))
            g_test_fail_printf ("'%s' was read as a number", bad[i]);
        g_assert_cmpint (mpq_cmp_si (q, 7, 3), ==, 0);      /* untouched */
    }
    mpq_clear (q);
}

/* scoring.md, section 4, rule 8: 2.495 → 2.50, 2.494 → 2.49, −0.005 → −0.01. */
static void
test_rounding (void)
{
    static const struct { long above; unsigned long below; gint64 hundredths; const char *printed; } cases[] = {
        { 2495, 1000, 250, "2.50" }, { 2494, 1000, 249, "2.49" }, { -5, 1000, -1, "-0.01" }, { -4, 1000, 0, "0.00" }, { 5, 1000, 1, "0.01" },
        { 73, 30, 243, "2.43" }, { 319, 90, 354, "3.54" }, { 1063, 360, 295, "2.95" }, { 5, 3, 167, "1.67" }, { 419, 120, 349, "3.49" },
        { 0, 1, 0, "0.00" }, { 5, 1, 500, "5.00" }, { 1, 3, 33, "0.33" }, { 2, 3, 67, "0.67" }, { -249, 100, -249, "-2.49" }, { 1, 200, 1, "0.01" },
        { 999, 200, 500, "5.00" }, { 4994999, 1000000, 499, "4.99" }, { 12345, 100, 12345, "123.45" },
    };
    DcmmRational q;
    char buffer[DCMM_SCORE_LENGTH];

    mpq_init (q);
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        mpq_set_si (q, cases[i].above, cases[i].below);
        mpq_canonicalize (q);
        g_assert_cmpint (dcmm_rational_hundredths (q), ==, cases[i].hundredths);
        g_assert_cmpstr (dcmm_score_text (cases[i].hundredths, buffer), ==, cases[i].printed);
    }
    mpq_set_si (q, 1, 3);
    g_assert_cmpint (dcmm_rational_scaled (q, 1000), ==, 333);
    mpq_set_si (q, -1, 2000);
    g_assert_cmpint (dcmm_rational_scaled (q, 1000), ==, -1);
    mpq_clear (q);
}

/* Rounding agrees with the definition for every thousandth and every sixth around it. */
static void
test_rounding_everywhere (void)
{
    DcmmRational q;

    mpq_init (q);
    for (long n = -6000; n <= 6000; n++) {
        mpq_set_si (q, n, 1000);
        mpq_canonicalize (q);
        const long size = labs (n), want = (size + 5) / 10 * (n < 0 ? -1 : 1);
        g_assert_cmpint (dcmm_rational_hundredths (q), ==, want);
    }
    mpq_clear (q);
}

/* ---- the reader ---- */

typedef struct {
    GString *seen;
    guint    line;
} Read;

static gboolean
on_any (DcmmReader *reader, gpointer data, GError **error)
{
    Read *r = data;
    const char *a = dcmm_reader_attribute (reader, "a"), *lang = dcmm_reader_attribute (reader, "xml:lang");

    (void) error;
    g_string_append_printf (r->seen, "<%s%s%s%s%s>", dcmm_reader_element (reader), a ? " a=" : "", a ? a : "", lang ? " lang=" : "", lang ? lang : "");
    r->line = dcmm_reader_where (reader).line;
    return TRUE;
}

static gboolean
on_need (DcmmReader *reader, gpointer data, GError **error)
{
    (void) data;
    return dcmm_reader_need (reader, "must", error) != NULL;
}

static gboolean
end_text (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Read *r = data;

    (void) reader, (void) error;
    g_string_append_printf (r->seen, "[%s]", text);
    return TRUE;
}

static const DcmmElement elements[] = {
    { "root",     NULL,   on_any,  NULL,     FALSE },
    { "flat",     "root", on_any,  end_text, FALSE },
    { "verbatim", "root", on_any,  end_text, TRUE  },
    { "box",      "root", on_any,  NULL,     FALSE },
    { "flat",     "box",  on_any,  end_text, FALSE },
    { "needy",    "root", on_need, NULL,     FALSE },
    { .name = NULL }
};

static char *
read_text (const char *text, gssize length, GError **error)
{
    Read r = { g_string_new (NULL), 0 };

    if (dcmm_read_xml_memory ("in.xml", text, length < 0 ? strlen (text) : (gsize) length, "urn:t", elements, &r, error))
        return g_string_free (r.seen, FALSE);
    g_string_free (r.seen, TRUE);
    return NULL;
}

static void
reads (const char *text, const char *want)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *seen = read_text (text, -1, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (seen, ==, want);
}

static void
refuses (const char *text, gssize length, const char *says)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *seen = read_text (text, length, &error);

    g_assert_null (seen);
    g_assert_nonnull (error);
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    if (!g_regex_match_simple (says, error->message, G_REGEX_DOTALL, 0))
        g_test_fail_printf ("'%s' does not say /%s/", error->message, says);
    g_assert_null (strchr (error->message, '\n'));
}

static void
test_reads (void)
{
    reads ("<root xmlns='urn:t'/>", "<root>");
    reads ("<root xmlns='urn:t' a='1&lt;2'><flat xml:lang='zh'>  a \n b\t</flat></root>", "<root a=1<2><flat lang=zh>[a b]");
    reads ("<root xmlns='urn:t'><verbatim>\n a\n  b </verbatim></root>", "<root><verbatim>[a\n  b]");
    reads ("<root xmlns='urn:t'><flat>a<![CDATA[<b> & ]]>c</flat></root>", "<root><flat>[a<b> & c]");
    reads ("<x:root xmlns:x='urn:t'><x:box><x:flat>1</x:flat></x:box></x:root>", "<root><box><flat>[1]");
    /* What belongs to others is passed over with all that is in it. */
    reads ("<root xmlns='urn:t'><o:flat xmlns:o='urn:o'>no<flat xmlns='urn:t'>no</flat></o:flat><flat o:a='no' xmlns:o='urn:o'>yes</flat></root>", "<root><flat>[yes]");
    reads ("<?xml version='1.0'?><!-- c --><root xmlns='urn:t'><!-- c --><?p i?><flat>a<!-- c -->b</flat></root><!-- c -->", "<root><flat>[ab]");
    reads ("\xef\xbb\xbf<root xmlns='urn:t'><flat>数</flat></root>", "<root><flat>[数]");
}

static void
test_refuses (void)
{
    refuses ("", 0, "in\\.xml");
    refuses ("<root xmlns='urn:t'>", -1, "^in\\.xml:1: ");
    refuses ("<root xmlns='urn:t'>\n<flat>\n</root>", -1, "^in\\.xml:3: .*well-formed");
    refuses ("<root/>", -1, "root");
    refuses ("<other xmlns='urn:t'/>", -1, "^in\\.xml:1: <other>");
    refuses ("<root xmlns='urn:t'>\n<other/></root>", -1, "^in\\.xml:2: <other> .*<root>");
    refuses ("<root xmlns='urn:t'><flat><flat/></flat></root>", -1, "<flat>");
    refuses ("<root xmlns='urn:t'><box>\n\n<verbatim/></box></root>", -1, "^in\\.xml:3: <verbatim>");
    refuses ("<root xmlns='urn:t'><needy/></root>", -1, "<needy>.*'must'");
    refuses ("<root xmlns='urn:t'><needy must=''/></root>", -1, "<needy>.*'must'");
    refuses ("<!DOCTYPE root><root xmlns='urn:t'/>", -1, "DOCTYPE");
    refuses ("<!DOCTYPE root [<!ENTITY a 'b'>]><root xmlns='urn:t'>&a;</root>", -1, "DOCTYPE");
    refuses ("<root xmlns='urn:t'>&nbsp;</root>", -1, "well-formed");
    refuses ("<root xmlns='urn:t'><flat>\x01</flat></root>", -1, "control");
    refuses ("<root xmlns='urn:t'><flat>\xff\xfe</flat></root>", -1, "UTF-8");
    refuses ("<root xmlns='urn:t'><flat>a\0b</flat></root>", 41, "in\\.xml");
    refuses ("<?xml version='1.0' encoding='UTF-7'?><root xmlns='urn:t'/>", -1, "UTF-7|encoding");
    refuses ("<?xml version='1.0' encoding='ISO-8859-1'?><root xmlns='urn:t'/>", -1, "ISO-8859-1");
    refuses ("<root xmlns='urn:t'><include xmlns='http://www.w3.org/2001/XInclude' href='/etc/passwd'/></root>", -1, "XInclude");
}

static char *
nested (guint depth)
{
    GString *text = g_string_new ("<root xmlns='urn:t' xmlns:o='urn:o'>");

    for (guint i = 1; i < depth; i++)
        g_string_append (text, "<o:x>");
    for (guint i = 1; i < depth; i++)
        g_string_append (text, "</o:x>");
    g_string_append (text, "</root>");
    return g_string_free (text, FALSE);
}

static char *
of_length (const char *before, gsize n, const char *after)
{
    g_autofree char *fill = g_strnfill (n, 'x');

    return g_strconcat (before, fill, after, NULL);
}

static void
test_limits (void)
{
    g_autofree char *deep = nested (DCMM_DEPTH_MAX), *deeper = nested (DCMM_DEPTH_MAX + 1);
    g_autofree char *text = of_length ("<root xmlns='urn:t'><flat>", DCMM_TOKEN_MAX, "</flat></root>");
    g_autofree char *longer = of_length ("<root xmlns='urn:t'><flat>", DCMM_TOKEN_MAX + 1, "</flat></root>");
    g_autofree char *attribute = of_length ("<root xmlns='urn:t' a='", 3 * DCMM_TOKEN_MAX, "'/>");
    g_autofree char *comment = of_length ("<root xmlns='urn:t'><!--", 3 * DCMM_TOKEN_MAX, "--></root>");
    g_autoptr (GError) error = NULL;
    g_autofree char *seen = read_text (text, -1, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (strlen (seen), ==, DCMM_TOKEN_MAX + strlen ("<root><flat>[]"));
    reads (deep, "<root>");
    refuses (deeper, -1, "64");
    refuses (longer, -1, "64 KiB");
    refuses (attribute, -1, "64 KiB");
    refuses (comment, -1, "64 KiB");
}

static void
test_size (void)
{
    g_autofree char *path = in_scratch ("large.xml");
    g_autoptr (GError) error = NULL;
    Read r = { g_string_new (NULL), 0 };
    FILE *f = fopen (path, "w");

    fputs ("<root xmlns='urn:t'>", f);
    for (guint i = 0; i < DCMM_INPUT_MAX / 32 - 1; i++)
        fputs ("<!-- thirty-two bytes each -->\n\n", f);
    fputs ("</root>", f);
    fclose (f);
    g_assert_true (dcmm_read_xml (path, "urn:t", elements, &r, &error));
    g_assert_no_error (error);
    f = fopen (path, "a");
    fputs ("<!-- thirty-two bytes each -->\n\n", f);
    fclose (f);
    g_assert_false (dcmm_read_xml (path, "urn:t", elements, &r, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    g_assert_nonnull (strstr (error->message, "16 MiB"));
    g_string_free (r.seen, TRUE);
    g_unlink (path);
}

static void
test_root (void)
{
    g_autofree char *path = in_scratch ("root.xml"), *name = NULL, *ns = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, "<?xml version='1.0'?><x:anything xmlns:x='urn:any'><broken", -1, NULL));
    g_assert_true (dcmm_read_root (path, &name, &ns, &error));
    g_assert_cmpstr (name, ==, "anything");
    g_assert_cmpstr (ns, ==, "urn:any");
    g_assert_true (g_file_set_contents (path, "", -1, NULL));
    g_assert_false (dcmm_read_root (path, &name, &ns, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
}

/* Any break of the input into pieces gives the same: the reader is fed 16 KiB at a time. */
static void
test_pieces (void)
{
    for (guint pad = 16 * 1024 - 60; pad < 16 * 1024 + 8; pad++) {
        g_autofree char *before = g_strnfill (pad, ' ');
        g_autofree char *text = g_strconcat ("<root xmlns='urn:t'>", before, "<flat a='1&amp;2'>数据&lt;管理</flat></root>", NULL);
        reads (text, "<root><flat a=1&2>[数据<管理]");
    }
}

/* ---- output ---- */

static void
test_commit (void)
{
    g_autofree char *folder = in_scratch ("out"), *path = g_build_filename (folder, "a.txt", NULL);
    g_autoptr (GError) error = NULL;

    g_mkdir (folder, 0755);
    g_assert_true (dcmm_write_file (path, "old", 3, &error));
    g_assert_cmpuint (files_in (folder), ==, 1);
    {
        g_autoptr (DcmmOutput) out = dcmm_output_new (path, &error);
        g_assert_no_error (error);
        dcmm_output_write (out, "new", 3);
        fflush (dcmm_output_stream (out));
        g_autofree char *meanwhile = contents_of (path);
        g_assert_cmpstr (meanwhile, ==, "old");
    }                               /* dropped without commit: the old file stands, and nothing beside it */
    g_autofree char *text = contents_of (path);
    g_assert_cmpstr (text, ==, "old");
    g_assert_cmpuint (files_in (folder), ==, 1);
    g_autoptr (DcmmOutput) out = dcmm_output_new (path, &error);
    fputs ("new", dcmm_output_stream (out));
    g_assert_true (dcmm_output_commit (out, &error));
    g_autofree char *after = contents_of (path);
    g_assert_cmpstr (after, ==, "new");
    g_assert_cmpuint (files_in (folder), ==, 1);
}

static void
test_rights (void)
{
    g_autofree char *path = in_scratch ("rights"), *link = in_scratch ("link"), *fresh = in_scratch ("fresh");
    struct stat about;
    const mode_t mask = umask (0027);

    g_assert_true (g_file_set_contents (path, "x", 1, NULL));
    g_assert_cmpint (chmod (path, 0604), ==, 0);
    g_assert_cmpint (symlink ("rights", link), ==, 0);
    g_assert_true (dcmm_write_file (link, "y", 1, NULL));
    g_assert_cmpint (lstat (link, &about), ==, 0);
    g_assert_true (S_ISLNK (about.st_mode));
    g_assert_cmpint (stat (path, &about), ==, 0);
    g_assert_cmpuint (about.st_mode & 07777, ==, 0604);
    g_assert_true (dcmm_write_file (fresh, "z", 1, NULL));
    g_assert_cmpint (stat (fresh, &about), ==, 0);
    g_assert_cmpuint (about.st_mode & 07777, ==, 0640);
    umask (mask);
}

static void
test_cannot (void)
{
    g_autofree char *file = in_scratch ("file"), *through = in_scratch ("file/inside"), *nowhere = in_scratch ("no/where");
    const char *const places[] = { scratch, through, nowhere };

    g_assert_true (g_file_set_contents (file, "x", 1, NULL));
    for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_false (dcmm_write_file (places[i], "x", 1, &error));
        g_assert_error (error, DCMM_ERROR, DCMM_SURROUNDINGS);
        g_assert_nonnull (strstr (error->message, places[i]));
    }
    g_autoptr (GError) error = NULL;
    g_assert_false (dcmm_write_file ("/dev/full", "x", 1, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_SURROUNDINGS);
    g_assert_nonnull (strstr (error->message, "full"));
}

/* ---- writers ---- */

static void
test_json (void)
{
    g_autoptr (GString) out = g_string_new (NULL);
    DcmmJson json;

    dcmm_json_init (&json, out);
    dcmm_json_open (&json, '{');
    dcmm_json_key (&json, "a\"b");
    dcmm_json_string (&json, "\\ \" \n \r \t \x01 \x1f 数 𠮷 / \xe2\x80\xa8");
    dcmm_json_key (&json, "none");
    dcmm_json_string (&json, NULL);
    dcmm_json_key (&json, "score");
    dcmm_json_score (&json, 210);
    dcmm_json_key (&json, "negative");
    dcmm_json_score (&json, -8);
    dcmm_json_key (&json, "row");
    dcmm_json_inline (&json, '[');
    dcmm_json_integer (&json, G_MININT64);
    dcmm_json_bool (&json, TRUE);
    dcmm_json_bool (&json, FALSE);
    dcmm_json_null (&json);
    dcmm_json_close (&json, ']');
    dcmm_json_key (&json, "empty");
    dcmm_json_open (&json, '[');
    dcmm_json_close (&json, ']');
    dcmm_json_key (&json, "hollow");
    dcmm_json_open (&json, '{');
    dcmm_json_close (&json, '}');
    dcmm_json_close (&json, '}');
    g_assert_cmpstr (out->str, ==,
                     "{\n  \"a\\\"b\": \"\\\\ \\\" \\n \\r \\t \\u0001 \\u001f 数 𠮷 / \xe2\x80\xa8\",\n  \"none\": null,\n  \"score\": 2.10,\n"
                     "  \"negative\": -0.08,\n  \"row\": [-9223372036854775808, true, false, null],\n  \"empty\": [],\n  \"hollow\": {}\n}");
}

/* What is written as XML reads back as it was, but for the characters that XML cannot hold. */
static void
test_xml (void)
{
    static const char *const texts[] = { "", "plain", "a<b>&\"c\"'d'", "line\nbreak\r\ttab", "]]>", "数据 𠮷", "  blanks  ", "&amp;", "<!--" };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (GString) out = g_string_new ("<root xmlns='urn:t'");
        g_autofree char *want = g_strdup_printf ("<root a=%s>", texts[i]);
        dcmm_xml_attribute (out, "a", texts[i]);
        dcmm_xml_attribute (out, "b", NULL);
        g_string_append (out, "/>");
        g_assert_null (strstr (out->str, " b="));
        reads (out->str, want);
    }
    g_autoptr (GString) out = g_string_new (NULL);
    dcmm_xml_attributef (out, "n", "%s-%d", "<", 3);
    g_assert_cmpstr (out->str, ==, " n=\"&lt;-3\"");
    g_string_truncate (out, 0);
    dcmm_xml_append (out, "a\x01\x1b[31m" "b");
    g_assert_cmpstr (out->str, ==, "a  [31mb");
}

/* ---- languages, errors ---- */

static void
test_languages (void)
{
    static const struct { const char *name; int lang; } names[] = {
        { "zh", DCMM_ZH }, { "zh_CN", DCMM_ZH }, { "zh-Hans", DCMM_ZH }, { "ZH_cn.UTF-8", DCMM_ZH }, { "en", DCMM_EN }, { "en_GB.UTF-8", DCMM_EN }, { "EN", DCMM_EN },
        { "fr", -1 }, { "", -1 }, { "english", -1 }, { "z", -1 }, { "zhong", -1 }, { "C", -1 },
    };
    static const struct { const char *all, *messages, *lang; DcmmLang want; } environments[] = {
        { NULL, NULL, NULL, DCMM_ZH }, { NULL, NULL, "C", DCMM_ZH }, { NULL, NULL, "C.UTF-8", DCMM_ZH }, { NULL, NULL, "POSIX", DCMM_ZH },
        { NULL, NULL, "en_US.UTF-8", DCMM_EN }, { NULL, NULL, "zh_CN.UTF-8", DCMM_ZH }, { NULL, "en_GB", "zh_CN", DCMM_EN }, { "zh_CN", "en_GB", "en_GB", DCMM_ZH },
        { "", "", "en_US", DCMM_EN }, { NULL, NULL, "de_DE", DCMM_EN }, { "C", NULL, "en_US", DCMM_ZH },
    };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        DcmmLang lang = 99;
        g_assert_cmpint (dcmm_lang_parse (names[i].name, &lang), ==, names[i].lang >= 0);
        g_assert_cmpint ((int) lang, ==, names[i].lang >= 0 ? names[i].lang : 99);
    }
    for (guint i = 0; i < G_N_ELEMENTS (environments); i++) {
        const char *const set[][2] = { { "LC_ALL", environments[i].all }, { "LC_MESSAGES", environments[i].messages }, { "LANG", environments[i].lang } };
        for (guint v = 0; v < 3; v++)
            if (set[v][1])
                g_setenv (set[v][0], set[v][1], TRUE);
            else
                g_unsetenv (set[v][0]);
        g_assert_cmpint (dcmm_lang_from_environment (), ==, environments[i].want);
    }
}

static void
test_errors (void)
{
    g_autoptr (GError) error = NULL, at = NULL, whole = NULL, foreign = NULL;

    g_assert_false (dcmm_fail (&error, DCMM_USE, "a\nb\x1b[31m %d", 3));
    g_assert_error (error, DCMM_ERROR, DCMM_USE);
    g_assert_cmpstr (error->message, ==, "a b [31m 3");
    g_assert_false (dcmm_fail_at (&at, (DcmmWhere) { "f.xml", 7 }, "no '%s'", "x"));
    g_assert_cmpstr (at->message, ==, "f.xml:7: no 'x'");
    g_assert_false (dcmm_fail_at (&whole, (DcmmWhere) { "f.xml", 0 }, "no"));
    g_assert_cmpstr (whole->message, ==, "f.xml: no");
    g_assert_false (dcmm_fail (NULL, DCMM_USE, "nobody listens"));
    g_set_error (&foreign, G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone");
    dcmm_error_become (&foreign, DCMM_SURROUNDINGS);
    g_assert_error (foreign, DCMM_ERROR, DCMM_SURROUNDINGS);
    dcmm_error_become (&error, DCMM_SURROUNDINGS);
    g_assert_error (error, DCMM_ERROR, DCMM_USE);       /* one of ours stays what it was */
}

static void
test_problems (void)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GError) error = NULL;
    DcmmSeverity severity;

    g_assert_true (dcmm_problems_none (problems, &error));
    dcmm_problems_add (problems, DCMM_WARNING, (DcmmWhere) { "f", 1 }, "w");
    g_assert_true (dcmm_problems_none (problems, &error));
    for (guint i = 0; i < 12000; i++)
        dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { "f", i + 2 }, "x%u\n", i);
    g_assert_cmpuint (dcmm_problems_count (problems, DCMM_WRONG), ==, 12000);
    g_assert_cmpuint (dcmm_problems_count (problems, DCMM_WARNING), ==, 12001);
    g_assert_cmpuint (dcmm_problems_all (problems) + dcmm_problems_more (problems), ==, 12001);
    g_assert_cmpstr (dcmm_problems_text (problems, 1, &severity), ==, "f:2: x0 ");
    g_assert_cmpint (severity, ==, DCMM_WRONG);
    g_assert_false (dcmm_problems_none (problems, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);
    g_assert_cmpuint (g_strv_length (lines), ==, 21);
    g_assert_nonnull (strstr (lines[20], "11980"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions ();
    dcmm_i18n_init (DCMM_EN);
    scratch = g_dir_make_tmp ("dcmm-base-XXXXXX", NULL);
    g_test_add_func ("/base/rational/parse", test_parse);
    g_test_add_func ("/base/rational/rounding", test_rounding);
    g_test_add_func ("/base/rational/everywhere", test_rounding_everywhere);
    g_test_add_func ("/base/reader/reads", test_reads);
    g_test_add_func ("/base/reader/refuses", test_refuses);
    g_test_add_func ("/base/reader/limits", test_limits);
    g_test_add_func ("/base/reader/size", test_size);
    g_test_add_func ("/base/reader/root", test_root);
    g_test_add_func ("/base/reader/pieces", test_pieces);
    g_test_add_func ("/base/output/commit", test_commit);
    g_test_add_func ("/base/output/rights", test_rights);
    g_test_add_func ("/base/output/cannot", test_cannot);
    g_test_add_func ("/base/writer/json", test_json);
    g_test_add_func ("/base/writer/xml", test_xml);
    g_test_add_func ("/base/i18n/languages", test_languages);
    g_test_add_func ("/base/error/errors", test_errors);
    g_test_add_func ("/base/error/problems", test_problems);
    const int code = g_test_run ();
    g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", scratch);
    if (system (remove) != 0)
        g_printerr ("%s is left behind\n", scratch);
    g_free (scratch);
    return code;
}
