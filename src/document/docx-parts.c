/* DOCX: the cover, parts and their sections, frames on a page, the contents. */
#include "document/docx.h"
#include "base/writer.h"

#include <math.h>
#include <string.h>

#define TWIPS(points) ((int) lround ((points) * 20))

/* -- sections: a part with another theme in the running head begins one -- */

#define W_NAMESPACES \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

static void
put_words (GString *out, const char *words)
{
    g_string_append (out, "<w:r><w:t xml:space=\"preserve\">");
    dcmm_xml_append (out, words ? words : "");
    g_string_append (out, "</w:t></w:r>");
}

static void
put_field (GString *out, const char *code)
{
    g_string_append_printf (out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> %s </w:instrText></w:r>"
                            "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", code);
}

static const char *
header_of (Docx *docx, const char *theme)
{
    const char *relation = g_hash_table_lookup (docx->headers, theme);

    if (relation)
        return relation;
    DocxPart *part = dcmm_docx_part (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml", "word/header%u.xml",
                                     g_hash_table_size (docx->headers) + 1);
    g_string_append (part->bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:hdr" W_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
    put_words (part->bytes, dcmm_node_get (docx->document, "running"));
    g_string_append (part->bytes, "<w:r><w:tab/></w:r>");
    put_words (part->bytes, theme);
    g_string_append (part->bytes, "</w:p></w:hdr>");
    relation = dcmm_docx_relation (docx, "header", part->path + strlen ("word/"), FALSE);
    g_hash_table_insert (docx->headers, (gpointer) theme, (gpointer) relation);
    return relation;
}

/* "第 # 页" of all pages. */
static const char *
footer_of (Docx *docx)
{
    const char *label = dcmm_node_get (docx->document, "page-label");
    const char *number = label ? strchr (label, '#') : NULL;

    if (docx->footer)
        return docx->footer;
    DocxPart *part = dcmm_docx_part (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml", "word/footer1.xml");
    g_autofree char *before = number ? g_strndup (label, (gsize) (number - label)) : g_strdup ("");
    g_string_append (part->bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:ftr" W_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    put_words (part->bytes, dcmm_node_get (docx->document, "foot"));
    g_string_append (part->bytes, "<w:r><w:tab/></w:r>");
    put_words (part->bytes, before);
    put_field (part->bytes, "PAGE");
    put_words (part->bytes, number ? number + 1 : "");
    put_words (part->bytes, " / ");
    put_field (part->bytes, "NUMPAGES");
    g_string_append (part->bytes, "</w:p></w:ftr>");
    return docx->footer = dcmm_docx_relation (docx, "footer", "footer1.xml", FALSE);
}

static const char *
theme_of (const DcmmNode *part)
{
    const char *theme = dcmm_node_get (part, "theme");

    return theme ? theme : "";
}

/* The cover's table begins at the edge of the sheet. */
static char *
section_properties (Docx *docx)
{
    const gboolean cover = docx->section && docx->section->kind == DCMM_NODE_COVER;
    GString *out = g_string_new ("<w:sectPr>");

    if (!cover && docx->section)
        g_string_append_printf (out, "<w:headerReference w:type=\"default\" r:id=\"%s\"/><w:footerReference w:type=\"default\" r:id=\"%s\"/>",
                                header_of (docx, theme_of (docx->section)), footer_of (docx));
    g_string_append_printf (out, "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
                            "w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/><w:cols w:space=\"240\"/></w:sectPr>",
                            cover ? 0 : TWIPS (60), TWIPS (DOCX_LEFT), cover ? TWIPS (30) : TWIPS (50), TWIPS (DOCX_LEFT),
                            cover ? 0 : TWIPS (29), cover ? 0 : TWIPS (24));
    return g_string_free (out, FALSE);
}

static void
end_section (Docx *docx)
{
    dcmm_docx_end (docx);
    if (docx->bare)
        dcmm_docx_gap (docx, 1);
    g_autofree char *properties = section_properties (docx);
    g_string_insert (docx->body, (gssize) docx->properties, properties);
}

void
dcmm_docx_last_section (Docx *docx)
{
    dcmm_docx_end (docx);
    if (docx->bare)
        dcmm_docx_gap (docx, 1);
    g_autofree char *properties = section_properties (docx);
    g_string_append (docx->body, properties);
}

/* -- the cover -- */

gboolean
dcmm_docx_open_cover (Docx *docx, const DcmmNode *node)
{
    const double sheet = 595.3;
    guint n = 0;

    docx->section = node;
    for (const DcmmNode *fact = node->first; fact; fact = fact->next)
        n++;
    g_string_append_printf (docx->body, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblInd w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>"
                            "<w:tblGrid><w:gridCol w:w=\"%d\"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val=\"6000\" w:hRule=\"exact\"/></w:trPr>"
                            "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%06X\"/>"
                            "<w:tcMar><w:left w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/></w:tcMar><w:vAlign w:val=\"center\"/></w:tcPr>\n",
                            TWIPS (sheet), -TWIPS (DOCX_LEFT), TWIPS (sheet), TWIPS (sheet), docx->inks[DCMM_INK_COVER], TWIPS (DOCX_LEFT), TWIPS (DOCX_LEFT));
    dcmm_docx_line (docx, "Title", dcmm_node_get (node, "title"));
    dcmm_docx_line (docx, "Subtitle", dcmm_node_get (node, "subtitle"));
    g_string_append (docx->body, "</w:tc></w:tr></w:tbl>\n");
    g_string_append (docx->body, "<w:p><w:pPr><w:pStyle w:val=\"CoverRule\"/></w:pPr></w:p>\n");
    dcmm_docx_line (docx, "CoverName", dcmm_node_get (node, "name"));
    dcmm_docx_line (docx, "CoverStatus", dcmm_node_get (node, "status"));
    /* The facts end near y 748. */
    dcmm_docx_gap (docx, MAX (290 - 17.0 * n, 24));
    return TRUE;
}

gboolean
dcmm_docx_open_fact (Docx *docx, const DcmmNode *node)
{
    const DocxParagraph paragraph = DOCX_PARAGRAPH ("CoverFact");

    dcmm_docx_begin (docx, &paragraph);
    docx->look.muted++;
    dcmm_docx_text (docx, dcmm_node_get (node, "label"));
    docx->look.muted--;
    dcmm_docx_tab (docx);
    return TRUE;
}

void
dcmm_docx_close_cover (Docx *docx, const DcmmNode *node)
{
    const char *logo = dcmm_press_theme (docx->press)->logo;

    dcmm_docx_end (docx);
    if (logo)
        dcmm_docx_put_logo (docx, logo);
    dcmm_docx_line (docx, "CoverNote", dcmm_node_get (node, "confidential"));
}

/* -- frames: those that stand side by side become cells of one row -- */

#define NEAR 40.0

typedef struct {
    guint      col, span;
    GPtrArray *frames;
} Cell;

static gint
by_height (gconstpointer a, gconstpointer b)
{
    const double one = dcmm_node_number (*(const DcmmNode *const *) a, "y", 0), other = dcmm_node_number (*(const DcmmNode *const *) b, "y", 0);

    return one < other ? -1 : one > other;
}

static gboolean
beside (const DcmmNode *frame, guint col, guint span)
{
    return dcmm_docx_column (frame) >= col + span || dcmm_docx_column (frame) + dcmm_docx_span (frame) <= col;
}

static gboolean
near (const DcmmNode *a, const DcmmNode *b)
{
    return fabs (dcmm_node_number (a, "y", 0) - dcmm_node_number (b, "y", 0)) <= NEAR;
}

/* The cell of the running row that a frame goes below in; -1: none, it begins a new row; n: a cell of its own. */
static int
place (const GArray *row, const DcmmNode *frame, const DcmmNode *next)
{
    int at = (int) row->len;

    if (!row->len)
        return at;
    for (guint i = 0; i < row->len; i++) {
        const Cell *cell = &g_array_index (row, Cell, i);
        if (beside (frame, cell->col, cell->span))
            continue;
        if (at < (int) row->len || dcmm_docx_column (frame) < cell->col || dcmm_docx_column (frame) + dcmm_docx_span (frame) > cell->col + cell->span)
            return -1;
        at = (int) i;
    }
    if (at == (int) row->len)
        return at;
    if (row->len == 1 || (next && near (frame, next) && beside (next, dcmm_docx_column (frame), dcmm_docx_span (frame))))
        return -1;
    return at;
}

static gint
by_column (gconstpointer a, gconstpointer b)
{
    return (gint) ((const Cell *) a)->col - (gint) ((const Cell *) b)->col;
}

static void
put_cell (Docx *docx, const Cell *cell)
{
    for (guint i = 0; i < cell->frames->len; i++) {
        if (i)
            dcmm_docx_gap (docx, 12);
        dcmm_docx_walk (docx, cell->frames->pdata[i]);
    }
}

static gboolean
find_contents (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    gboolean *found = data;

    (void) walk;
    *found |= node->kind == DCMM_NODE_TOC;
    return TRUE;
}

/* LibreOffice takes a table apart that has the contents in it: they stand alone, and first. */
static gboolean
holds_contents (const GArray *row)
{
    gboolean found = FALSE;

    for (guint i = 0; i < row->len; i++)
        for (guint k = 0; k < g_array_index (row, Cell, i).frames->len; k++)
            dcmm_node_walk (g_array_index (row, Cell, i).frames->pdata[k], find_contents, &found);
    return found;
}

static void
put_row (Docx *docx, GArray *row)
{
    double widths[DOCX_COLUMNS], insets[DOCX_COLUMNS];

    g_array_sort (row, by_column);
    for (guint i = 0; i < row->len; i++) {
        const Cell *cell = &g_array_index (row, Cell, i), *next = i + 1 < row->len ? cell + 1 : NULL;
        const double own = cell->span * DOCX_STEP - DOCX_GUTTER;
        widths[i] = next ? (next->col - cell->col) * DOCX_STEP : own;
        insets[i] = MAX (widths[i] - own, 0);
    }
    if (row->len == 1 || holds_contents (row)) {
        for (guint i = 0; i < row->len; i++) {
            if (i)
                dcmm_docx_gap (docx, 12);
            put_cell (docx, &g_array_index (row, Cell, i));
        }
    } else if (row->len) {
        dcmm_docx_open_cells (docx, (g_array_index (row, Cell, 0).col - 1) * DOCX_STEP, widths, row->len);
        for (guint i = 0; i < row->len; i++) {
            dcmm_docx_open_cell (docx, widths[i], insets[i], FALSE);
            put_cell (docx, &g_array_index (row, Cell, i));
            dcmm_docx_close_cell (docx);
        }
        dcmm_docx_close_cells (docx);
    }
    for (guint i = 0; i < row->len; i++)
        g_ptr_array_unref (g_array_index (row, Cell, i).frames);
    g_array_set_size (row, 0);
}

static void
put_frames (Docx *docx, const DcmmNode *page)
{
    g_autoptr (GPtrArray) frames = g_ptr_array_new ();
    g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (Cell));

    for (const DcmmNode *node = page->first; node; node = node->next) {
        if (node->kind == DCMM_NODE_FRAME)
            g_ptr_array_add (frames, (gpointer) node);
        else
            dcmm_docx_walk (docx, node);
    }
    g_ptr_array_sort (frames, by_height);
    for (guint i = 0; i < frames->len; i++) {
        const DcmmNode *frame = frames->pdata[i];
        int at = place (row, frame, i + 1 < frames->len ? frames->pdata[i + 1] : NULL);
        if (at < 0) {
            put_row (docx, row);
            at = 0;
        }
        if (at == (int) row->len) {
            const Cell cell = { dcmm_docx_column (frame), dcmm_docx_span (frame), g_ptr_array_new () };
            g_array_append_val (row, cell);
        }
        g_ptr_array_add (g_array_index (row, Cell, at).frames, (gpointer) frame);
    }
    put_row (docx, row);
}

/* -- parts -- */

static void
put_eyebrow (Docx *docx, const DcmmNode *part, gboolean new_page)
{
    const char *eyebrow = dcmm_node_get (part, "eyebrow"), *tag = dcmm_node_get (part, "tag");
    DocxParagraph paragraph = DOCX_PARAGRAPH ("Eyebrow");

    paragraph.new_page = new_page;
    paragraph.before = dcmm_node_is (part, "continue", "yes") ? 28 : 0;
    dcmm_docx_begin (docx, &paragraph);
    dcmm_docx_text (docx, eyebrow ? eyebrow : "");
    if (tag) {
        dcmm_docx_tab (docx);
        const DocxLook saved = docx->look;
        docx->look = (DocxLook) { .small = 1, .muted = 1, .regular = 1 };
        dcmm_docx_text (docx, tag);
        docx->look = saved;
    }
    dcmm_docx_end (docx);
}

gboolean
dcmm_docx_open_part (Docx *docx, const DcmmNode *node)
{
    const gboolean goes_on = dcmm_node_is (node, "continue", "yes") && docx->section && docx->section->kind == DCMM_NODE_CHAPTER;
    const gboolean same = docx->section && docx->section->kind != DCMM_NODE_COVER && strcmp (theme_of (docx->section), theme_of (node)) == 0;

    if (!goes_on && !same && docx->section)
        end_section (docx);
    if (!goes_on)
        docx->section = node;
    put_eyebrow (docx, node, !goes_on && same);
    put_frames (docx, node);
    return FALSE;
}

/* -- the contents: a field whose entries are the TC fields at the headings, since these are short and a headline is not -- */

guint
dcmm_docx_contents_level (const DcmmNode *node)
{
    const gboolean part = node->kind == DCMM_NODE_PAGE || node->kind == DCMM_NODE_CHAPTER;
    const char *bookmark = part || node->kind == DCMM_NODE_H2 ? dcmm_node_get (node, "bookmark") : NULL;

    if (!bookmark || !*bookmark)
        return 0;
    return part ? (guint) dcmm_node_number (node, "level", 1) : 2;
}

typedef struct {
    Docx    *docx;
    double   width;
    gboolean begun;
} Contents;

typedef struct {
    const DcmmNode *toc;
    guint n;
} Plan;

static gboolean
count_entry (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Plan *plan = data;

    plan->n += walk == DCMM_ENTER && dcmm_docx_contents_level (node) > 0;
    if (node->kind == DCMM_NODE_TOC && !plan->toc)
        plan->toc = node;
    return TRUE;
}

/* As in print: the first level alone where both would take too many lines. */
guint
dcmm_docx_plan_contents (const DcmmNode *document)
{
    Plan plan = { NULL, 0 };

    dcmm_node_walk (document, count_entry, &plan);
    return !plan.toc ? 0 : plan.n > (guint) dcmm_node_number (plan.toc, "max", 36) ? 1 : 2;
}

static void
begin_contents (Contents *contents)
{
    GString *out = contents->docx->body;

    if (contents->begun)
        return;
    contents->begun = TRUE;
    g_string_append_printf (out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\f C \\l \"1-%u\" \\h \\z </w:instrText></w:r>"
                            "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>", contents->docx->deepest);
}

static gboolean
put_entry (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    Contents *contents = data;
    Docx *docx = contents->docx;
    const guint level = walk == DCMM_ENTER ? dcmm_docx_contents_level (node) : 0;

    if (level == 0 || level > docx->deepest)
        return TRUE;
    DocxParagraph paragraph = DOCX_PARAGRAPH (level == 1 ? "TOC1" : "TOC2");
    paragraph.tab = contents->width;
    paragraph.dots = TRUE;
    dcmm_docx_begin (docx, &paragraph);
    begin_contents (contents);
    g_autofree char *anchor = g_strdup_printf ("_Ref%u", dcmm_docx_mark (docx, node));
    g_autofree char *code = g_strdup_printf ("PAGEREF %s \\h", anchor);
    dcmm_docx_enter_link (docx, anchor);
    dcmm_docx_text (docx, dcmm_node_get (node, "bookmark"));
    dcmm_docx_tab (docx);
    dcmm_docx_field (docx, code, "…");
    dcmm_docx_leave_link (docx);
    return TRUE;
}

gboolean
dcmm_docx_open_toc (Docx *docx, const DcmmNode *node)
{
    Contents contents = { docx, dcmm_docx_span (node) * DOCX_STEP - DOCX_GUTTER, FALSE };

    dcmm_node_walk (docx->document, put_entry, &contents);
    if (contents.begun)
        g_string_append (docx->body, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    dcmm_docx_end (docx);
    return FALSE;
}
