/* exchange/: answers as XML and as a sheet are the same answers, whatever a spreadsheet or a person did to the file on
 * its way; and a sheet that is wrong is refused in words that name the cell. */
#include "exchange/exchange-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <sys/resource.h>
#include <unistd.h>

static char             *folder;        /* for files of the test's own */
static DcmmLibrary      *library;
static const DcmmPolicy *policy;

/* ---- helpers ---- */

static const char *
in_folder (const char *name)
{
    static char *path;

    g_free (path);
    return path = g_build_filename (folder, name, NULL);
}

static const char *
put (const char *name, const char *bytes, gsize length)
{
    const char *path = in_folder (name);
    FILE *file = g_fopen (path, "w");           /* thousands of files: dcmm_write_file() would wait for the disk each time */

    g_assert_cmpuint (file ? fwrite (bytes, 1, length, file) : 0, ==, length);
    g_assert_cmpint (file ? fclose (file) : -1, ==, 0);
    return path;
}

static DcmmAnswers *
open_xml (const char *path)
{
    g_autoptr (GError) error = NULL;
    DcmmAnswers *a = dcmm_answers_open (path, library, policy, &error);

    g_assert_no_error (error);
    return a;
}

static DcmmAnswers *
parse_xml (const char *text)
{
    return open_xml (put ("in.xml", text, strlen (text)));
}

static char *
written (const char *extension, const DcmmAnswers *a, DcmmLang lang)
{
    g_autofree char *name = g_strconcat ("out.", extension, NULL);
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (DcmmProblems) remarks = dcmm_problems_new ();

    if (a)
        dcmm_format_of (name, NULL)->write (a, policy, dcmm_library_roles (library, NULL), lang, name, remarks, out, &error);
    g_assert_no_error (error);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A sheet read whole: NULL where it is refused, with all that was said, remarks too, in @told (may be NULL). */
static DcmmAnswers *
load_bytes (const char *bytes, gsize length, char **told)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GError) error = NULL;
    const char *path = put ("in.csv", bytes, length);
    g_autoptr (DcmmAnswers) a = dcmm_sheet_load (path, library, policy, problems, &error);
    g_autoptr (GString) said = g_string_new (NULL);

    for (guint i = 0; i < dcmm_problems_all (problems); i++)
        g_string_append_printf (said, "%s\n", dcmm_problems_text (problems, i, NULL));
    if (error)
        g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    g_assert_true ((a == NULL) == (error != NULL));
    if (error)
        g_string_append_printf (said, "%s\n", error->message);
    const gboolean good = a && !dcmm_problems_count (problems, DCMM_WRONG);
    if (told) {
        /* The folder is of no interest. */
        g_autofree char *slash = g_strconcat (folder, "/", NULL);
        g_auto (GStrv) parts = g_strsplit (said->str, slash, -1);
        *told = g_strjoinv ("", parts);
    } else if (!good) {
        g_test_message ("%s", said->str);
    }
    return good ? g_steal_pointer (&a) : NULL;
}

static void
assert_reads_as (const char *bytes, gsize length, const char *xml)
{
    g_autoptr (DcmmAnswers) a = load_bytes (bytes, length, NULL);
    g_autofree char *back = written ("xml", a, DCMM_ZH);

    if (strcmp (back, xml) != 0) {              /* the first line that differs, not 90 KB of each */
        g_auto (GStrv) one = g_strsplit (xml, "\n", -1), two = g_strsplit (back, "\n", -1);
        guint i = 0;
        while (one[i] && two[i] && strcmp (one[i], two[i]) == 0)
            i++;
        g_assert_cmpstr (two[i], ==, one[i]);
    }
}

/* ---- a second CSV reader, and a writer with every habit; simple, for files known to be right ---- */

static GPtrArray *
table_of (const char *csv)
{
    GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    const char *c = g_str_has_prefix (csv, "\xEF\xBB\xBF") ? csv + 3 : csv;

    while (*c) {
        GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
        for (;;) {
            GString *cell = g_string_new (NULL);
            if (*c == '"')
                for (c++; *c != '"' || *++c == '"'; c++)
                    g_string_append_c (cell, *c);
            else
                for (; !strchr (",\r\n", *c); c++)
                    g_string_append_c (cell, *c);
            g_ptr_array_add (row, g_string_free (cell, FALSE));
            if (*c != ',')
                break;
            c++;
        }
        g_ptr_array_add (table, row);
        while (*c == '\r' || *c == '\n')
            c++;
    }
    return table;
}

static void
shuffle (gpointer *things, guint n)
{
    for (guint i = n; i > 1; i--) {
        const gint32 j = g_test_rand_int_range (0, (gint32) i);
        gpointer t = things[i - 1];
        things[i - 1] = things[j];
        things[j] = t;
    }
}

static char *
table_text (GPtrArray *table, char delimiter, const char *eol)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < table->len; i++) {
        GPtrArray *row = table->pdata[i];
        for (guint j = 0; j < row->len; j++) {
            g_auto (GStrv) parts = g_strsplit (row->pdata[j], "\"", -1);
            g_autofree char *doubled = g_strjoinv ("\"\"", parts);
            const gboolean quotes = strpbrk (doubled, ",;\t\r\n\"") != NULL;
            if (j)
                g_string_append_c (out, delimiter);
            g_string_append_printf (out, quotes ? "\"%s\"" : "%s", doubled);
        }
        g_string_append (out, eol);
    }
    return g_string_free (out, FALSE);
}

static void
shuffle_columns (GPtrArray *table)
{
    GPtrArray *first = table->pdata[0];
    gpointer order[DCMM_SHEET_COLUMNS], cells[DCMM_SHEET_COLUMNS];

    for (guint i = 0; i < DCMM_SHEET_COLUMNS; i++)
        order[i] = GUINT_TO_POINTER (i);
    shuffle (order, DCMM_SHEET_COLUMNS);
    g_assert_cmpuint (first->len, ==, DCMM_SHEET_COLUMNS);
    for (guint i = 0; i < table->len; i++) {
        GPtrArray *row = table->pdata[i];
        for (guint j = 0; j < row->len; j++)
            cells[j] = row->pdata[GPOINTER_TO_UINT (order[j])];
        memcpy (row->pdata, cells, row->len * sizeof *cells);
    }
}

static void
assert_reads_in_encoding (const char *text, const char *encoding, const char *mark, gsize mark_length, const char *xml)
{
    g_autoptr (GError) error = NULL;
    gsize length;
    g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, &error);
    g_autofree char *whole = NULL;

    g_assert_no_error (error);
    whole = g_malloc (length + mark_length);
    memcpy (whole, mark, mark_length);
    if (bytes)
        memcpy (whole + mark_length, bytes, length);
    assert_reads_as (whole, length + mark_length, xml);
}

/* ---- there and back ---- */

static void
there_and_back (const DcmmAnswers *a)
{
    static const struct { char delimiter; const char *eol; } habits[] = {
        { ',', "\n" }, { ';', "\r\n" }, { '\t', "\r\n" }, { ';', "\n" }, { ',', "\r" },
    };
    g_autofree char *xml = written ("xml", a, DCMM_ZH);

    for (guint lang = 0; lang < DCMM_LANGS; lang++) {
        g_autofree char *csv = written ("csv", a, lang);
        g_autoptr (GPtrArray) table = table_of (csv);
        assert_reads_as (csv, strlen (csv), xml);
        assert_reads_as (csv + 3, strlen (csv + 3), xml);
        assert_reads_in_encoding (csv + 3, "GB18030", "", 0, xml);
        for (guint i = 0; i < G_N_ELEMENTS (habits); i++) {
            g_autofree char *text = table_text (table, habits[i].delimiter, habits[i].eol);
            /* Line breaks inside cells are line feeds here; where rows end in CR alone there are none at all. */
            if (habits[i].eol[0] == '\r' && !habits[i].eol[1])
                for (char *c = text; *c; c++)
                    *c = *c == '\n' ? '\r' : *c;
            assert_reads_as (text, strlen (text), xml);
        }
        g_autofree char *tabs = table_text (table, '\t', "\r\n");
        assert_reads_in_encoding (tabs, "UTF-16LE", "\xFF\xFE", 2, xml);
        assert_reads_in_encoding (tabs, "UTF-16BE", "\xFE\xFF", 2, xml);
        shuffle_columns (table);
        g_autofree char *shuffled = table_text (table, ',', "\r\n");
        assert_reads_as (shuffled, strlen (shuffled), xml);
    }
}

static void
test_samples (void)
{
    static const char *const names[] = { "machining-2018.xml", "appliance-2018.xml", "provider-2018.xml" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *path = g_build_filename (dcmm_path_data (), "questionnaires", "samples", names[i], NULL);
        g_autoptr (DcmmAnswers) a = open_xml (path);
        if (a)
            there_and_back (a);
    }
}

/* Rows too: the answers come out in the questionnaire's order. Attributes and respondents keep the order of their rows,
 * so only the criteria are mixed here, and the questionnaire's own row goes last. */
static void
test_sorted_rows (void)
{
    g_autofree char *path = g_build_filename (dcmm_path_data (), "questionnaires", "samples", "machining-2018.xml", NULL);
    g_autoptr (DcmmAnswers) a = open_xml (path);
    g_autofree char *xml = written ("xml", a, DCMM_ZH), *csv = written ("csv", a, DCMM_ZH), *text = NULL;
    g_autoptr (GPtrArray) table = table_of (csv);
    guint head = 1;

    while (*(char *) ((GPtrArray *) table->pdata[head])->pdata[0] == '#')
        head++;
    shuffle (table->pdata + head, table->len - head);
    gpointer first = table->pdata[1];
    memmove (table->pdata + 1, table->pdata + 2, (table->len - 2) * sizeof (gpointer));
    table->pdata[table->len - 1] = first;
    text = table_text (table, ',', "\r\n");
    assert_reads_as (text, strlen (text), xml);
}

#define HEAD "<answers xmlns=\"urn:dcmm:answers:1\" questionnaire=\"dcmm-2018\""

static const char everything[] =
    HEAD " id=\"a-1\" date=\"2026-11-20\">\n"
    "<enterprise uscc=\"9133028200000000XX\" uscc-verified=\"营业执照, &quot;已核&quot;\"><name>=名称 | 甲</name>\n"
    "<attribute key=\"name\">not the name</attribute><attribute key=\"#x\">hash</attribute><attribute key=\"Date\">2026/1/5</attribute>"
    "<attribute key=\" blank \">1</attribute><attribute key=\"empty\"></attribute><attribute key=\"respondent\">r</attribute>"
    "<attribute key=\"ｋ\">full width</attribute><attribute key=\"a&#10;b\">two lines</attribute><attribute key=\"#\">##</attribute>"
    "<attribute key=\"list\">10,12</attribute><attribute key=\"question\">问卷？</attribute></enterprise>\n"
    "<respondent role=\"cdo\" name=\"张|三\"/><respondent name=\"李\\四\"/><respondent role=\"it\"/><respondent/><respondent role=\"\" name=\" \"/>\n"
    "<bonus kind=\"data_manager\" count=\"2\"/><bonus kind=\"a | b\\\" count=\"10000\"/>\n"
    "<answer ref=\"6.1-2.3\" value=\"full\" by=\" 王五 \" at=\"2026-11-20T09:30:00+08:00\" confidence=\"sure\" review=\"6.1-2.4 broader\">\n"
    "<note>-5 度\n第二行，\"引号\"\r\n\n末行\\|</note>\n"
    "<evidence title=\"a | b\" href=\"\\\\server\\新建\\n.pdf\" sha256=\"\" size=\"12\" date=\"2026-03-31\" valid-until=\"2027-03-31\"/>\n"
    "<evidence title=\" 两&#10;行&#13; \" valid-until=\"2027-03-31\"/><evidence title=\"\\\" href=\"\"/>\n"
    "<verified value=\"part\" by=\"\" at=\"'t\"><note>'tis</note></verified></answer>\n"
    "<answer ref=\"6.1-1.1\" value=\"na\" by=\"\"><note>=1+1</note></answer>\n"
    "<answer ref=\"6.1-2.1\" value=\"none\"><verified value=\"large\"/></answer>\n"
    "</answers>\n";

static void
test_everything (void)
{
    g_autoptr (DcmmAnswers) a = parse_xml (everything);
    g_autofree char *csv = written ("csv", a, DCMM_ZH);

    if (!a)
        return;
    there_and_back (a);
    /* By example, too: what the contract says of bars, apostrophes and keys. */
    g_assert_nonnull (strstr (csv, "\r\n#name,,,企业名称,,'=名称 | 甲,"));
    g_assert_nonnull (strstr (csv, "\r\n##name,,,,,not the name,"));
    g_assert_nonnull (strstr (csv, "\r\n###x,,,,,hash,"));
    g_assert_nonnull (strstr (csv, "\r\n##Date,,,,,'2026/1/5,"));
    g_assert_nonnull (strstr (csv, ",cdo | 张\\|三,"));
    g_assert_nonnull (strstr (csv, ",\" | 李\\\\四\","));
    g_assert_nonnull (strstr (csv, ",\"'-5 度\n第二行，\"\"引号\"\""));
    g_assert_nonnull (strstr (csv, ",完全符合,"));
    g_assert_nonnull (strstr (csv, ",\"a \\| b | \\\\\\\\server\\\\新建\\\\n.pdf | \\> | 12 | 2026-03-31 | 2027-03-31\n"));
    g_assert_nonnull (strstr (csv, ",'=1+1,"));
}

/* Normalised XML normalised again is the same: an ampersand in an attribute, too. */
static void
test_xml_again (void)
{
    static const char xml[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" HEAD ">\n  <answer ref=\"6.1-1.1\" value=\"full\" by=\"A&amp;B&lt;&quot;\">\n"
        "    <note>a&amp;b&lt;</note>\n    <evidence title=\"a&amp;b\" href=\"https://a.b/?c=1&amp;d=2\"/>\n  </answer>\n</answers>\n";
    g_autoptr (DcmmAnswers) a = parse_xml (xml);
    g_autofree char *again = written ("xml", a, DCMM_ZH), *csv = written ("csv", a, DCMM_ZH);

    g_assert_cmpstr (again, ==, xml);
    g_assert_nonnull (strstr (csv, ",a&b | https://a.b/?c=1&d=2,"));
    g_assert_nonnull (strstr (csv, ",\"A&B<\"\"\","));
}

/* ---- strings that nobody would choose ---- */

static char *
nasty (guint most)
{
    static const char *const pieces[] = {
        "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "|", " | ", "\\", "\\|", "\\\\", "\\/", "\\>", "=", "+", "-", "@", "'", "''", " ", "  ",
        "a", "b", "0", "1", "E+", "2026/1/5", "2026-1-5", "😀", "𠀀", "䶮", "数据", "　", "＝", "＃", "#", "é", "<", "&", "]]>", "\xC2\xA0", "\xEF\xBB\xBF", "ｆｕｌｌ",
        "\xC2\x85", "\xE2\x80\xA8",
    };
    GString *s = g_string_new (NULL);
    const gint32 n = g_test_rand_int_range (0, (gint32) most + 1);

    for (gint32 i = 0; i < n; i++)
        g_string_append (s, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    return g_string_free (s, FALSE);
}

/* No cell of a sheet may run as a formula. */
static void
assert_no_formula (const char *csv)
{
    g_autoptr (GPtrArray) table = table_of (csv);

    for (guint i = 0; i < table->len; i++) {
        const GPtrArray *row = table->pdata[i];
        for (guint j = 0; j < row->len; j++) {
            const char *cell = row->pdata[j];
            if (*cell && strchr ("=+-@\t\r", *cell))
                g_assert_cmpstr (cell, ==, "with an apostrophe before it");
        }
    }
}

static void
nasty_attribute (GString *xml, const char *name, gboolean needed)
{
    g_autofree char *value = nasty (6);

    if (needed && !*value)
        dcmm_xml_attribute (xml, name, "x");
    else if (needed || g_test_rand_bit ())
        dcmm_xml_attribute (xml, name, value);
}

static void
nasty_note (GString *xml)
{
    g_autofree char *value = nasty (8);

    if (g_test_rand_bit ())
        return;
    g_string_append (xml, "<note>");
    dcmm_xml_append (xml, value);
    g_string_append (xml, "</note>");
}

static void
nasty_answer (GString *xml, const char *ref)
{
    g_string_append (xml, "<answer");
    dcmm_xml_attribute (xml, "ref", ref);
    dcmm_xml_attribute (xml, "value", policy->values[g_test_rand_int_range (0, (gint32) policy->n_values)].id);
    nasty_attribute (xml, "by", FALSE);
    nasty_attribute (xml, "at", FALSE);
    nasty_attribute (xml, "confidence", FALSE);
    nasty_attribute (xml, "review", FALSE);
    g_string_append_c (xml, '>');
    nasty_note (xml);
    for (gint32 i = g_test_rand_int_range (0, 4); i > 0; i--) {
        g_string_append (xml, "<evidence");
        nasty_attribute (xml, "title", TRUE);
        nasty_attribute (xml, "href", FALSE);
        nasty_attribute (xml, "sha256", FALSE);
        nasty_attribute (xml, "size", FALSE);
        dcmm_xml_attribute (xml, "date", g_test_rand_bit () ? "2026-03-31" : NULL);
        dcmm_xml_attribute (xml, "valid-until", g_test_rand_bit () ? "2027-03-31" : NULL);
        g_string_append (xml, "/>");
    }
    if (g_test_rand_bit ()) {
        g_string_append (xml, "<verified");
        dcmm_xml_attribute (xml, "value", "part");
        nasty_attribute (xml, "by", FALSE);
        nasty_attribute (xml, "at", FALSE);
        g_string_append_c (xml, '>');
        nasty_note (xml);
        g_string_append (xml, "</verified>");
    }
    g_string_append (xml, "</answer>\n");
}

static void
test_nasty (void)
{
    const DcmmQuestionnaire *q = dcmm_library_questionnaire (library, "dcmm-2018", NULL);
    const guint rounds = g_test_thorough () ? 400 : 40;

    for (guint round = 0; q && round < rounds; round++) {
        g_autoptr (GString) xml = g_string_new (HEAD);
        nasty_attribute (xml, "id", FALSE);
        g_string_append (xml, "><enterprise");
        nasty_attribute (xml, "uscc", FALSE);
        dcmm_xml_attribute (xml, "uscc-verified", "yes");
        g_string_append (xml, "><name>");
        g_autofree char *name = nasty (5);
        dcmm_xml_append (xml, name);
        g_string_append (xml, "</name>");
        for (guint i = 0; i < 8; i++) {
            g_autofree char *start = nasty (4), *key = g_strdup_printf ("%s%u", start, i), *value = nasty (5);
            g_string_append (xml, "<attribute");
            dcmm_xml_attribute (xml, "key", key);
            g_string_append_c (xml, '>');
            dcmm_xml_append (xml, value);
            g_string_append (xml, "</attribute>");
        }
        g_string_append (xml, "</enterprise>\n");
        for (guint i = 0; i < 4; i++) {
            g_string_append (xml, "<respondent");
            nasty_attribute (xml, "role", FALSE);
            nasty_attribute (xml, "name", FALSE);
            g_string_append (xml, "/>");
        }
        for (guint i = 0; i < q->n_criteria; i += (guint) g_test_rand_int_range (1, 12))
            nasty_answer (xml, q->criteria[i].id);
        g_string_append (xml, "</answers>");
        g_autoptr (DcmmAnswers) a = parse_xml (xml->str);
        if (!a)
            return;
        g_autofree char *normal = written ("xml", a, DCMM_ZH), *csv = written ("csv", a, round % DCMM_LANGS);
        assert_no_formula (csv);
        assert_reads_as (csv, strlen (csv), normal);
        assert_reads_in_encoding (csv + 3, "GB18030", "", 0, normal);
        assert_reads_in_encoding (csv + 3, "UTF-16LE", "\xFF\xFE", 2, normal);
    }
}

static void
test_fields (void)
{
    for (guint round = 0; round < 5000; round++) {
        char *fields[6], *back[6];
        g_autoptr (GString) line = g_string_new (NULL);
        for (guint i = 0; i < 6; i++)
            fields[i] = g_test_rand_bit () ? nasty (5) : NULL;
        dcmm_fields_join (line, (const char *const *) fields, 6);
        g_assert_null (strpbrk (line->str, "\r\n"));
        g_assert_cmpuint (dcmm_fields_split (line->str, line->len, back, 6), <=, 6);
        for (guint i = 0; i < 6; i++) {
            g_assert_cmpstr (back[i], ==, fields[i]);
            g_free (fields[i]);
            g_free (back[i]);
        }
    }
}

/* ---- what people and spreadsheets write ---- */

#define TOP "编号,作答,说明,佐证,复核,复核人\n#questionnaire,dcmm-2018\n"

static DcmmAnswers *
load (const char *text, char **told)
{
    return load_bytes (text, strlen (text), told);
}

static void
test_words (void)
{
    static const struct { const char *written, *value; } words[] = {
        { "full", "full" }, { "FULL", "full" }, { " full ", "full" }, { "ＦＵＬＬ", "full" }, { "　Full　", "full" }, { "完全符合", "full" },
        { "Largely met", "large" }, { "ＬＡＲＧＥＬＹ　ＭＥＴ", "large" }, { " 大部分符合\t", "large" }, { "\" 不适用 \"", "na" }, { "'none", "none" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
        g_autofree char *text = g_strdup_printf (TOP "６．１－２．３,%s,说明,,%s\n", words[i].written, words[i].written);
        g_autoptr (DcmmAnswers) a = load (text, NULL);
        const DcmmAnswer *answer = a && a->answers->len ? &g_array_index (a->answers, DcmmAnswer, 0) : NULL;
        g_assert_nonnull (answer);
        g_assert_cmpstr (answer ? answer->value : NULL, ==, words[i].value);
        g_assert_cmpstr (answer ? answer->verified.value : NULL, ==, words[i].value);
    }
}

static void
test_headings (void)
{
    static const char *const rows[] = {
        "编号,作答", "ref,answer", "Ref,ANSWER", " 编号 ,\"作答\"", "ＲＥＦ,作答", "'ref,'answer", "编号;作答", "ref\tanswer", "\n\n,,\nref,answer",
        "ref,\"a;b;c;d\",answer", "ref;a,b,c,d;answer",
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        const char  delimiter = strchr (rows[i], '\t') ? '\t' : strstr (rows[i], ";作") || strstr (rows[i], ";answer") ? ';' : ',';
        const char *between = strstr (rows[i], "a;b") || strstr (rows[i], "a,b") ? (delimiter == ';' ? ";;" : ",,") : NULL;
        g_autofree char *mark = between ? g_strdup (between) : g_strdup_printf ("%c", delimiter);
        g_autofree char *text = g_strdup_printf ("%s\n#questionnaire%sdcmm-2018\n6.1-2.3%sfull\n", rows[i], mark, mark);
        g_autoptr (DcmmAnswers) a = load (text, NULL);
        g_assert_cmpuint (a ? a->answers->len : 0, ==, 1);
    }
}

static void
test_dates (void)
{
    static const struct { const char *written, *date; } dates[] = {
        { "2026-11-20", "2026-11-20" }, { "2026/11/20", "2026-11-20" }, { "2026-1-5", "2026-01-05" }, { "2026年1月5日", "2026-01-05" },
        { "２０２６／１／５", "2026-01-05" }, { " 2026-11-20 ", "2026-11-20" },
    };
    g_autofree char *told = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
        g_autofree char *text = g_strdup_printf (TOP "#date,%s\n#established_on,%s\n", dates[i].written, dates[i].written);
        g_autoptr (DcmmAnswers) a = load (text, NULL);
        g_assert_cmpstr (a ? a->date : NULL, ==, dates[i].date);
        g_assert_cmpstr (a ? dcmm_answers_attribute (a, "established_on") : NULL, ==, dates[i].date);
    }
    g_autoptr (DcmmAnswers) wrong = load (TOP "#date,2026/2/30\n", &told);
    g_assert_null (wrong);
    g_assert_cmpstr (told, ==, "in.csv:3: column 作答: date='2026/2/30' is not a date such as 2026-11-20\n");
}

static void
test_by_hand (void)
{
    g_autofree char *told = NULL;
    g_autoptr (DcmmAnswers) a = load (TOP
        ",,\n#respondent,cdo | 张三\n#respondent,\n#staff,86\n#empty,\n＃name,  甲   乙 \n"
        "6.1-1.1,,,,\n6.1-2.1,full,-5,C:\\new\\report.pdf | https://a.b/\\x | \n6.1-2.2,full,'-5\n6.1-2.3,full,\"a\nb\"\n, ,\n", &told);

    g_assert_cmpstr (told, ==, "");
    if (!a)
        return;
    g_assert_cmpuint (a->respondents->len, ==, 1);
    g_assert_cmpuint (a->attributes->len, ==, 1);
    g_assert_cmpstr (a->name, ==, "甲 乙");
    g_assert_cmpuint (a->answers->len, ==, 3);
    g_assert_cmpuint (a->evidence->len, ==, 1);
    g_assert_cmpstr (g_array_index (a->answers, DcmmAnswer, 0).note, ==, "-5");
    g_assert_cmpstr (g_array_index (a->answers, DcmmAnswer, 1).note, ==, "-5");
    g_assert_cmpstr (g_array_index (a->answers, DcmmAnswer, 2).note, ==, "a\nb");
    g_assert_cmpstr (g_array_index (a->evidence, DcmmEvidence, 0).title, ==, "C:\\new\\report.pdf");
    g_assert_cmpstr (g_array_index (a->evidence, DcmmEvidence, 0).href, ==, "https://a.b/\\x");
    g_assert_null (g_array_index (a->evidence, DcmmEvidence, 0).sha256);
}

static void
test_remarks (void)
{
    g_autofree char *told = NULL, *long_note = g_strnfill (40000, 'x'), *text = NULL;
    g_autoptr (DcmmAnswers) a = load ("部门,编号,作答,备注,\n,#questionnaire,dcmm-2018\n研发,6.1-1.1,na,\"\v\",,more\n", &told);
    g_autoptr (DcmmProblems) remarks = dcmm_problems_new ();
    g_autoptr (GString) out = g_string_new (NULL);

    g_assert_nonnull (a);
    g_assert_cmpstr (told, ==,
                     "in.csv:1: columns that are not read: 部门, 备注\n"
                     "in.csv:3: column F: has no heading and is not read\n"
                     "in.csv:3: column 作答: criterion '6.1-1.1' is marked as not applicable without a note; say why\n"
                     "in.csv:3: column D: control characters, here and perhaps below, are read as blanks\n");
    text = g_strdup_printf (TOP "6.1-1.1,full,%s\n", long_note);
    g_autoptr (DcmmAnswers) b = load (text, NULL);
    if (!b)
        return;
    g_assert_true (dcmm_sheet_write (b, policy, dcmm_library_roles (library, NULL), DCMM_EN, "o.csv", remarks, out, NULL));
    g_assert_cmpuint (dcmm_problems_all (remarks), ==, 1);
    g_assert_cmpstr (dcmm_problems_text (remarks, 0, NULL), ==, "o.csv:8: column note: has 40000 characters; Excel keeps 32767 in a cell");
    g_autofree char *xml = written ("xml", b, DCMM_ZH);
    assert_reads_as (out->str, out->len, xml);
}

/* ---- what is wrong, and how it is said ---- */

static void
test_wrong (void)
{
    static const struct { const char *text, *told; } wrong[] = {
        { "a,b,c\n1,2,3\n", "in.csv:1: no column '编号' (ref): " },
        { "编号,说明\n", "in.csv:1: no column '作答' (answer): " },
        { "ref,answer,编号\n", "in.csv:1: the columns 'ref' and '编号' are the same; remove one\n" },
        { "ref,answer\n6.1-1.1,full\n", "in.csv: no row '#questionnaire'; " },
        { "ref,answer\n#questionnaire,\n", "in.csv:2: '#questionnaire' says nothing; " },
        { "ref,answer\n#questionnaire,dcmm-1999\n", "in.csv:2: #questionnaire: questionnaire 'dcmm-1999' is unknown; there are: dcmm-2018" },
        { "ref,answer\n#questionnaire,../x\n", "in.csv:2: #questionnaire: '../x' is not an id such as dcmm-2018\n" },
        { "ref,answer\n\n#questionnaire,/etc/passwd\n", "in.csv:3: #questionnaire: '/etc/passwd' is not an id" },
        { TOP "#questionnaire,dcmm-2018\n", "in.csv:3: column 编号: '#questionnaire' stands twice, first in row 2; keep one\n" },
        { TOP "#id,a\n#id,b\n", "in.csv:4: column 编号: '#id' stands twice, first in row 3; keep one\n" },
        { TOP "#a,1\n##a,2\n", "in.csv:4: column 编号: '##a' stands twice, first in row 3; keep one\n" },
        { TOP "#,1\n", "in.csv:3: column 编号: '#' without a name; " },
        { TOP "#uscc,91330282M000001A9X\n", "in.csv:3: column 作答: USCC '91330282M000001A9X' has a wrong check character; " },
        { TOP "#uscc,9.13303E+17\n", "in.csv:3: column 作答: the spreadsheet has made a number of the USCC ('9.13303E+17'); " },
        { TOP "#bonus,x\n", "in.csv:3: column 作答: a bonus is 'kind | count'\n" },
        { TOP "#bonus,x | -1\n", "in.csv:3: column 作答: count='-1' is not a whole number from 0 to 10000\n" },
        { TOP "#bonus,x | 1\n#bonus,x | 2\n", "in.csv:4: column 作答: 'x | 2' stands twice, first in row 3; keep one\n" },
        { TOP "#respondent,a | b | c\n", "in.csv:3: column 作答: a respondent is 'role | name'; " },
        { TOP "6.1-1.1,maybe\n", "in.csv:3: column 作答: criterion '6.1-1.1': value 'maybe' is unknown; use one of Fully met (full), Largely met (large), "
                                 "Partly met (part), Not met (none), Not applicable (na)\n" },
        { TOP "6.1-1.1,full,,,maybe\n", "in.csv:3: column 复核: criterion '6.1-1.1': value 'maybe' is unknown; " },
        { TOP "9.9-9.9,full\n", "in.csv:3: column 编号: criterion '9.9-9.9' is not in dcmm-2018; correct the ref, or remove the row\n" },
        { TOP "6.1-1.1,full\n6.1-1.1,part\n", "in.csv:4: column 编号: criterion '6.1-1.1' stands twice, first in row 3; keep one of them\n" },
        { TOP "6.1-1.1,,a note\n", "in.csv:3: column 说明: is filled in, but '作答' is not; answer it, or clear '说明'\n" },
        { TOP "6.1-1.1,full,,,,me\n", "in.csv:3: column 复核人: is filled in, but '复核' is not; answer it, or clear '复核人'\n" },
        { TOP ",full\n", "in.csv:3: column 作答: is filled in, but the row does not say of which criterion\n" },
        { TOP "6.1-1.1,full,,a|b|c|d|e|f|g\n", "in.csv:3: column 佐证: a piece of evidence has 7 parts, not up to 6; " },
        { TOP "6.1-1.1,full,,|b\n", "in.csv:3: column 佐证: a piece of evidence has no title; " },
        { TOP "6.1-1.1,full,,a||||2026-02-30\n", "in.csv:3: column 佐证: evidence date '2026-02-30' is not a date such as 2026-11-20\n" },
        { TOP "6.1-1.1,full,\"open\n6.1-2.1,full\n", "in.csv:3: column 说明: a quote is opened and never closed; " },
        { TOP "6.1-1.1,full,\"a\" b\n", "in.csv:3: column 说明: text stands behind the closing quote; " },
        /* Rows, not lines: a line break in quotes begins none, an empty line is one. */
        { TOP "6.1-1.1,full,\"a\nb\r\nc\"\r\n\r\n6.1-2.1,maybe\r\n", "in.csv:5: column 作答: criterion '6.1-2.1': value 'maybe' is unknown; " },
        { "PK\003\004....", "in.csv: is a workbook or another ZIP file, not CSV; " },
        { "\xD0\xCF\x11\xE0....", "in.csv: is an old or a protected workbook, not CSV; " },
        { "", "in.csv: is empty\n" }, { "\xEF\xBB\xBF", "in.csv: is empty\n" }, { "\xEF\xBB\xBF \r\n\t\n", "in.csv: is empty\n" },
        { "\xEF\xBB\xBFref,answer\n\xFF\n", "in.csv: begins as UTF-8 does, and is not so on line 2; " },
        { "\xFF\xFEr", "in.csv: begins as UTF-16 does, and then is not; " },
        { "ref,answer\n\xFF\xFF\n", "in.csv: is text of neither UTF-8 nor GB18030 (GBK); the first wrong character is on line 2; " },
    };

    for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autofree char *told = NULL;
        g_autoptr (DcmmAnswers) a = load (wrong[i].text, &told);
        g_assert_null (a);
        if (!g_str_has_prefix (told, wrong[i].told))
            g_assert_cmpstr (told, ==, wrong[i].told);
    }
}

/* The row named is the spreadsheet's, below rows of any length. */
static void
test_row_numbers (void)
{
    g_autofree char *path = g_build_filename (dcmm_path_data (), "questionnaires", "samples", "appliance-2018.xml", NULL);
    g_autoptr (DcmmAnswers) a = open_xml (path);
    g_autofree char *csv = written ("csv", a, DCMM_ZH);

    for (guint from = 20; from < 400; from += 37) {
        g_autoptr (GPtrArray) table = table_of (csv);
        GPtrArray *row = table->pdata[from];
        g_autofree char *text = NULL, *told = NULL, *want = NULL;
        const gboolean head = *(char *) row->pdata[0] == '#';
        g_free (row->pdata[head ? 0 : 5]);
        row->pdata[head ? 0 : 5] = g_strdup (head ? "#" : "maybe");
        text = table_text (table, ';', "\r\n");
        want = g_strdup_printf ("in.csv:%u: column %s: ", from + 1, head ? "编号" : "作答");
        g_autoptr (DcmmAnswers) b = load (text, &told);
        g_assert_null (b);
        g_assert_nonnull (strstr (told, want));
    }
}

/* A citizen's identity number is in no message, whatever cell it was put in, however it was typed. */
static void
test_identity_numbers (void)
{
    static const char *const numbers[] = { "330282199001011234", "33028219900101123X", "330282900101123", "３３０２８２１９９００１０１１２３４", "张三330282199001011234号" };
    static const char *const places[] = {
        "#uscc,%s", "#date,%s", "#bonus,x | %s", "%s,full", "6.1-1.1,%s", "6.1-1.1,full,,a||||%s", "6.1-1.1,full,,a,%s", "#questionnaire,%s", "#%s,1\n#%s,2",
    };

    for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        for (guint j = 0; j < G_N_ELEMENTS (places); j++) {
            g_auto (GStrv) parts = g_strsplit (places[j], "%s", -1);
            g_autofree char *row = g_strjoinv (numbers[i], parts), *told = NULL;
            g_autofree char *text = g_strdup_printf ("%s%s\n", strstr (row, "#questionnaire") ? "编号,作答\n" : TOP, row);
            g_autoptr (DcmmAnswers) a = load (text, &told);
            g_assert_null (a);
            g_assert_true (*told);
            g_assert_null (strstr (told, "330282"));
            g_assert_null (strstr (told, "３３０２８２"));
        }
    g_autofree char *told = NULL;
    g_autoptr (DcmmAnswers) a = load (TOP "#uscc,330282 19900101 1234\n#uscc-verified,yes\n", &told);
    g_assert_null (a);
    g_assert_null (strstr (told, "1990"));
    g_autofree char *headings = NULL;
    g_autoptr (DcmmAnswers) b = load ("编号,作答,330282199001011234\n#questionnaire,dcmm-2018\n", &headings);
    g_assert_nonnull (b);
    g_assert_cmpstr (headings, ==, "in.csv:1: columns that are not read: ***\n");
}

static void
test_another_questionnaire (void)
{
    g_autoptr (GString) text = g_string_new (TOP);
    g_autofree char *told = NULL;

    for (guint i = 0; i < 400; i++)
        g_string_append_printf (text, "x.%u-1.1,full\n", i);
    g_autoptr (DcmmAnswers) a = load (text->str, &told);
    g_assert_null (a);
    g_assert_nonnull (strstr (told, "in.csv: none of the first 20 criteria is in dcmm-2018; is this the sheet of another questionnaire?"));
}

/* ---- limits: refused at once, whatever the size ---- */

static void
refused_at_once (const GString *text, const char *want)
{
    g_autofree char *told = NULL;
    const clock_t before = clock ();        /* of the processor: others may be at work on the machine */
    g_autoptr (DcmmAnswers) a = load_bytes (text->str, text->len, &told);

    g_assert_null (a);
    if (!strstr (told, want))
        g_assert_cmpstr (told, ==, want);
    g_assert_cmpint (clock () - before, <, 4 * CLOCKS_PER_SEC);      /* 1 s is the promise; ASan is slower */
}

static GString *
filled (const char *top, const char *piece, gsize length)
{
    GString *text = g_string_new (top);

    while (text->len + strlen (piece) <= length)
        g_string_append (text, piece);
    return text;
}

static void
test_limits (void)
{
    static const struct { const char *top, *piece, *told; } wide[] = {
        { TOP "6.1-1.1,full,", "x", "column 说明: a cell is longer than 64 KiB; " },
        { TOP "6.1-1.1,full,\"", "x", "column 说明: a quote is opened and never closed; " },
        { TOP "6.1-1.1,full,\"", "\"\"", "column 说明: a cell is longer than 64 KiB; " },
        { TOP, ",", "has more than 256 columns" },
        { "编号", ",", "has more than 256 columns" },
        { TOP "6.1-1.1,full\n", "x,full\n", "so much is wrong that the rows below are not read" },
        { TOP, "x,full\n", "none of the first 20 criteria is in dcmm-2018" },
        { TOP, "#a,1\n", "'#a' stands twice, first in row 3" },
        { "编号,作答\n", "\n", "no row '#questionnaire'" },
        { "编号,作答\n", "6.1-1.1,full\n", "no row '#questionnaire'" },
        { "", "数据\n", "no column '编号' (ref)" },
        { "", "\xca\xfd\xbe\xdd\n", "no column '编号' (ref)" },
        { "\xFF\xFE", "\x70\x65\x6e\x63", "longer than 64 KiB" },
    };
    static const struct { gsize length; gboolean good; } cells[] = { { DCMM_TOKEN_MAX, TRUE }, { DCMM_TOKEN_MAX + 1, FALSE } };

    for (guint i = 0; i < G_N_ELEMENTS (wide); i++) {
        g_autoptr (GString) text = filled (wide[i].top, wide[i].piece, DCMM_INPUT_MAX);
        refused_at_once (text, wide[i].told);
    }
    for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
        for (guint first = 0; first < 2; first++) {
            g_autofree char *note = g_strnfill (cells[i].length, 'x'), *text = NULL, *xml = NULL;
            note[0] = first ? '=' : 'x';
            text = g_strdup_printf (TOP "6.1-1.1,full,%s%s\n", first ? "'" : "", note);
            g_autoptr (DcmmAnswers) a = load (text, &xml);
            g_assert_true ((a != NULL) == cells[i].good);
            g_assert_cmpuint (a ? strlen (g_array_index (a->answers, DcmmAnswer, 0).note) : 0, ==, cells[i].good ? DCMM_TOKEN_MAX : 0);
            if (a)
                there_and_back (a);
        }
}

static void
test_large_file (void)
{
    const char *path = in_folder ("large.csv");
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (GError) error = NULL;
    const int fd = g_open (path, O_CREAT | O_WRONLY, 0600);

    g_assert_cmpint (ftruncate (fd, (off_t) 1 << 30), ==, 0);
    close (fd);
    g_autoptr (DcmmAnswers) a = dcmm_sheet_load (path, library, policy, problems, &error);
    g_assert_null (a);
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    g_assert_nonnull (strstr (error->message, "large.csv: is larger than 16 MiB, the limit for an input"));
    g_unlink (path);
}

/* What could not be read back is not written. */
static void
test_not_written (void)
{
    g_autofree char *big = g_strnfill (40000, 'x'), *text = NULL, *many = NULL, *told = NULL;
    g_autoptr (GError) error = NULL, none = NULL;
    g_autoptr (GString) out = g_string_new (NULL), lines = g_string_new (NULL);
    g_autoptr (DcmmProblems) remarks = dcmm_problems_new ();

    text = g_strdup_printf ("ref,answer,by,review\n#questionnaire,dcmm-2018\n6.1-1.1,full,%s,%s\n", big, big);
    g_autoptr (DcmmAnswers) a = load (text, NULL);
    g_assert_nonnull (a);
    if (!a)
        return;
    g_assert_false (dcmm_format_of ("a.xml", NULL)->write (a, policy, dcmm_library_roles (library, NULL), DCMM_ZH, "a.xml", remarks, out, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);

    for (guint i = 0; i < 400; i++)
        g_string_append_printf (lines, "<evidence title=\"%u %.190s\"/>", i, big);
    many = g_strdup_printf (HEAD "><answer ref=\"6.1-1.1\" value=\"full\">%s</answer></answers>", lines->str);
    g_autoptr (DcmmAnswers) b = parse_xml (many);
    g_assert_nonnull (b);
    if (!b)
        return;
    g_string_truncate (out, 0);
    g_assert_false (dcmm_sheet_write (b, policy, dcmm_library_roles (library, NULL), DCMM_ZH, "b.csv", remarks, out, &none));
    g_assert_error (none, DCMM_ERROR, DCMM_INPUT);
    g_assert_cmpstr (none->message, ==, "b.csv:8: column 佐证: 6.1-1.1: would be longer than 64 KiB, which is not read back; shorten it");
}

static void
test_formats (void)
{
    static const struct { const char *path, *told; } unknown[] = {
        { "a", "'a' has no extension" }, { "-", "'-' has no extension" }, { "x.csv/a", "'x.csv/a' has no extension" },
        { "a.pdf", "'a.pdf': the extension .pdf is not known; there are: .xml, .csv" },
        { "a.json", "'a.json': .json is not there yet; there are: .xml, .csv" }, { "a.XLSX", "'a.XLSX': .xlsx is not there yet; there are: .xml, .csv" },
    };

    g_assert_cmpstr (dcmm_format_of ("a.CSV", NULL)->extension, ==, "csv");
    g_assert_cmpstr (dcmm_format_of ("d.csv/a.Xml", NULL)->extension, ==, "xml");
    for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_null (dcmm_format_of (unknown[i].path, &error));
        g_assert_error (error, DCMM_ERROR, DCMM_USE);
        g_assert_true (g_str_has_prefix (error->message, unknown[i].told));
    }
}

/* The data, wherever the program was built: the first folder above it that has them. */
static void
find_data (void)
{
    g_autofree char *at = g_file_read_link ("/proc/self/exe", NULL);

    while (!g_getenv ("DCMM_DATADIR") && at && strcmp (at, "/") != 0) {
        char *above = g_path_get_dirname (at);
        g_autofree char *probe = g_build_filename (above, "questionnaires", "dcmm-2018", "questionnaire.xml", NULL);
        g_free (at);
        at = above;
        if (g_file_test (probe, G_FILE_TEST_EXISTS)) {
            dcmm_path_set_data (above);
            return;
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions ();
    find_data ();
    dcmm_i18n_init (DCMM_EN);
    folder = g_dir_make_tmp ("dcmm-test-XXXXXX", NULL);
    library = dcmm_library_new (NULL);
    policy = dcmm_library_policy (library, NULL, NULL);
    if (!policy)
        g_error ("no policy in %s", dcmm_path_data ());

    g_test_add_func ("/exchange/samples", test_samples);
    g_test_add_func ("/exchange/sorted-rows", test_sorted_rows);
    g_test_add_func ("/exchange/everything", test_everything);
    g_test_add_func ("/exchange/xml-again", test_xml_again);
    g_test_add_func ("/exchange/nasty", test_nasty);
    g_test_add_func ("/exchange/fields", test_fields);
    g_test_add_func ("/exchange/words", test_words);
    g_test_add_func ("/exchange/headings", test_headings);
    g_test_add_func ("/exchange/dates", test_dates);
    g_test_add_func ("/exchange/by-hand", test_by_hand);
    g_test_add_func ("/exchange/remarks", test_remarks);
    g_test_add_func ("/exchange/wrong", test_wrong);
    g_test_add_func ("/exchange/row-numbers", test_row_numbers);
    g_test_add_func ("/exchange/identity-numbers", test_identity_numbers);
    g_test_add_func ("/exchange/another-questionnaire", test_another_questionnaire);
    g_test_add_func ("/exchange/limits", test_limits);
    g_test_add_func ("/exchange/large-file", test_large_file);
    g_test_add_func ("/exchange/not-written", test_not_written);
    g_test_add_func ("/exchange/formats", test_formats);
    const int code = g_test_run ();

    g_unlink (in_folder ("in.csv"));
    g_unlink (in_folder ("in.xml"));
    g_rmdir (folder);
    g_free ((char *) in_folder (""));
    g_free (folder);
    dcmm_library_free (library);
    return code;
}
