/* report/: what a template may say (text.c, functions.c), what it may not do (template.c), and the gap report's template
 * over a dossier small enough to read (tests/report/small.xml). */
#include "assess/assess.h"
#include "document/node.h"
#include "report/report.h"

#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:t='urn:dcmm:text:1'" \
             " xmlns:exsl='http://exslt.org/common' xmlns='urn:dcmm:page:1' extension-element-prefixes='t exsl'>"
#define FOOT "</xsl:stylesheet>"
#define PAGE(inside) HEAD "<xsl:template match='/r'><p>" inside "</p></xsl:template>" FOOT

static char *scratch;       /* a data folder of our own: templates/x.xsl */
static char *root;          /* the repository */

static void
put (const char *name, const char *text)
{
    g_autofree char *path = g_build_filename (scratch, "templates", name, NULL);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static xmlDoc *
parsed (const char *text)
{
    xmlDoc *doc = xmlReadMemory (text, (int) strlen (text), "dossier", NULL, XML_PARSE_NONET);

    g_assert_nonnull (doc);
    return doc;
}

/* The root's inner XML that @sheet makes of @dossier; NULL with the error. */
static char *
made (const char *sheet, const char *dossier, GError **error)
{
    put ("x.xsl", sheet);
    g_autoptr (DcmmTemplate) template = dcmm_template_load ("x", error);
    if (!template)
        return NULL;
    xmlDoc *data = parsed (dossier);
    xmlDoc *page = dcmm_template_apply (template, data, error);
    xmlFreeDoc (data);
    if (!page)
        return NULL;
    xmlBuffer *buffer = xmlBufferCreate ();
    for (xmlNode *node = xmlDocGetRootElement (page)->children; node; node = node->next)
        xmlNodeDump (buffer, page, node, 0, 0);
    char *text = g_strdup ((const char *) xmlBufferContent (buffer));
    xmlBufferFree (buffer);
    xmlFreeDoc (page);
    return text;
}

static void
check (const char *inside, const char *want)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *sheet = g_strconcat (HEAD "<xsl:template match='/r'><p>", inside, "</p></xsl:template>" FOOT, NULL);
    g_autofree char *got = made (sheet, "<r n='1' m='3' s='a &lt; &amp; b'><i>A</i><i>B</i><i>C</i><i>D</i><i>E</i><i>F</i><i>G</i></r>", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (got, ==, want);
}

/* @sheet fails, at loading or at applying, with DCMM_INPUT and a message that has @words. */
static void
check_fails (const char *sheet, const char *words)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *got = made (sheet, "<r/>", &error);

    g_assert_null (got);
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    if (!strstr (error->message, words) || strchr (error->message, '\n'))
        g_error ("wanted '%s' in: %s", words, error->message);
}

static void
test_text (void)
{
    check ("<t:t>  Two\n  words </t:t>", "Two words");
    check ("<t:t a='{@s}' b='{{{@m}}}'>%{a}: %{b}, %{a}</t:t>", "a &lt; &amp; b: {3}, a &lt; &amp; b");
    check ("<t:t n='{@n}' one='one %{n}'>many %{n}</t:t><t:t n='{@m}' one='one'>many %{n}</t:t>", "one 1many 3");
    check ("<t:t as='id' n='{@m}'>x%{n}</t:t><t:t ctx='c' note='to you'>y</t:t>", "y");
    check ("<b><t:t as='id' n='{@m}'>x%{n}</t:t>y</b>", "<b id=\"x3\">y</b>");
    check ("<xsl:for-each select='i[position() &lt; 3]'><t:t p='{position()}' l='{last()}' c='{current()}'>%{p}/%{l}%{c}</t:t></xsl:for-each>", "1/2A2/2B");
    /* in the middle of words that libxslt appends to one text node */
    check ("a<t:t>b</t:t><xsl:text>c</xsl:text><t:t>d</t:t><xsl:value-of select='@n'/>", "abcd1");
    check ("<xsl:variable name='v'><t:t>kept</t:t></xsl:variable><xsl:value-of select='$v'/>", "kept");
}

static void
test_rich (void)
{
    check ("<t:rich k='{@m}'>See <b>%{k} <em>x</em></b> and<br/>1 &lt; 2</t:rich>", "See <b>3 <em>x</em></b> and<br/>1 &lt; 2");
    check ("<t:rich k='{@s}'><b>%{k}</b></t:rich>", "<b>a &lt; &amp; b</b>");
    check ("<t:rich to='a' to2='b'><pageref>p #</pageref> to <pageref>p #</pageref></t:rich>", "<pageref to=\"a\">p #</pageref> to <pageref to=\"b\">p #</pageref>");
    check ("<t:rich n='1' one='&lt;b>one&lt;/b> thing'>more</t:rich>", "<b>one</b> thing");
    check_fails (PAGE ("<t:rich>a <i>b</i></t:rich>"), "tags");
    check_fails (PAGE ("<t:rich one='&lt;b>one' n='1'>more</t:rich>"), "tags");
}

static void
test_functions (void)
{
    check ("<xsl:value-of select=\"concat(t:list(i[1]), '|', t:list(i[position() &lt; 3]), '|', t:list(i[position() &lt; 4]))\"/>", "A|A and B|A, B and C");
    check ("<xsl:value-of select=\"concat(t:list(i[position() &lt; 6]), '|', t:list(i), '|', t:list(none))\"/>", "A, B, C, D and E|A, B, C, D, E and 2 more|");
    check ("<xsl:value-of select=\"concat(t:list(i[position() &lt; 4], 'id'), '|', t:list(i, 'domain'))\"/>", "A, B, C|A, B, C, D, E and 2 more domains");
    check ("<xsl:value-of select=\"concat(t:date('2026-11-02'), '|', t:date('2026-02-30'), '|', t:date('soon'))\"/>", "2 November 2026|2026-02-30|soon");
    check ("<xsl:value-of select=\"concat(t:later('2026-11-20', 14, 'days'), '|', t:later('2026-08-31', 6, 'months'))\"/>", "2026-12-04|2027-02-28");
    check ("<xsl:value-of select=\"concat(t:number('999'), '|', t:number('1000'), '|', t:number('1234567.5'), '|', t:number('x'))\"/>", "999|1,000|1,234,567.5|x");
    check ("<xsl:value-of select=\"concat(t:size('999'), '|', t:size('184320'), '|', t:size('1677453'), '|', t:size('999999'))\"/>", "999 B|184 kB|1.7 MB|1.0 MB");
    check ("<xsl:value-of select=\"concat(t:word('5'), '|', t:word('11'), '|', t:clause('So it is.'), '|', t:clause('是的。'))\"/>", "Five|11|So it is|是的");
    check_fails (PAGE ("<xsl:value-of select=\"t:date()\"/>"), "argument");
}

/* What is wrong with a template is said once, with its place, and nothing is made. */
static void
test_wrong (void)
{
    check_fails ("<xsl:stylesheet", "x.xsl");
    check_fails (PAGE ("<t:t>%{n}</t:t>"), "no attribute for %{n}");
    check_fails (PAGE ("<t:t n='{@n'>%{n}</t:t>"), "attribute value template");
    check_fails (PAGE ("<xsl:value-of select='1 +'/>"), "x.xsl");
    check_fails (PAGE ("a<t:t as='id'>b</t:t>"), "before");
    check_fails (PAGE ("<xsl:call-template name='nowhere'/>"), "nowhere");
    check_fails (PAGE ("<xsl:message terminate='yes'>enough</xsl:message>"), "enough");
    check_fails (HEAD "<xsl:template match='/'/>" FOOT, "no document");

    g_autoptr (GError) error = NULL;
    g_assert_null (dcmm_template_load ("nowhere", &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
}

/* A runaway template is stopped, and the page that it had begun is thrown away. */
static void
test_limits (void)
{
    check_fails (HEAD "<xsl:template match='/r'><p><xsl:call-template name='a'/></p></xsl:template>"
                 "<xsl:template name='a'><b><xsl:call-template name='a'/></b></xsl:template>" FOOT, "recursion");
    check_fails (HEAD "<xsl:template match='/r'><p><xsl:call-template name='a'><xsl:with-param name='n' select='1'/></xsl:call-template></p></xsl:template>"
                 "<xsl:template name='a'><xsl:param name='n'/><xsl:call-template name='a'><xsl:with-param name='n' select='$n + 1'/></xsl:call-template></xsl:template>" FOOT,
                 "recursion");
}

/* Of files there is templates/, of the network nothing, and nothing is written. */
static void
test_closed (void)
{
    g_autofree char *outside = g_build_filename (scratch, "outside.xsl", NULL), *link = g_build_filename (scratch, "templates", "link.xsl", NULL);
    g_autofree char *out = g_build_filename (scratch, "out.xml", NULL);
    g_autofree char *write = g_strdup_printf (PAGE ("<exsl:document href='%s'><a/></exsl:document>"), out);

    put ("part.xsl", HEAD "<xsl:template name='part'>inside</xsl:template>" FOOT);
    check ("<xsl:call-template name='part'/></p></xsl:template><xsl:include href='part.xsl'/><xsl:template name='z'><p>", "inside");
    g_assert_true (g_file_set_contents (outside, HEAD "<xsl:template name='part'>outside</xsl:template>" FOOT, -1, NULL));
    check_fails (HEAD "<xsl:include href='../outside.xsl'/><xsl:template match='/'><p><xsl:call-template name='part'/></p></xsl:template>" FOOT, "outside.xsl");
    g_assert_cmpint (symlink (outside, link), ==, 0);
    check_fails (HEAD "<xsl:include href='link.xsl'/><xsl:template match='/'><p><xsl:call-template name='part'/></p></xsl:template>" FOOT, "link.xsl");
    check_fails (HEAD "<xsl:import href='http://localhost:1/x.xsl'/><xsl:template match='/'><p/></xsl:template>" FOOT, "localhost");
    check_fails (PAGE ("<xsl:copy-of select=\"document('part.xsl')\"/>"), "part.xsl");
    check_fails (PAGE ("<xsl:copy-of select=\"document('/etc/passwd')\"/>"), "passwd");
    check_fails (write, "out.xml");
    g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

/* ---- the gap report over the small dossier ---- */

static char *
gap (const char *only, const char *half, gboolean chinese)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = g_build_filename (root, "tests", "report", "small.xml", NULL);
    g_autoptr (DcmmTemplate) template = dcmm_template_load ("gap", &error);

    g_assert_no_error (error);
    xmlDoc *dossier = xmlReadFile (path, NULL, XML_PARSE_NONET);
    g_assert_nonnull (dossier);
    xmlNode *top = xmlDocGetRootElement (dossier);
    if (chinese)
        xmlSetProp (top, (const xmlChar *) "lang", (const xmlChar *) "zh");
    if (only)
        xmlNewProp (top, (const xmlChar *) "only", (const xmlChar *) only);
    if (half) {
        xmlNode *at = top->children;
        for (; at && !xmlStrEqual (at->name, (const xmlChar *) "result"); at = at->next)
            ;
        at = xmlFirstElementChild (xmlLastElementChild (at));
        xmlUnsetProp (at, (const xmlChar *) "half");
    }
    xmlDoc *page = dcmm_template_apply (template, dossier, &error);
    g_assert_no_error (error);
    xmlFreeDoc (dossier);
    /* It is in the page language, whole. */
    g_autoptr (DcmmTree) tree = dcmm_tree_new (page, "gap", &error);
    g_assert_no_error (error);
    xmlChar *text = NULL;
    int length;
    xmlDocDumpMemoryEnc (page, &text, &length, "UTF-8");
    char *copy = g_strndup ((const char *) text, (gsize) length);
    xmlFree (text);
    xmlFreeDoc (page);
    return copy;
}

static void
check_has (const char *page, const char *words)
{
    if (!strstr (page, words))
        g_error ("'%s' is not in the page", words);
}

static void
test_gap (void)
{
    static const char *const words[] = {
        "Provisional 1.34: 1 criterion unanswered<br/>Between 1.34 and 1.46 once it is answered",
        "Since spring.", "Warehouse &amp; purchase.", "Purchase alone.", "One door.",       /* no note is lost */
        "Old page.pdf", "0123456789ab<", "A &lt;small&gt; enterprise", "The rules are followed &amp; checked.",
        "<pageref to=\"missing\">", "to=\"appendix-b\"", "id=\"appendix-f\"", "href=\"#a-6.1-2.2\"",
        "2 answers judged one step lower would cost level 1<br/>1 of them has no evidence",
        "12 more insured staff (38 now, 50 required)", "Worked through: 6.2 Strategy implementation.",
    };
    g_autofree char *page = gap (NULL, NULL, FALSE), *again = gap (NULL, NULL, FALSE);

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        check_has (page, words[i]);
    g_assert_cmpstr (page, ==, again);
}

/* A part: that domain's chapter and rows, and no other's. */
static void
test_gap_only (void)
{
    g_autofree char *page = gap ("6.2", NULL, FALSE);

    check_has (page, "id=\"domain-6\"");
    check_has (page, "id=\"a-6.2-1.1\"");
    g_assert_null (strstr (page, "a-6.1-1.1"));
    g_assert_null (strstr (page, "domain-10"));
    g_assert_null (strstr (page, "id=\"summary\""));
}

/* Less than half answered: no level, but every note. */
static void
test_gap_reduced (void)
{
    g_autofree char *page = gap (NULL, "no", FALSE);

    check_has (page, "7 of 8 criteria answered<br/>A level is shown from half onwards");
    check_has (page, "Purchase alone.");
    g_assert_null (strstr (page, "id=\"a-6.1-2.2\""));
    g_assert_null (strstr (page, "id=\"overall\""));
}

/* Last of all: the language of a process is chosen once, and Chinese is the one that needs a catalogue. */
static void
test_chinese (void)
{
    g_autofree char *here = g_file_read_link ("/proc/self/exe", NULL), *folder = g_path_get_dirname (here);
    g_autofree char *locale = g_build_filename (folder, "../../locale", NULL), *probe = g_build_filename (locale, "zh_CN/LC_MESSAGES/dcmm.mo", NULL);

    if (!g_file_test (probe, G_FILE_TEST_EXISTS)) {
        g_test_skip ("no catalogue");
        return;
    }
    dcmm_i18n_init (DCMM_ZH);
    bindtextdomain ("dcmm", locale);
    dcmm_path_set_data (scratch);
    check ("<xsl:value-of select=\"concat(t:list(i[position() &lt; 4]), '|', t:list(i[position() &lt; 6]), '|', t:list(i, 'domain'), '|', t:list(i, 'id'))\"/>",
           "A、B和C|A、B、C、D、E|A、B、C、D、E等7个能力域|A、B、C、D、E等7项");
    check ("<xsl:value-of select=\"concat(t:date('2026-11-02'), '|', t:number('9999'), '|', t:number('68000'), '|', t:word('5'))\"/>", "2026年11月2日|9999|68,000|5");
    dcmm_path_set_data (root);
    g_autofree char *page = gap (NULL, NULL, TRUE);
    check_has (page, "暂定得分1.34，还有1条未作答<br/>补答后将在1.34～1.46之间");
    check_has (page, "标准公开的条款数为9条，本问卷收录8条。");
    check_has (page, "自评 · 暂定 · 2026年11月20日");
    g_assert_null (strstr (page, "%{"));
}

static void
find_root (void)
{
    root = g_getenv ("DCMM_ROOT") ? g_strdup (g_getenv ("DCMM_ROOT")) : g_file_read_link ("/proc/self/exe", NULL);
    while (strlen (root) > 1) {
        g_autofree char *probe = g_build_filename (root, "templates", "gap.xsl", NULL);
        char *up = g_path_get_dirname (root);
        if (g_file_test (probe, G_FILE_TEST_EXISTS)) {
            g_free (up);
            return;
        }
        g_free (root);
        root = up;
    }
    g_error ("the repository is not above this program");
}

static void
in_scratch (gconstpointer test)
{
    dcmm_path_set_data (scratch);
    ((GTestFunc) test) ();
}

static void
in_repository (gconstpointer test)
{
    dcmm_path_set_data (root);
    ((GTestFunc) test) ();
}

int
main (int argc, char **argv)
{
    g_autofree char *templates = NULL;
    int failed;

    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions ();
    dcmm_i18n_init (DCMM_EN);
    find_root ();
    scratch = g_dir_make_tmp ("dcmm-report-XXXXXX", NULL);
    templates = g_build_filename (scratch, "templates", NULL);
    g_mkdir (templates, 0700);
    g_test_add_data_func ("/report/text", test_text, in_scratch);
    g_test_add_data_func ("/report/rich", test_rich, in_scratch);
    g_test_add_data_func ("/report/functions", test_functions, in_scratch);
    g_test_add_data_func ("/report/wrong", test_wrong, in_scratch);
    g_test_add_data_func ("/report/limits", test_limits, in_scratch);
    g_test_add_data_func ("/report/closed", test_closed, in_scratch);
    g_test_add_data_func ("/report/gap", test_gap, in_repository);
    g_test_add_data_func ("/report/gap-only", test_gap_only, in_repository);
    g_test_add_data_func ("/report/gap-reduced", test_gap_reduced, in_repository);
    g_test_add_func ("/report/chinese", test_chinese);
    failed = g_test_run ();
    g_autofree char *rm = g_strdup_printf ("rm -rf '%s'", scratch);
    return system (rm) == 0 ? failed : 1;
}
