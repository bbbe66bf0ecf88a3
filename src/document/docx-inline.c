/* DOCX: paragraphs, and what stands in a line. */
#include "document/docx.h"
#include "base/writer.h"

#include <math.h>
#include <string.h>

#define TWIPS(points) ((int) lround ((points) * 20))

/* -- paragraphs -- */

/* In a callout: the line at the left, and the words by so much to the right of it. */
#define INSET 11.5

/* The order is the schema's. */
static void
put_indent (Docx *docx, const DocxParagraph *paragraph)
{
    const double left = (docx->callout ? INSET : 0) + 12.0 * paragraph->depth;

    if (!docx->callout && !paragraph->number && paragraph->from_right <= 0)
        return;
    g_string_append_printf (docx->body, "<w:ind w:left=\"%d\"", TWIPS (left));
    if (paragraph->from_right > 0)
        g_string_append_printf (docx->body, " w:right=\"%d\"", TWIPS (paragraph->from_right));
    g_string_append_printf (docx->body, paragraph->number ? " w:hanging=\"240\"/>" : "/>");
}

static void
put_properties (Docx *docx, const DocxParagraph *paragraph)
{
    GString *out = docx->body;

    g_string_append_printf (out, "<w:pPr><w:pStyle w:val=\"%s\"/>", paragraph->style);
    if (paragraph->keep)
        g_string_append (out, "<w:keepNext/>");
    if (paragraph->new_page)
        g_string_append (out, "<w:pageBreakBefore/>");
    if (paragraph->number)
        g_string_append_printf (out, "<w:numPr><w:ilvl w:val=\"%u\"/><w:numId w:val=\"%u\"/></w:numPr>", paragraph->depth - 1, paragraph->number);
    if (docx->callout)
        g_string_append_printf (out, "<w:pBdr><w:left w:val=\"single\" w:sz=\"20\" w:space=\"9\" w:color=\"%06X\"/></w:pBdr>",
                                docx->inks[dcmm_node_is (docx->callout, "kind", "decision") ? DCMM_INK_ACCENT : DCMM_INK_BLUE]);
    if (paragraph->tab > 0)
        g_string_append_printf (out, "<w:tabs><w:tab w:val=\"right\"%s w:pos=\"%d\"/></w:tabs>", paragraph->dots ? " w:leader=\"dot\"" : "",
                                TWIPS (paragraph->tab));
    if (paragraph->before >= 0)
        g_string_append_printf (out, "<w:spacing w:before=\"%d\"/>", TWIPS (paragraph->before));
    put_indent (docx, paragraph);
    if (paragraph->right || paragraph->centred || paragraph->filled)
        g_string_append_printf (out, "<w:jc w:val=\"%s\"/>", paragraph->right ? "right" : paragraph->centred ? "center" : "both");
    if (paragraph->outline)
        g_string_append_printf (out, "<w:outlineLvl w:val=\"%d\"/>", paragraph->outline - 1);
    docx->properties = out->len;
    g_string_append (out, "</w:pPr>");
}

void
dcmm_docx_begin (Docx *docx, const DocxParagraph *paragraph)
{
    dcmm_docx_end (docx);
    g_string_append (docx->body, "<w:p>");
    put_properties (docx, paragraph);
    for (guint i = 0; i < docx->pending->len; i++) {
        const guint mark = g_array_index (docx->pending, guint, i);
        g_string_append_printf (docx->body, "<w:bookmarkStart w:id=\"%u\" w:name=\"_Ref%u\"/><w:bookmarkEnd w:id=\"%u\"/>", mark, mark, mark);
    }
    g_array_set_size (docx->pending, 0);
    docx->open = TRUE;
    docx->bare = FALSE;
}

void
dcmm_docx_end (Docx *docx)
{
    if (docx->open)
        g_string_append (docx->body, "</w:p>\n");
    docx->open = FALSE;
}

void
dcmm_docx_line (Docx *docx, const char *style, const char *words)
{
    const DocxParagraph paragraph = DOCX_PARAGRAPH (style);

    if (!words || !*words)
        return;
    dcmm_docx_begin (docx, &paragraph);
    dcmm_docx_text (docx, words);
    dcmm_docx_end (docx);
}

void
dcmm_docx_gap (Docx *docx, double height)
{
    dcmm_docx_end (docx);
    g_string_append (docx->body, "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>");
    g_string_append_printf (docx->body, "<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/>", TWIPS (MAX (height, 1)));
    docx->properties = docx->body->len;
    g_string_append (docx->body, "</w:pPr></w:p>\n");
    docx->bare = FALSE;
}

/* -- runs -- */

static DcmmInk
ink_of (const DocxLook *look)
{
    return look->accent ? DCMM_INK_ACCENT_TEXT : look->muted ? DCMM_INK_MUTED : look->ink;
}

static void
put_look (Docx *docx)
{
    const DocxLook *look = &docx->look;
    const DcmmInk   ink = ink_of (look);
    const gsize     from = docx->body->len;

    g_string_append (docx->body, "<w:rPr>");
    const gsize empty = docx->body->len;
    if (look->link)
        g_string_append (docx->body, "<w:rStyle w:val=\"Hyperlink\"/>");
    if (look->bold || look->accent)
        g_string_append (docx->body, "<w:b/><w:bCs/>");
    else if (look->regular)
        g_string_append (docx->body, "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/>");
    if (ink != DCMM_INK_NONE)
        g_string_append_printf (docx->body, "<w:color w:val=\"%06X\"/>", docx->inks[ink]);
    const guint half_points = look->small ? 16 : look->half_points;
    if (half_points)
        g_string_append_printf (docx->body, "<w:sz w:val=\"%u\"/><w:szCs w:val=\"%u\"/>", half_points, half_points);
    if (look->sup)
        g_string_append (docx->body, "<w:vertAlign w:val=\"superscript\"/>");
    if (docx->body->len == empty)
        g_string_truncate (docx->body, from);
    else
        g_string_append (docx->body, "</w:rPr>");
}

void
dcmm_docx_need (Docx *docx)
{
    static const DocxParagraph body = DOCX_PARAGRAPH ("BodyText");

    if (!docx->open)
        dcmm_docx_begin (docx, &body);
}

static void
begin_run (Docx *docx)
{
    dcmm_docx_need (docx);
    g_string_append (docx->body, "<w:r>");
    put_look (docx);
}

void
dcmm_docx_text (Docx *docx, const char *text)
{
    if (!*text)
        return;
    begin_run (docx);
    g_string_append (docx->body, *text == ' ' || g_str_has_suffix (text, " ") ? "<w:t xml:space=\"preserve\">" : "<w:t>");
    if (docx->look.nobr && strchr (text, ' ')) {
        g_auto (GStrv) words = g_strsplit (text, " ", -1);
        g_autofree char *joined = g_strjoinv ("\302\240", words);
        dcmm_xml_append (docx->body, joined);
    } else {
        dcmm_xml_append (docx->body, text);
    }
    g_string_append (docx->body, "</w:t></w:r>");
}

void
dcmm_docx_tab (Docx *docx)
{
    begin_run (docx);
    g_string_append (docx->body, "<w:tab/></w:r>");
}

static void
put_field_mark (Docx *docx, const char *type)
{
    begin_run (docx);
    g_string_append_printf (docx->body, "<w:fldChar w:fldCharType=\"%s\"/></w:r>", type);
}

void
dcmm_docx_field (Docx *docx, const char *code, const char *result)
{
    put_field_mark (docx, "begin");
    begin_run (docx);
    g_string_append (docx->body, "<w:instrText xml:space=\"preserve\"> ");
    dcmm_xml_append (docx->body, code);
    g_string_append (docx->body, " </w:instrText></w:r>");
    if (result) {
        put_field_mark (docx, "separate");
        dcmm_docx_text (docx, result);
    }
    put_field_mark (docx, "end");
}

gboolean
dcmm_docx_open_br (Docx *docx, const DcmmNode *node)
{
    (void) node;
    begin_run (docx);
    g_string_append (docx->body, "<w:br/></w:r>");
    return FALSE;
}

static guint *
counter (Docx *docx, DcmmNodeKind kind)
{
    switch (kind) {
    case DCMM_NODE_EM:    return &docx->look.accent;
    case DCMM_NODE_MUTED: return &docx->look.muted;
    case DCMM_NODE_SMALL: return &docx->look.small;
    case DCMM_NODE_SUP:   return &docx->look.sup;
    case DCMM_NODE_NOBR:  return &docx->look.nobr;
    default:              return &docx->look.bold;
    }
}

/* What is small is muted (docs/page-language.md, Inline). */
gboolean
dcmm_docx_open_look (Docx *docx, const DcmmNode *node)
{
    ++*counter (docx, node->kind);
    docx->look.muted += node->kind == DCMM_NODE_SMALL;
    return TRUE;
}

void
dcmm_docx_close_look (Docx *docx, const DcmmNode *node)
{
    --*counter (docx, node->kind);
    docx->look.muted -= node->kind == DCMM_NODE_SMALL;
}

/* -- links -- */

/* An address may come from whoever filled in the answers: no more than what a letter may hold is one. */
static gboolean
is_harmless (const char *href)
{
    static const char *const schemes[] = { "http://", "https://", "mailto:" };

    for (const char *c = href; *c; c++)
        if ((guchar) *c <= ' ')
            return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
        if (g_ascii_strncasecmp (href, schemes[i], strlen (schemes[i])) == 0)
            return TRUE;
    return FALSE;
}

static const char *
address (Docx *docx, const char *href)
{
    const char *relation = g_hash_table_lookup (docx->addresses, href);

    if (!relation) {
        g_autofree char *escaped = g_uri_escape_string (href, "%" G_URI_RESERVED_CHARS_GENERIC_DELIMITERS G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS, FALSE);
        relation = dcmm_docx_relation (docx, "hyperlink", escaped, TRUE);
        g_hash_table_insert (docx->addresses, (gpointer) href, (gpointer) relation);
    }
    return relation;
}

void
dcmm_docx_enter_link (Docx *docx, const char *anchor)
{
    g_string_append_printf (docx->body, "<w:hyperlink w:anchor=\"%s\" w:history=\"1\">", anchor);
}

void
dcmm_docx_leave_link (Docx *docx)
{
    g_string_append (docx->body, "</w:hyperlink>");
}

/* A hyperlink holds no other one: of links in links the outer one counts. A target that is not there is no link. */
static gboolean
begin_link (Docx *docx, const DcmmNode *target, const char *href)
{
    const guint mark = target ? dcmm_docx_mark (docx, target) : 0;

    if (docx->look.link++)
        return FALSE;
    dcmm_docx_need (docx);
    if (mark)
        g_string_append_printf (docx->body, "<w:hyperlink w:anchor=\"_Ref%u\" w:history=\"1\">", mark);
    else if (href && is_harmless (href))
        g_string_append_printf (docx->body, "<w:hyperlink r:id=\"%s\" w:history=\"1\">", address (docx, href));
    else
        return FALSE;
    return TRUE;
}

static const DcmmNode *
target_of (Docx *docx, const DcmmNode *node)
{
    const char *href = dcmm_node_get (node, "href");
    const char *to = node->kind == DCMM_NODE_PAGEREF ? dcmm_node_get (node, "to") : *href == '#' ? href + 1 : NULL;

    return to ? g_hash_table_lookup (docx->by_id, to) : NULL;
}

static gboolean
is_link (Docx *docx, const DcmmNode *node)
{
    const char *href = node->kind == DCMM_NODE_A ? dcmm_node_get (node, "href") : NULL;

    return target_of (docx, node) || (href && is_harmless (href));
}

gboolean
dcmm_docx_open_a (Docx *docx, const DcmmNode *node)
{
    if (is_link (docx, node))
        begin_link (docx, target_of (docx, node), dcmm_node_get (node, "href"));
    return TRUE;
}

void
dcmm_docx_close_a (Docx *docx, const DcmmNode *node)
{
    if (is_link (docx, node) && --docx->look.link == 0)
        g_string_append (docx->body, "</w:hyperlink>");
}

gboolean
dcmm_docx_open_reference (Docx *docx, const DcmmNode *node)
{
    docx->reference = node;
    return dcmm_docx_open_a (docx, node);
}

void
dcmm_docx_close_reference (Docx *docx, const DcmmNode *node)
{
    docx->reference = NULL;
    dcmm_docx_close_a (docx, node);
}

/* In a reference # is the number of the page, which Word finds out. */
gboolean
dcmm_docx_open_text (Docx *docx, const DcmmNode *node)
{
    const DcmmNode *target = docx->reference ? target_of (docx, docx->reference) : NULL;
    const char *number = target ? strchr (node->text, '#') : NULL;

    if (!docx->open && strspn (node->text, " ") == strlen (node->text))
        return FALSE;
    if (!number) {
        dcmm_docx_text (docx, node->text);
        return FALSE;
    }
    g_autofree char *before = g_strndup (node->text, (gsize) (number - node->text));
    g_autofree char *code = g_strdup_printf ("PAGEREF _Ref%u \\h", dcmm_docx_mark (docx, target));
    dcmm_docx_text (docx, before);
    dcmm_docx_field (docx, code, "…");
    dcmm_docx_text (docx, number + 1);
    return FALSE;
}

/* -- small marks -- */

/* The nearest of five: a face of Word has no more. */
gboolean
dcmm_docx_open_pie (Docx *docx, const DcmmNode *node)
{
    static const char *const pies[] = { "○", "◔", "◑", "◕", "●" };
    const double share = dcmm_node_number (node, "v", (double) NAN);
    const char  *mark = NULL;

    if (!isnan (share))
        mark = share <= 0 ? pies[0] : share >= 1 ? pies[4] : pies[CLAMP ((int) lround (share * 4), 1, 3)];
    else if (dcmm_node_is (node, "v", "na"))
        mark = "–";
    if (!mark)
        return TRUE;
    begin_run (docx);
    g_string_append_printf (docx->body, "</w:r><w:r><w:rPr><w:rStyle w:val=\"Pie\"/></w:rPr><w:t>%s</w:t></w:r>", mark);
    dcmm_docx_text (docx, " ");
    return TRUE;
}
