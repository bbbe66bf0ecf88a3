/* document/: what the setting promises is kept for texts that nobody thought of, a wrong page description is refused by
 * name, nothing that a template says is lost between tree and paper, and equal documents are equal bytes. */
#include "document/charts.h"
#include "document/document.h"
#include "document/layout.h"
#include "document/subset.h"
#include "document/text-private.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

static DcmmPress *press;
static DcmmFont  *font[DCMM_LANGS];

/* ---- helpers ---- */

static DcmmText *
text_of (DcmmLang lang, const char *words, float width)
{
    DcmmText *text = dcmm_text_new (font[lang]);
    const DcmmTextStyle style = { .size = 10, .ink = DCMM_INK_INK };

    dcmm_text_add (text, &style, words);
    dcmm_text_set (text, &(DcmmTextShape) { .width = width });
    return text;
}

static float
natural (DcmmLang lang, const char *words)
{
    g_autoptr (DcmmText) text = text_of (lang, words, 1000);

    return dcmm_text_natural (text);
}

/* Its lines, with a bar between them. */
static char *
lines_of (DcmmLang lang, const char *words, float width)
{
    g_autoptr (DcmmText) text = text_of (lang, words, width);
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < text->lines->len; i++) {
        const Line *line = &g_array_index (text->lines, Line, i);
        if (i)
            g_string_append_c (out, '|');
        for (guint k = line->from; k < line->to; k++)
            g_string_append_unichar (out, dcmm_text_item (text, k)->c);
    }
    return g_string_free (out, FALSE);
}

static DcmmTree *
tree_of (const char *inside, GError **error)
{
    g_autofree char *all = g_strdup_printf ("<document xmlns='urn:dcmm:page:1' lang='zh-CN' date='2026-11-20' page-label='第 # 页'>%s</document>", inside);
    xmlDoc *doc = xmlReadMemory (all, (int) strlen (all), "page", NULL, XML_PARSE_NONET);
    DcmmTree *tree = dcmm_tree_new (doc, "page", error);

    xmlFreeDoc (doc);
    return tree;
}

static char *
made_of (const char *inside, gboolean (*write) (DcmmPress *, const DcmmNode *, GString *, GError **), gsize *length)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (DcmmTree) tree = tree_of (inside, &error);
    GString *out = g_string_new (NULL);

    g_assert_no_error (error);
    g_assert_true (write (press, dcmm_tree_root (tree), out, &error));
    g_assert_no_error (error);
    if (length)
        *length = out->len;
    return g_string_free (out, FALSE);
}

/* ---- setting ---- */

static void
test_widths (void)
{
    /* W3C clreq and storyboard 6.9, worked by hand at 10 points; digits and letters of Noto Sans are 5.55 and up. */
    g_assert_cmpfloat_with_epsilon (natural (DCMM_ZH, "数据"), 20, 0.01);
    g_assert_cmpfloat_with_epsilon (natural (DCMM_ZH, "级）。数"), 35, 0.01);           /* two marks in a row lose half an em */
    g_assert_cmpfloat_with_epsilon (natural (DCMM_ZH, "“数”，据"), 45 - 5, 0.01);       /* and the opening one at the start */
    g_assert_cmpfloat_with_epsilon (natural (DCMM_ZH, "数，"), 15, 0.01);               /* a closing one at the end */
    g_assert_cmpfloat_with_epsilon (natural (DCMM_ZH, "数3据"), natural (DCMM_ZH, "3") + 20 + 3.6f, 0.01);
    g_assert_cmpfloat_with_epsilon (natural (DCMM_ZH, "数 3 据"), natural (DCMM_ZH, "数3据"), 0.01);
    g_assert_cmpfloat (natural (DCMM_EN, "it’s"), <, natural (DCMM_EN, "its") + 4);      /* no apostrophe of a full em */
    g_assert_cmpfloat (natural (DCMM_EN, "a · b"), <, natural (DCMM_EN, "a  b") + 8);
}

static void
test_breaks (void)
{
    static const struct { DcmmLang lang; float width; const char *words, *lines; } rows[] = {
        { DCMM_ZH, 55,  "综合得分级，自评", "综合得分级，|自评" },
        { DCMM_ZH, 55,  "补到完全符合（涉及", "补到完全符|合（涉及" },
        { DCMM_ZH, 45,  "把影响大的 16 条补到", "把影响大|的16条|补到" },
        { DCMM_ZH, 70,  "在 2026 年 11 月 20 日完成", "在2026年|11月20日完成" },
        { DCMM_ZH, 60,  "截至 2026-09-30 止", "截至|2026-09-30|止" },
        { DCMM_ZH, 52,  "依据 GB/T 36073-2018", "依据|GB/T|36073-|2018" },
        { DCMM_ZH, 45,  "文字数据……后面", "文字数|据……|后面" },
        { DCMM_EN, 60,  "reach level 3 in May", "reach level 3|in May" },
        { DCMM_EN, 55,  "may reach level 3", "may reach|level 3" },
        { DCMM_EN, 60,  "data-driven X-ray", "data-driven|X-ray" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *lines = lines_of (rows[i].lang, rows[i].words, rows[i].width);
        g_assert_cmpstr (lines, ==, rows[i].lines);
    }
}

/* Texts thrown together from everything that is hard to set. */
static const char *const bits[] = {
    "数", "据", "管理", "能力", "成熟度", "级", "条", "年", "月", "日", "，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "”", "’", "…",
    "……", "——", "～", "·", "%", "°", "（", "《", "「", "“", "‘", "ERP", "MES", "2026", "3", "0.54", "−", "+", "GB/T 36073-2018", "6.1-2.3",
    "2026-09-30", "data-driven", "it’s", "(", ")", ",", ".", ";", " ", " ", " ", " ", "43%", "①", "●", "→", "喆", "𠮷", "😀", "第",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop", "https://example.org/a/b?c=d", "\u00a0", "e\u0301", "\u200d",
};

static char *
random_words (void)
{
    GString *words = g_string_new (NULL);

    for (int n = g_test_rand_int_range (0, 80); n > 0; n--)
        g_string_append (words, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
    return g_string_free (words, FALSE);
}

static void
check_line (const DcmmText *text, guint i, float width)
{
    const Line *line = &g_array_index (text->lines, Line, i);

    if (line->to == line->from)
        return;
    const Item *first = dcmm_text_item (text, line->from), *last = dcmm_text_item (text, line->to - 1);
    g_assert_true (line->width <= width + 0.05f || line->to - line->from <= 2);
    /* What was parted by force, because nothing else fits, is excused. */
    if (i && dcmm_text_item (text, line->from - 1)->breaks != BREAK_NONE)
        g_assert_false (first->c > 0x7F && dcmm_char_no_start (first->c));
    if (i + 1 < text->lines->len && last->breaks != BREAK_NONE)
        g_assert_false (dcmm_char_no_end (last->c));
}

static void
check_marks (const DcmmCanvas *canvas)
{
    guint n;
    const DcmmMark *marks = dcmm_canvas_marks (canvas, &n);

    for (guint i = 0; i < n; i++)
        for (guint k = 0; k < marks[i].n_runs; k++)
            g_assert_cmpint (g_utf8_strlen (marks[i].runs[k].text, -1), ==, marks[i].runs[k].n);
}

static void
test_any_words (void)
{
    for (guint t = 0; t < 4000; t++) {
        g_autofree char *words = random_words ();
        const float width = (float) g_test_rand_double_range (20, 320);
        const DcmmTextShape shape = { width, t % 3 ? 0 : 15, t % 5 == 0, t % 2 };
        g_autoptr (DcmmText) text = text_of (t % 2, words, width);
        g_autoptr (DcmmCanvas) canvas = dcmm_canvas_new (font[t % 2], 600, 800);
        const guint n = dcmm_text_set (text, &shape);
        for (guint i = 0; i < n; i++) {
            check_line (text, i, width);
            dcmm_text_draw (text, canvas, i, 0, 100);
        }
        check_marks (canvas);
    }
}

/* ---- the page language ---- */

static void
test_refused (void)
{
    static const struct { const char *page, *says; } rows[] = {
        { "<chapter><p>a</p><box/></chapter>", "<box>" },
        { "<chapter><p style='x'>a</p></chapter>", "style" },
        { "<chapter><p class='huge'>a</p></chapter>", "class" },
        { "<chapter><callout>a</callout></chapter>", "kind" },
        { "<chapter>words</chapter>", "words" },
        { "<chapter><table><col w='wide'/></table></chapter>", "'w'" },
        { "<chapter><ul><p>a</p></ul></chapter>", "<p>" },
        { "<chapter><chart kind='pie'/></chapter>", "pie" },
        { "<chapter><p xmlns='urn:other'>a</p></chapter>", "<p>" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (DcmmTree) tree = tree_of (rows[i].page, &error);
        g_assert_null (tree);
        g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
        g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

static void
test_lost_reference (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (DcmmTree) tree = tree_of ("<chapter><p><pageref to='nowhere'>第 # 页</pageref></p></chapter>", NULL);
    g_autoptr (GString) out = g_string_new (NULL);

    g_assert_false (dcmm_write_trace (press, dcmm_tree_root (tree), out, &error));
    g_assert_error (error, DCMM_ERROR, DCMM_INPUT);
    g_assert_nonnull (strstr (error->message, "nowhere"));
}

/* ---- layout ---- */

static guint
count (const char *in, const char *what)
{
    guint n = 0;

    for (const char *at = strstr (in, what); at; at = strstr (at + 1, what))
        n++;
    return n;
}

/* Rows of every height from one line to more than a sheet: each is printed whole, and under the head of its table. */
static void
test_nothing_lost (void)
{
    g_autoptr (GString) page = g_string_new ("<chapter><h1>题</h1><table><col w='60'/><col w='200'/><thead><tr><th>表头</th><th>乙</th></tr></thead><tbody>");

    for (guint i = 0; i < 60; i++) {
        g_string_append (page, "<tr><td>行首</td><td>");
        for (guint k = 0; k < (i * 7) % 75 * (i % 10 == 9 ? 9 : 1) + 1; k++)
            g_string_append (page, "字数甲乙丙丁戊己庚终<br/>");
        g_string_append (page, "末</td></tr>");
    }
    g_string_append (page, "</tbody></table></chapter>");
    g_autofree char *trace = made_of (page->str, dcmm_write_trace, NULL);
    g_assert_cmpuint (count (trace, "行首"), ==, 60);
    g_assert_cmpuint (count (trace, "\"末\""), ==, 60);
    g_assert_cmpuint (count (trace, "终"), ==, count (page->str, "终"));
    g_assert_cmpuint (count (trace, "表头"), ==, count (trace, "page "));
}

static void
test_numbers (void)
{
    g_autofree char *trace = made_of ("<chapter><h1>一</h1><p>见<pageref to='b'>第 # 页</pageref>。</p></chapter>"
                                      "<chapter id='b' bookmark='乙'><h1>二</h1><toc/></chapter>", dcmm_write_trace, NULL);

    g_assert_nonnull (strstr (trace, "\"见第2页。\""));
    g_assert_nonnull (strstr (trace, "\"第2页\""));         /* in the contents */
}

/* ---- the charts of a plan ---- */

static DcmmCanvas *
chart_of (const char *chart, float width, DcmmTree **tree)
{
    g_autofree char *page = g_strdup_printf ("<chapter>%s</chapter>", chart);
    g_autoptr (GError) error = NULL;

    *tree = tree_of (page, &error);
    g_assert_no_error (error);
    return dcmm_chart_draw (dcmm_tree_root (*tree)->first->first, font[DCMM_ZH], width);
}

static char *
trace_of (const char *chart, float width)
{
    g_autoptr (DcmmTree) tree = NULL;
    g_autoptr (DcmmCanvas) canvas = chart_of (chart, width, &tree);
    GString *out = g_string_new (NULL);

    dcmm_canvas_trace (canvas, out);
    return g_string_free (out, FALSE);
}

static void
check_places (const DcmmCanvas *canvas)
{
    guint n;
    const DcmmMark *marks = dcmm_canvas_marks (canvas, &n);

    for (guint i = 0; i < n; i++) {
        g_assert_true (isfinite (marks[i].x) && isfinite (marks[i].y) && isfinite (marks[i].w) && isfinite (marks[i].h));
        g_assert_cmpfloat (marks[i].y, >=, -20);
        g_assert_cmpfloat (marks[i].y, <, dcmm_canvas_height (canvas) + 20);
    }
}

/* Nonsense is drawn as far as it goes, on a canvas of a sane size, with marks of numbers. */
static void
test_rough_charts (void)
{
    static const char *const kinds[] = { "gantt", "roadmap", "workload", "milestones", "range" };
    static const char *const insides[] = {
        "", "<row/>", "<quarter/><row/>", "<group/>", "<group><row/></group><row/>", "<milestone/><threshold/>", "<group><group><row/></group></group>",
        "<quarter label='很长很长很长很长的季度名称' month-labels='||||||||||||||' month-days='x|1e9|-4'/><milestone day='1e30' label='得分'/>"
        "<row id='a' requires='a  b a' from='-1e30' to='1e30' role='谁' value='1e30' low='1e30' likely='-1' high='nan' cap='-1' label='名称'>"
        "<cell value='1e30'/><cell value='-3'/><cell value='x'/><cell/></row>"
        "<row id='b' requires='a' from='50' to='40' state='?' value='-2'><cell/></row><threshold value='1e30' label='门槛'/>",
    };
    static const float widths[] = { 20, 120, 250, 340, 483, 900 };

    for (guint i = 0; i < G_N_ELEMENTS (kinds) * G_N_ELEMENTS (insides) * G_N_ELEMENTS (widths); i++) {
        g_autofree char *chart = g_strdup_printf ("<chart kind='%s' quarters='-7' quarter-days='0' from='x' sum-label='合计' cap-label='上限' row-height='1e30'>%s</chart>",
                                                  kinds[i % 5], insides[i / 5 % G_N_ELEMENTS (insides)]);
        g_autoptr (DcmmTree) tree = NULL;
        g_autoptr (DcmmCanvas) canvas = chart_of (chart, widths[i / 5 / G_N_ELEMENTS (insides)], &tree);
        check_marks (canvas);
        check_places (canvas);
        g_assert_cmpfloat (dcmm_canvas_height (canvas), <, 400);
    }
}

/* An elbow only where both ends are in the chart and neither is dropped; over capacity is said three times. */
static void
test_plan_charts (void)
{
    static const struct { const char *row; guint elbows; } rows[] = {
        { "<row id='b' from='9' to='20' requires='a'/>", 1 },
        { "<row id='b' from='9' to='20' requires='elsewhere'/>", 0 },
        { "<row id='b' from='9' to='20' requires='a' state='dropped'/>", 0 },
        { "<group label='g'><row id='b' from='9' to='20' requires='x a'/></group>", 1 },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *chart = g_strdup_printf ("<chart kind='gantt'><group><row id='a' from='0' to='9'/></group>%s</chart>", rows[i].row);
        g_autofree char *trace = trace_of (chart, 483);
        g_assert_cmpuint (count (trace, "stroke muted 0.6"), ==, rows[i].elbows);
    }
    g_autofree char *load = trace_of ("<chart kind='workload'><quarter label='1'/><row label='r' cap='10'><cell value='10.5'/></row>"
                                      "<row label='s' cap='10'><cell value='10'/></row></chart>", 483);
    g_assert_cmpuint (count (load, "bold accent-text end \"10.5\""), ==, 1);
    g_assert_cmpuint (count (load, "fill accent-text"), ==, 1);
    g_assert_null (strstr (load, "bold accent-text end \"10\""));
}

/* ---- PDF ---- */

static const char sample[] = "<chapter><h1>吴喆 2.37</h1><p>朱䶮在𠮷野“data strategy”，见<a href='https://example.org/标准'>网页</a>。</p></chapter>";

static void
test_same_bytes (void)
{
    gsize n, m;
    g_autofree char *first = made_of (sample, dcmm_write_pdf, &n);
    g_autofree char *other = made_of ("<chapter><h1>别的文件，别的字</h1><p>另一组 glyphs ①②③</p></chapter>", dcmm_write_pdf, NULL);
    g_autofree char *again = made_of (sample, dcmm_write_pdf, &m);

    g_assert_cmpuint (n, ==, m);
    g_assert_true (memcmp (first, again, n) == 0);
    g_assert_true (g_str_has_prefix (first, "%PDF-1.7"));
    g_assert_nonnull (memmem (first, n, "(D:20261120000000Z)", 19));
    g_assert_nonnull (memmem (first, n, "example.org", 11));
}

/* A font is a stranger's file too. */
static void
test_broken_cff (void)
{
    guint8  table[200];
    guint16 cids[50];

    for (guint t = 0; t < 20000; t++) {
        for (guint i = 0; i < sizeof table; i++)
            table[i] = (guint8) (g_test_rand_int_range (0, 4) ? g_test_rand_int_range (0, 6) : g_test_rand_int_range (0, 256));
        table[2] = 4;
        dcmm_cff_codes (table, (gsize) g_test_rand_int_range (0, sizeof table), cids, G_N_ELEMENTS (cids));
    }
}

int
main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;

    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions ();
    dcmm_i18n_init (DCMM_EN);
    press = dcmm_press_new (NULL, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < DCMM_LANGS; i++)
        font[i] = dcmm_press_font (press, dcmm_lang_ids[i]);
    g_test_add_func ("/document/setting/widths", test_widths);
    g_test_add_func ("/document/setting/breaks", test_breaks);
    g_test_add_func ("/document/setting/any-words", test_any_words);
    g_test_add_func ("/document/page-language/refused", test_refused);
    g_test_add_func ("/document/page-language/lost-reference", test_lost_reference);
    g_test_add_func ("/document/layout/nothing-lost", test_nothing_lost);
    g_test_add_func ("/document/layout/numbers", test_numbers);
    g_test_add_func ("/document/charts/rough", test_rough_charts);
    g_test_add_func ("/document/charts/plan", test_plan_charts);
    g_test_add_func ("/document/pdf/same-bytes", test_same_bytes);
    g_test_add_func ("/document/pdf/broken-cff", test_broken_cff);
    const int result = g_test_run ();
    dcmm_press_free (press);
    xmlCleanupParser ();
    return result;
}
