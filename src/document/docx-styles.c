/* DOCX: styles, numberings, settings. Sizes and colours are the storyboard's (6.2, 6.3). */
#include "document/docx.h"
#include "base/writer.h"

#include <math.h>
#include <string.h>

/* Every Chinese Windows and every Word for the Mac has it; where it is not, the table of fonts names the others. */
#define FACE "Microsoft YaHei"
#define OTHERS "Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC,PingFang SC"
/* For English: quotation marks, apostrophe and middle dot of a Chinese face are a full em wide (storyboard, 6.10). */
#define LATIN_FACE   "Arial"
#define LATIN_OTHERS "Liberation Sans,Helvetica"

#define HEADING "<w:keepNext/><w:keepLines/>"

/* Points; a leading is the least: who enlarges a word must not find it cut off. */
typedef struct {
    const char *id, *name, *based, *next;
    double      size, leading, before, after;
    gboolean    bold;
    DcmmInk     ink;
} Style;

#define RULE(side, sz, space) "<w:pBdr><w:" side " w:val=\"single\" w:sz=\"" sz "\" w:space=\"" space "\" w:color=\"%1\"/></w:pBdr>"

static const Style styles[] = {
    { "Normal",        "Normal",                  NULL,             NULL,          10.5, 17,   0,   0,   FALSE, DCMM_INK_INK },
    { "Title",         "Title",                   "Normal",         "Subtitle",    30,   40,   0,   12,  TRUE,  DCMM_INK_WHITE },
    { "Subtitle",      "Subtitle",                "Normal",         "BodyText",    12,   18,   0,   0,   FALSE, DCMM_INK_ON_COVER },
    { "Heading1",      "heading 1",               "Normal",         "BodyText",    20,   27,   0,   8,   TRUE,  DCMM_INK_NAVY },
    { "Heading2",      "heading 2",               "Normal",         "BodyText",    13.5, 20,   18,  6,   TRUE,  DCMM_INK_NAVY },
    { "Heading3",      "heading 3",               "Normal",         "BodyText",    10.5, 15,   12,  4,   TRUE,  DCMM_INK_NAVY },
    { "BodyText",      "Body Text",               "Normal",         NULL,          10.5, 17,   0,   6,   FALSE, DCMM_INK_INK },
    { "BodyIndent",    "Body Text First Indent",  "BodyText",       NULL,          10.5, 17,   0,   6,   FALSE, DCMM_INK_INK },
    { "Lead",          "Lead",                    "BodyText",       NULL,          10.5, 17,   0,   0,   FALSE, DCMM_INK_INK },
    { "Small",         "Small",                   "BodyText",       NULL,          9,    14,   0,   4,   FALSE, DCMM_INK_INK },
    { "Note",          "Note",                    "BodyText",       NULL,          8,    11.5, 2,   4,   FALSE, DCMM_INK_MUTED },
    { "Warning",       "Warning",                 "Note",           NULL,          8,    11.5, 2,   4,   FALSE, DCMM_INK_ACCENT_TEXT },
    { "Caption",       "caption",                 "Normal",         "ChartNote",   10.5, 15,   6,   0,   TRUE,  DCMM_INK_NAVY },
    { "ChartNote",     "Chart Note",              "Note",           NULL,          8,    11.5, 0,   4,   FALSE, DCMM_INK_MUTED },
    { "Figure",        "Figure",                  "Normal",         NULL,          8,    0,    0,   2,   FALSE, DCMM_INK_INK },
    { "Eyebrow",       "Eyebrow",                 "Normal",         "Heading1",    8.8,  12,   0,   4,   TRUE,  DCMM_INK_ACCENT_TEXT },
    { "CalloutTitle",  "Callout Title",           "Normal",         "CalloutText", 10.5, 15,   0,   2,   TRUE,  DCMM_INK_NAVY },
    { "CalloutText",   "Callout Text",            "Normal",         NULL,          9,    14,   0,   2,   FALSE, DCMM_INK_INK },
    { "Strip",         "Strip",                   "Note",           NULL,          8,    11.5, 6,   2,   FALSE, DCMM_INK_MUTED },
    { "ListParagraph", "List Paragraph",          "BodyText",       NULL,          10.5, 17,   0,   3,   FALSE, DCMM_INK_INK },
    { "ListSmall",     "List Small",              "ListParagraph",  NULL,          9,    14,   0,   1,   FALSE, DCMM_INK_INK },
    { "TableText",     "Table Text",              "Normal",         NULL,          8.8,  13,   3.6, 3.6, FALSE, DCMM_INK_INK },
    { "TableSmall",    "Table Text Small",        "TableText",      NULL,          8.2,  12,   3.6, 3.6, FALSE, DCMM_INK_INK },
    { "TableHead",     "Table Head",              "TableText",      NULL,          8.8,  13,   3.6, 3.6, TRUE,  DCMM_INK_NAVY },
    { "PairLabel",     "Pair Label",              "Note",           "PairValue",   8,    11.5, 4,   0,   FALSE, DCMM_INK_MUTED },
    { "PairValue",     "Pair Value",              "Normal",         NULL,          9,    13,   0,   4,   FALSE, DCMM_INK_INK },
    { "FigureValue",   "Figure Value",            "Normal",         "FigureLabel", 28,   34,   6,   0,   TRUE,  DCMM_INK_BLUE },
    { "FigureLabel",   "Figure Label",            "Normal",         NULL,          9,    12.5, 0,   6,   FALSE, DCMM_INK_MUTED },
    { "TOC1",          "toc 1",                   "Normal",         NULL,          10,   15,   1,   0,   FALSE, DCMM_INK_INK },
    { "TOC2",          "toc 2",                   "Normal",         NULL,          9,    13,   0,   0,   FALSE, DCMM_INK_INK },
    { "Header",        "header",                  "Normal",         NULL,          8,    11.5, 0,   0,   FALSE, DCMM_INK_MUTED },
    { "Footer",        "footer",                  "Normal",         NULL,          8,    11.5, 0,   0,   FALSE, DCMM_INK_MUTED },
    { "CoverRule",     "Cover Rule",              "Normal",         NULL,          1,    1,    0,   24,  FALSE, DCMM_INK_INK },
    { "CoverName",     "Cover Name",              "Normal",         NULL,          18,   26,   0,   12,  TRUE,  DCMM_INK_NAVY },
    { "CoverStatus",   "Cover Status",            "Normal",         NULL,          10.5, 17,   0,   0,   FALSE, DCMM_INK_ACCENT_TEXT },
    { "CoverFact",     "Cover Fact",              "Normal",         NULL,          9,    17,   0,   0,   FALSE, DCMM_INK_INK },
    { "CoverNote",     "Cover Note",              "Note",           NULL,          8,    11.5, 16,  0,   FALSE, DCMM_INK_MUTED },
    { "Gap",           "Gap",                     "Normal",         NULL,          1,    1,    0,   0,   FALSE, DCMM_INK_INK },
};

/* What some of them add: keeps, borders and tabs before the spacing, indents and levels after it; "%1" is @paint. */
typedef struct {
    const char *id, *before;
    DcmmInk     paint;
    const char *after;
} Detail;

static const Detail details[] = {
    { "Heading1", HEADING, DCMM_INK_NONE,
      "<w:outlineLvl w:val=\"0\"/>" },
    { "Heading2", HEADING, DCMM_INK_NONE,
      "<w:outlineLvl w:val=\"1\"/>" },
    { "Heading3", HEADING, DCMM_INK_NONE,
      "<w:outlineLvl w:val=\"2\"/>" },
    { "BodyIndent", NULL, DCMM_INK_NONE,
      "<w:ind w:firstLine=\"420\" w:firstLineChars=\"200\"/>" },
    { "Caption", HEADING, DCMM_INK_NONE,
      NULL },
    { "ChartNote", HEADING, DCMM_INK_NONE,
      NULL },
    { "Eyebrow", HEADING "<w:tabs><w:tab w:val=\"right\" w:pos=\"9660\"/></w:tabs>", DCMM_INK_NONE,
      NULL },
    { "CalloutTitle", HEADING, DCMM_INK_NONE,
      NULL },
    { "Strip", "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"5\" w:color=\"%1\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"7\" w:color=\"%1\"/>"
      "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"5\" w:color=\"%1\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"7\" w:color=\"%1\"/></w:pBdr>"
      "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%1\"/>", DCMM_INK_SURFACE,
      "<w:ind w:left=\"160\" w:right=\"160\"/>" },
    { "PairLabel", HEADING, DCMM_INK_NONE,
      NULL },
    { "FigureValue", HEADING, DCMM_INK_NONE,
      NULL },
    { "TOC2", NULL, DCMM_INK_NONE,
      "<w:ind w:left=\"240\"/>" },
    { "Header", RULE ("bottom", "4", "4") "<w:tabs><w:tab w:val=\"right\" w:pos=\"9660\"/></w:tabs>", DCMM_INK_RULE,
      NULL },
    { "Footer", RULE ("top", "4", "4") "<w:tabs><w:tab w:val=\"right\" w:pos=\"9660\"/></w:tabs>", DCMM_INK_RULE,
      NULL },
    { "CoverRule", RULE ("top", "24", "0"), DCMM_INK_ACCENT,
      "<w:ind w:right=\"8460\"/>" },
    { "CoverFact", "<w:tabs><w:tab w:val=\"left\" w:pos=\"2100\"/></w:tabs>", DCMM_INK_NONE,
      "<w:ind w:left=\"2100\" w:hanging=\"2100\"/>" },
};

/* -- styles.xml -- */

static gboolean
is_chinese (Docx *docx)
{
    return g_str_has_prefix (dcmm_node_get (docx->document, "lang"), "zh");
}

static const Detail *
detail_of (const Style *style)
{
    static const Detail none = { NULL, NULL, DCMM_INK_NONE, NULL };

    for (guint i = 0; i < G_N_ELEMENTS (details); i++)
        if (strcmp (details[i].id, style->id) == 0)
            return &details[i];
    return &none;
}

static void
put_painted (Docx *docx, GString *out, const char *text, DcmmInk paint)
{
    for (const char *c = text ? text : ""; *c; c++) {
        if (*c == '%' && c[1] == '1')
            g_string_append_printf (out, "%06X", docx->inks[paint]), c++;
        else
            g_string_append_c (out, *c);
    }
}

static void
put_letters (Docx *docx, GString *out, double size, gboolean bold, DcmmInk ink)
{
    g_string_append (out, "<w:rPr>");
    if (bold)
        g_string_append (out, "<w:b/><w:bCs/>");
    g_string_append_printf (out, "<w:color w:val=\"%06X\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>", docx->inks[ink],
                            (int) lround (size * 2), (int) lround (size * 2));
}

static void
put_style (Docx *docx, GString *out, const Style *style)
{
    const Detail *detail = detail_of (style);

    g_string_append_printf (out, "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>", strcmp (style->id, "Normal") == 0 ? " w:default=\"1\"" : "",
                            style->id, style->name);
    if (style->based)
        g_string_append_printf (out, "<w:basedOn w:val=\"%s\"/>", style->based);
    if (style->next)
        g_string_append_printf (out, "<w:next w:val=\"%s\"/>", style->next);
    g_string_append (out, "<w:qFormat/><w:pPr>");
    put_painted (docx, out, detail->before, detail->paint);
    g_string_append_printf (out, "<w:spacing w:before=\"%d\" w:after=\"%d\"", (int) lround (style->before * 20), (int) lround (style->after * 20));
    if (style->leading > 0)
        g_string_append_printf (out, " w:line=\"%d\" w:lineRule=\"%s\"", (int) lround (style->leading * 20), style->leading < 2 ? "exact" : "atLeast");
    else
        g_string_append (out, " w:line=\"240\" w:lineRule=\"auto\"");
    g_string_append (out, "/>");
    put_painted (docx, out, detail->after, detail->paint);
    g_string_append (out, "</w:pPr>");
    const gboolean headline = strcmp (style->id, "Heading1") == 0 && !is_chinese (docx);
    put_letters (docx, out, headline ? 18.5 : style->size, style->bold, style->ink);
    g_string_append (out, "</w:style>\n");
}

/* Head 0.8 below, rows 0.5 between; tcPr, not the paragraph style, says what the head is so that a restyled table follows. */
static void
put_table_styles (Docx *docx, GString *out)
{
    g_string_append (out, "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/>"
                     "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>"
                     "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n");
    g_string_append_printf (out, "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Grid\"><w:name w:val=\"DCMM Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>"
                            "<w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%06X\"/>"
                            "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%06X\"/></w:tblBorders></w:tblPr>"
                            "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/><w:color w:val=\"%06X\"/></w:rPr><w:tcPr><w:tcBorders>"
                            "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"%06X\"/></w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>\n",
                            docx->inks[DCMM_INK_GRID], docx->inks[DCMM_INK_GRID], docx->inks[DCMM_INK_NAVY], docx->inks[DCMM_INK_NAVY]);
}

static void
put_character_styles (Docx *docx, GString *out)
{
    g_string_append (out, "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:semiHidden/></w:style>\n");
    g_string_append_printf (out, "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"%06X\"/></w:rPr></w:style>\n",
                            docx->inks[DCMM_INK_BLUE]);
    g_string_append_printf (out, "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Pie\"><w:name w:val=\"Pie\"/><w:rPr><w:rFonts w:ascii=\"Segoe UI Symbol\" "
                            "w:hAnsi=\"Segoe UI Symbol\" w:eastAsia=\"Segoe UI Symbol\" w:cs=\"Segoe UI Symbol\"/><w:color w:val=\"%06X\"/></w:rPr></w:style>\n",
                            docx->inks[DCMM_INK_BLUE]);
}

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W   " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

static void
put_style_sheet (Docx *docx)
{
    GString *out = dcmm_docx_part (docx, WORD "styles+xml", "word/styles.xml")->bytes;
    const gboolean zh = is_chinese (docx);
    const char *face = zh ? FACE : LATIN_FACE;

    g_string_append_printf (out, XML "<w:styles" W "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"" FACE "\" w:cs=\"%s\"/>"
                            "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"%s\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
                            "<w:pPrDefault><w:pPr><w:snapToGrid w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\n", face, face, face, zh ? "zh-CN" : "en-GB");
    for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
        put_style (docx, out, &styles[i]);
    put_character_styles (docx, out);
    put_table_styles (docx, out);
    g_string_append (out, "</w:styles>\n");
    g_free (dcmm_docx_relation (docx, "styles", "styles.xml", FALSE));
}

/* -- numbering.xml: three ways to number, and one use of them for each list -- */

static void
put_numbering (Docx *docx)
{
    static const char *const kinds[] = { "bullet", "decimal", "decimalEnclosedCircle" };
    GString *out = dcmm_docx_part (docx, WORD "numbering+xml", "word/numbering.xml")->bytes;

    g_string_append (out, XML "<w:numbering" W ">\n");
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
        g_string_append_printf (out, "<w:abstractNum w:abstractNumId=\"%u\"><w:multiLevelType w:val=\"multilevel\"/>", i + 1);
        for (guint level = 0; level < DOCX_DEPTHS; level++) {
            g_string_append_printf (out, "<w:lvl w:ilvl=\"%u\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"", level, kinds[i]);
            if (i)
                g_string_append_printf (out, i == 1 ? "%%%u." : "%%%u", level + 1);
            else
                g_string_append (out, "•");
            g_string_append_printf (out, "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%u\" w:hanging=\"240\"/></w:pPr><w:rPr><w:color w:val=\"%06X\"/></w:rPr></w:lvl>",
                                    240 * (level + 1), docx->inks[i ? DCMM_INK_INK : DCMM_INK_BLUE]);
        }
        g_string_append (out, "</w:abstractNum>\n");
    }
    for (guint i = 0; i < docx->numberings->len; i++) {
        g_string_append_printf (out, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/>", i + 1, g_array_index (docx->numberings, guint, i));
        for (guint level = 0; level < DOCX_DEPTHS && g_array_index (docx->numberings, guint, i) > 1; level++)
            g_string_append_printf (out, "<w:lvlOverride w:ilvl=\"%u\"><w:startOverride w:val=\"1\"/></w:lvlOverride>", level);
        g_string_append (out, "</w:num>\n");
    }
    g_string_append (out, "</w:numbering>\n");
    g_free (dcmm_docx_relation (docx, "numbering", "numbering.xml", FALSE));
}

static void
put_settings (Docx *docx)
{
    GString *out = dcmm_docx_part (docx, WORD "settings+xml", "word/settings.xml")->bytes;

    g_string_append (out, XML "<w:settings" W "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>"
                     "<w:updateFields w:val=\"true\"/><w:compat><w:useFELayout/>"
                     "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                     "<w:themeFontLang w:val=\"en-GB\" w:eastAsia=\"zh-CN\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>\n");
    g_free (dcmm_docx_relation (docx, "settings", "settings.xml", FALSE));
    out = dcmm_docx_part (docx, WORD "fontTable+xml", "word/fontTable.xml")->bytes;
    g_string_append (out, XML "<w:fonts" W "><w:font w:name=\"" FACE "\"><w:altName w:val=\"" OTHERS "\"/><w:charset w:val=\"86\"/><w:family w:val=\"swiss\"/>"
                     "<w:pitch w:val=\"variable\"/></w:font><w:font w:name=\"" LATIN_FACE "\"><w:altName w:val=\"" LATIN_OTHERS "\"/><w:family w:val=\"swiss\"/>"
                     "<w:pitch w:val=\"variable\"/></w:font></w:fonts>\n");
    g_free (dcmm_docx_relation (docx, "fontTable", "fontTable.xml", FALSE));
}

void
dcmm_docx_put_styles (Docx *docx)
{
    put_style_sheet (docx);
    put_numbering (docx);
    put_settings (docx);
}
