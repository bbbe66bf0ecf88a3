/* The PDF: libharu as a writer of objects and pages. The only file that knows it.
 *
 * Fonts are embedded by dictionaries of our own (pdf-with-libharu.md, section 4), all pages share one dictionary of
 * resources, and nothing of libharu that draws or measures is called. Its errors are sticky: the handler keeps the
 * first, and it is turned into words once, at the end.
 */
#include "document/pdf-private.h"
#include "document/pdf.h"
#include "base/i18n.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* A stream waits here until all are there. Packing them takes as long as all the rest of the backend, and two cores
 * halve it; libharu would do it one by one while it saves. */
typedef struct {
    HPDF_Dict dict;
    guint8   *raw, *packed;
    gsize     length;
    uLongf    packed_length;
} Pack;

typedef struct {
    HPDF_Doc          doc;
    const DcmmLayout *layout;
    const DcmmTheme  *theme;
    DcmmPdfFaces      faces;
    DcmmPdfStamps     stamps;
    HPDF_Array        border;           /* of every link: none */
    HPDF_Page        *pages;
    HPDF_Dict         resources, images;
    float             logo_shape;       /* width over height of the image; 0: none */
    GArray           *packs;            /* of Pack: every stream */
    GChecksum        *digest;           /* of all that is written: the file's identity */
    HPDF_STATUS       first_error;
} Pdf;

static void
on_error (HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
    Pdf *pdf = data;

    (void) detail;
    if (!pdf->first_error)
        pdf->first_error = error;
}

static HPDF_Dict
new_dict (Pdf *pdf)
{
    return HPDF_Dict_New (pdf->doc->mmgr);
}

static HPDF_Dict
new_object (Pdf *pdf)
{
    HPDF_Dict dict = new_dict (pdf);

    HPDF_Xref_Add (pdf->doc->xref, dict);
    return dict;
}

static HPDF_Array
new_array (Pdf *pdf)
{
    return HPDF_Array_New (pdf->doc->mmgr);
}

/* libharu knows nothing of the packing: it writes the bytes as they are, and this line into the dictionary. */
static HPDF_STATUS
write_filter (HPDF_Dict dict, HPDF_Stream stream)
{
    (void) dict;
    return HPDF_Stream_WriteStr (stream, "/Filter /FlateDecode\n");
}

static void
fill_stream (Pdf *pdf, HPDF_Dict dict, gconstpointer data, gsize length)
{
    const Pack pack = { .dict = dict, .raw = g_memdup2 (data, length), .length = length };

    if (!dict)
        return;                         /* libharu's error is told at the end */
    dict->write_fn = write_filter;
    g_array_append_val (pdf->packs, pack);
}

static HPDF_Dict
new_stream (Pdf *pdf, gconstpointer data, gsize length)
{
    HPDF_Dict stream = HPDF_DictStream_New (pdf->doc->mmgr, pdf->doc->xref);

    fill_stream (pdf, stream, data, length);
    return stream;
}

typedef struct {
    GArray *packs;
    gint    next;                       /* atomic */
} Packing;

static gpointer
pack_some (gpointer data)
{
    Packing *packing = data;

    for (;;) {
        const guint i = (guint) g_atomic_int_add (&packing->next, 1);
        if (i >= packing->packs->len)
            return NULL;
        Pack *pack = &g_array_index (packing->packs, Pack, i);
        pack->packed_length = compressBound (pack->length);
        pack->packed = g_malloc (pack->packed_length);
        if (compress2 (pack->packed, &pack->packed_length, pack->raw, pack->length, 6) != Z_OK)
            pack->packed_length = 0;
    }
}

static void
pack_all (Pdf *pdf)
{
    Packing packing = { pdf->packs, 0 };
    GThread *helper = g_get_num_processors () > 1 ? g_thread_new ("pdf", pack_some, &packing) : NULL;

    pack_some (&packing);
    if (helper)
        g_thread_join (helper);
    for (guint i = 0; i < pdf->packs->len; i++) {
        Pack *pack = &g_array_index (pdf->packs, Pack, i);
        HPDF_Stream_Write (pack->dict->stream, pack->packed, (HPDF_UINT) pack->packed_length);
        g_clear_pointer (&pack->raw, g_free);
        g_clear_pointer (&pack->packed, g_free);
    }
}

static void
pack_clear (gpointer data)
{
    Pack *pack = data;

    g_free (pack->raw);
    g_free (pack->packed);
}

/* A text string: UTF-16 with its mark in front, so that no character is beyond it. */
static HPDF_Binary
new_text (Pdf *pdf, const char *words)
{
    glong n = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16 (words, -1, NULL, &n, NULL);
    g_autofree HPDF_BYTE *bytes = g_malloc ((gsize) n * 2 + 2);

    bytes[0] = 0xFE;
    bytes[1] = 0xFF;
    for (glong i = 0; i < n; i++) {
        bytes[2 * i + 2] = (HPDF_BYTE) (units[i] >> 8);
        bytes[2 * i + 3] = (HPDF_BYTE) units[i];
    }
    return HPDF_Binary_New (pdf->doc->mmgr, bytes, (HPDF_UINT) (n * 2 + 2));
}

static void
add_numbers (Pdf *pdf, HPDF_Dict dict, const char *key, const int *numbers, guint n)
{
    HPDF_Array array = new_array (pdf);

    for (guint i = 0; i < n; i++)
        HPDF_Array_AddNumber (array, numbers[i]);
    HPDF_Dict_Add (dict, key, array);
}

/* A page and a height on it; left edge and zoom stay as the reader has them. */
static HPDF_Array
new_destination (Pdf *pdf, guint page, float y)
{
    HPDF_Array to = new_array (pdf);

    HPDF_Array_Add (to, pdf->pages[page - 1]);
    HPDF_Array_AddName (to, "XYZ");
    HPDF_Array_Add (to, HPDF_Null_New (pdf->doc->mmgr));
    HPDF_Array_AddNumber (to, (HPDF_INT32) (DCMM_PAGE_HEIGHT - MAX (y - 12, 0)));
    HPDF_Array_Add (to, HPDF_Null_New (pdf->doc->mmgr));
    return to;
}

/* Fonts */

static HPDF_Dict
new_descriptor (Pdf *pdf, const DcmmSubset *subset)
{
    HPDF_Dict descriptor = new_object (pdf);
    gsize length;
    gconstpointer program = g_bytes_get_data (subset->program, &length);
    HPDF_Dict file = new_stream (pdf, program, length);

    HPDF_Dict_AddName (descriptor, "Type", "FontDescriptor");
    HPDF_Dict_AddName (descriptor, "FontName", subset->name);
    HPDF_Dict_AddNumber (descriptor, "Flags", 4);           /* symbolic: it has no Latin encoding */
    add_numbers (pdf, descriptor, "FontBBox", subset->box, 4);
    HPDF_Dict_AddNumber (descriptor, "ItalicAngle", subset->italic);
    HPDF_Dict_AddNumber (descriptor, "Ascent", subset->ascent);
    HPDF_Dict_AddNumber (descriptor, "Descent", subset->descent);
    HPDF_Dict_AddNumber (descriptor, "CapHeight", subset->cap_height);
    HPDF_Dict_AddNumber (descriptor, "StemV", subset->stem);
    if (subset->cff)
        HPDF_Dict_AddName (file, "Subtype", "CIDFontType0C");
    else
        HPDF_Dict_AddNumber (file, "Length1", (HPDF_INT32) length);
    HPDF_Dict_Add (descriptor, subset->cff ? "FontFile3" : "FontFile2", file);
    return descriptor;
}

/* Advances that differ from an em, in groups of following codes. */
static HPDF_Array
new_widths (Pdf *pdf, const DcmmSubset *subset)
{
    HPDF_Array widths = new_array (pdf), group = NULL;
    guint next = 0;

    for (guint i = 0; i < subset->used->len; i++) {
        const DcmmCode *code = &g_array_index (subset->used, DcmmCode, i);
        if (code->advance == 1000)
            continue;
        if (!group || code->code != next) {
            group = new_array (pdf);
            HPDF_Array_AddNumber (widths, code->code);
            HPDF_Array_Add (widths, group);
        }
        HPDF_Array_AddNumber (group, code->advance);
        next = code->code + 1u;
    }
    return widths;
}

static HPDF_Dict
new_descendant (Pdf *pdf, const DcmmSubset *subset)
{
    HPDF_Dict font = new_object (pdf), system = new_dict (pdf);

    HPDF_Dict_AddName (font, "Type", "Font");
    HPDF_Dict_AddName (font, "Subtype", subset->cff ? "CIDFontType0" : "CIDFontType2");
    HPDF_Dict_AddName (font, "BaseFont", subset->name);
    HPDF_Dict_Add (font, "CIDSystemInfo", system);
    HPDF_Dict_Add (system, "Registry", HPDF_String_New (pdf->doc->mmgr, "Adobe", NULL));
    HPDF_Dict_Add (system, "Ordering", HPDF_String_New (pdf->doc->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber (system, "Supplement", 0);
    HPDF_Dict_Add (font, "FontDescriptor", new_descriptor (pdf, subset));
    HPDF_Dict_AddNumber (font, "DW", 1000);
    HPDF_Dict_Add (font, "W", new_widths (pdf, subset));
    if (!subset->cff)
        HPDF_Dict_AddName (font, "CIDToGIDMap", "Identity");
    return font;
}

static void
append_unicode (GString *out, const DcmmCode *code)
{
    const guint c = code->c;

    if (c < 0x10000)
        g_string_append_printf (out, "<%04X> <%04X>\n", code->code, c);
    else
        g_string_append_printf (out, "<%04X> <%04X%04X>\n", code->code, 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
}

/* From codes back to characters, a hundred in a block at most, for who searches and copies. */
static HPDF_Dict
new_to_unicode (Pdf *pdf, const DcmmSubset *subset)
{
    g_autoptr (GString) map = g_string_new (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");

    for (guint i = 0; i < subset->used->len; i++) {
        if (i % 100 == 0)
            g_string_append_printf (map, "%s%u beginbfchar\n", i ? "endbfchar\n" : "", MIN (100, subset->used->len - i));
        append_unicode (map, &g_array_index (subset->used, DcmmCode, i));
    }
    g_string_append (map, "endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return new_stream (pdf, map->str, map->len);
}

static HPDF_Dict
new_font (Pdf *pdf, const DcmmSubset *subset)
{
    HPDF_Dict  font = new_object (pdf);
    HPDF_Array descendants = new_array (pdf);

    HPDF_Dict_AddName (font, "Type", "Font");
    HPDF_Dict_AddName (font, "Subtype", "Type0");
    HPDF_Dict_AddName (font, "BaseFont", subset->name);
    HPDF_Dict_AddName (font, "Encoding", "Identity-H");
    HPDF_Dict_Add (font, "DescendantFonts", descendants);
    HPDF_Array_Add (descendants, new_descendant (pdf, subset));
    HPDF_Dict_Add (font, "ToUnicode", new_to_unicode (pdf, subset));
    return font;
}

/* Resources, one dictionary for all pages */

static HPDF_Dict
new_alpha (Pdf *pdf, float alpha)
{
    HPDF_Dict state = new_object (pdf);

    HPDF_Dict_AddName (state, "Type", "ExtGState");
    HPDF_Dict_AddReal (state, "ca", alpha);
    return state;
}

static gboolean
add_logo (Pdf *pdf, GError **error)
{
    HPDF_Image image = HPDF_LoadPngImageFromFile (pdf->doc, pdf->theme->logo);

    if (!image)
        return dcmm_fail (error, DCMM_SURROUNDINGS, _("%s: the logo of the theme cannot be read as a PNG"), pdf->theme->logo);
    pdf->logo_shape = (float) HPDF_Image_GetWidth (image) / (float) HPDF_Image_GetHeight (image);
    HPDF_Dict_Add (pdf->images, DCMM_PDF_IMAGE, image);
    return TRUE;
}

static gboolean
add_resources (Pdf *pdf, GError **error)
{
    HPDF_Dict fonts = new_dict (pdf), states = new_dict (pdf);

    pdf->resources = new_object (pdf);
    HPDF_Dict_Add (pdf->resources, "Font", fonts);
    for (guint i = 0; i < pdf->faces.faces->len; i++) {
        g_autofree char *name = g_strdup_printf ("F%u", i + 1);
        const DcmmPdfFace *face = pdf->faces.faces->pdata[i];
        HPDF_Dict_Add (fonts, name, new_font (pdf, face->subset));
    }
    pdf->images = new_dict (pdf);
    HPDF_Dict_Add (pdf->resources, "XObject", pdf->images);
    HPDF_Dict_Add (pdf->resources, "ExtGState", states);
    HPDF_Dict_Add (states, DCMM_PDF_FAINT, new_alpha (pdf, 0.2f));
    HPDF_Dict_Add (states, DCMM_PDF_SOLID, new_alpha (pdf, 1));
    return !pdf->theme->logo || add_logo (pdf, error);
}

/* Pages */

static void
add_pages (Pdf *pdf)
{
    const guint n = dcmm_layout_pages (pdf->layout);

    pdf->pages = g_new0 (HPDF_Page, n);
    for (guint i = 0; i < n; i++) {
        pdf->pages[i] = HPDF_AddPage (pdf->doc);
        HPDF_Page_SetWidth (pdf->pages[i], DCMM_PAGE_WIDTH);
        HPDF_Page_SetHeight (pdf->pages[i], DCMM_PAGE_HEIGHT);
        HPDF_Dict_Add (pdf->pages[i], "Resources", pdf->resources);
    }
}

static void
write_contents (Pdf *pdf)
{
    g_autoptr (GString) out = g_string_new (NULL);

    for (guint i = 0; i < dcmm_layout_pages (pdf->layout); i++) {
        DcmmPdfContent content = { .theme = pdf->theme, .faces = &pdf->faces, .stamps = &pdf->stamps, .out = out, .logo_shape = pdf->logo_shape };
        g_string_truncate (out, 0);
        dcmm_pdf_content (&content, dcmm_layout_page (pdf->layout, i + 1));
        fill_stream (pdf, ((HPDF_PageAttr) pdf->pages[i]->attr)->contents, out->str, out->len);
        g_checksum_update (pdf->digest, (const guchar *) out->str, (gssize) out->len);
    }
}

/* What was stamped, once all pages are written. A form has the pages' resources, since it may hold text. */
static void
add_stamps (Pdf *pdf)
{
    static const int box[] = { -8, -8, 600, 20 };

    for (guint i = 0; i < pdf->stamps.bodies->len; i++) {
        gsize length;
        gconstpointer body = g_bytes_get_data (pdf->stamps.bodies->pdata[i], &length);
        g_autofree char *name = g_strdup_printf (DCMM_PDF_STAMP "%u", i + 1);
        HPDF_Dict form = new_stream (pdf, body, length);
        HPDF_Dict_AddName (form, "Type", "XObject");
        HPDF_Dict_AddName (form, "Subtype", "Form");
        add_numbers (pdf, form, "BBox", box, 4);
        HPDF_Dict_Add (form, "Resources", pdf->resources);
        HPDF_Dict_Add (pdf->images, name, form);
    }
}

/* Links */

static HPDF_Dict
new_action (Pdf *pdf, const char *address)
{
    HPDF_Dict action = new_dict (pdf);
    g_autofree char *ascii = g_uri_escape_string (address, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "?#[]%", FALSE);

    HPDF_Dict_AddName (action, "S", "URI");
    HPDF_Dict_Add (action, "URI", HPDF_String_New (pdf->doc->mmgr, ascii, NULL));
    return action;
}

static void
add_link (Pdf *pdf, HPDF_Array links, const DcmmMark *mark)
{
    HPDF_Dict  link = new_dict (pdf);
    HPDF_Array rect = new_array (pdf);
    float      y = 0;
    const guint page = *mark->text == '#' ? dcmm_layout_find (pdf->layout, mark->text + 1, &y) : 0;

    HPDF_Dict_AddName (link, "Subtype", "Link");
    HPDF_Dict_Add (link, "Rect", rect);
    HPDF_Array_AddNumber (rect, (HPDF_INT32) mark->x);
    HPDF_Array_AddNumber (rect, (HPDF_INT32) (DCMM_PAGE_HEIGHT - mark->y - mark->h));
    HPDF_Array_AddNumber (rect, (HPDF_INT32) (mark->x + mark->w + 1));
    HPDF_Array_AddNumber (rect, (HPDF_INT32) (DCMM_PAGE_HEIGHT - mark->y + 1));
    HPDF_Dict_Add (link, "Border", pdf->border);
    if (page)
        HPDF_Dict_Add (link, "Dest", new_destination (pdf, page, y));
    else
        HPDF_Dict_Add (link, "A", new_action (pdf, mark->text));
    HPDF_Array_Add (links, link);
}

static void
add_links (Pdf *pdf)
{
    pdf->border = new_array (pdf);
    for (guint i = 0; i < 3; i++)
        HPDF_Array_AddNumber (pdf->border, 0);
    HPDF_Xref_Add (pdf->doc->xref, pdf->border);
    for (guint i = 0; i < dcmm_layout_pages (pdf->layout); i++) {
        HPDF_Array links = NULL;
        guint n;
        const DcmmMark *marks = dcmm_canvas_marks (dcmm_layout_page (pdf->layout, i + 1), &n);
        for (guint k = 0; k < n; k++) {
            if (marks[k].kind != DCMM_MARK_LINK)
                continue;
            if (!links) {
                links = new_array (pdf);
                HPDF_Dict_Add (pdf->pages[i], "Annots", links);
            }
            add_link (pdf, links, &marks[k]);
        }
    }
}

/* The document: outline, title, dates, identity */

#define LEVELS 8

static void
add_outline (Pdf *pdf)
{
    HPDF_Outline above[LEVELS] = { NULL };
    guint n;
    const DcmmEntry *entries = dcmm_layout_entries (pdf->layout, &n);

    for (guint i = 0; i < n; i++) {
        const guint level = CLAMP (entries[i].level, 1, LEVELS - 1);
        HPDF_Outline parent = level > 1 ? above[level - 1] : NULL;
        HPDF_Outline line = HPDF_CreateOutline (pdf->doc, parent, "-", NULL);
        if (!line || !entries[i].page)
            continue;
        HPDF_Dict_Add (line, "Title", new_text (pdf, entries[i].title));
        HPDF_Dict_Add (line, "Dest", new_destination (pdf, entries[i].page, entries[i].y));
        HPDF_Outline_SetOpened (line, level > 1 ? HPDF_TRUE : HPDF_FALSE);
        for (guint k = level; k < LEVELS; k++)
            above[k] = line;
    }
    HPDF_SetPageMode (pdf->doc, n ? HPDF_PAGE_MODE_USE_OUTLINE : HPDF_PAGE_MODE_USE_NONE);
}

/* Never the clock: the day that the template gives, or the moment that a packager does (SOURCE_DATE_EPOCH). */
static char *
creation_date (const DcmmNode *document)
{
    const char *epoch = g_getenv ("SOURCE_DATE_EPOCH"), *date = dcmm_node_get (document, "date");
    g_autoptr (GDateTime) when = NULL;

    if (epoch && *epoch)
        when = g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10));
    if (when)
        return g_date_time_format (when, "D:%Y%m%d%H%M%SZ");
    if (date && strlen (date) == 10 && date[4] == '-' && date[7] == '-')
        return g_strdup_printf ("D:%.4s%.2s%.2s000000Z", date, date + 5, date + 8);
    return NULL;
}

static void
add_info (Pdf *pdf)
{
    static const struct { const char *attribute, *key; } words[] = { { "title", "Title" }, { "author", "Author" }, { "generator", "Creator" } };
    const DcmmNode *document = dcmm_layout_document (pdf->layout);
    g_autofree char *date = creation_date (document);

    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
        const char *value = dcmm_node_get (document, words[i].attribute);
        if (!value || !*value)
            continue;
        HPDF_Dict_Add (pdf->doc->info, words[i].key, new_text (pdf, value));
        g_checksum_update (pdf->digest, (const guchar *) value, -1);
    }
    if (date) {
        HPDF_Dict_Add (pdf->doc->info, "CreationDate", HPDF_String_New (pdf->doc->mmgr, date, NULL));
        g_checksum_update (pdf->digest, (const guchar *) date, -1);
    }
}

static void
add_catalog (Pdf *pdf)
{
    HPDF_Dict preferences = new_dict (pdf);

    HPDF_Dict_Add (pdf->doc->catalog, "Lang", HPDF_String_New (pdf->doc->mmgr, dcmm_node_get (dcmm_layout_document (pdf->layout), "lang"), NULL));
    HPDF_Dict_Add (pdf->doc->catalog, "ViewerPreferences", preferences);
    HPDF_Dict_AddBoolean (preferences, "DisplayDocTitle", HPDF_TRUE);
}

static void
add_identity (Pdf *pdf)
{
    HPDF_Array both = new_array (pdf);
    guint8 digest[16];
    gsize  n = sizeof digest;

    g_checksum_get_digest (pdf->digest, digest, &n);
    HPDF_Dict_Add (pdf->doc->trailer, "ID", both);
    for (guint i = 0; i < 2; i++)
        HPDF_Array_Add (both, HPDF_Binary_New (pdf->doc->mmgr, digest, 16));
}

static gboolean
save (Pdf *pdf, GString *out, GError **error)
{
    pdf->doc->pdf_version = HPDF_VER_17;
    HPDF_SaveToStream (pdf->doc);
    HPDF_UINT32 n = pdf->first_error ? 0 : HPDF_GetStreamSize (pdf->doc);
    if (n) {
        HPDF_ResetStream (pdf->doc);
        g_string_set_size (out, n);
        HPDF_ReadFromStream (pdf->doc, (HPDF_BYTE *) out->str, &n);
    }
    if (!n || pdf->first_error)
        return dcmm_fail (error, DCMM_SURROUNDINGS, _("the PDF cannot be written: libharu reports 0x%04lX"), (gulong) pdf->first_error);
    return TRUE;
}

static gboolean
write_pdf (Pdf *pdf, GString *out, GError **error)
{
    for (guint i = 1; i <= dcmm_layout_pages (pdf->layout); i++)
        dcmm_pdf_use (&pdf->faces, dcmm_layout_page (pdf->layout, i));
    if (!dcmm_pdf_subset (&pdf->faces, error) || !add_resources (pdf, error))
        return FALSE;
    add_pages (pdf);
    write_contents (pdf);
    add_stamps (pdf);
    add_links (pdf);
    add_outline (pdf);
    add_info (pdf);
    add_catalog (pdf);
    add_identity (pdf);
    pack_all (pdf);
    return save (pdf, out, error);
}

gboolean
dcmm_layout_pdf (const DcmmLayout *layout, const DcmmTheme *theme, GString *out, GError **error)
{
    Pdf pdf = { .layout = layout, .theme = theme };

    pdf.doc = HPDF_New (on_error, &pdf);
    if (!pdf.doc)
        return dcmm_fail (error, DCMM_SURROUNDINGS, _("the PDF cannot be written: libharu reports 0x%04lX"), (gulong) pdf.first_error);
    HPDF_SetCompressionMode (pdf.doc, HPDF_COMP_IMAGE);
    pdf.packs = g_array_new (FALSE, TRUE, sizeof (Pack));
    g_array_set_clear_func (pdf.packs, pack_clear);
    dcmm_pdf_faces_init (&pdf.faces, dcmm_layout_font (layout));
    dcmm_pdf_stamps_init (&pdf.stamps);
    pdf.digest = g_checksum_new (G_CHECKSUM_MD5);       /* as ISO 32000, 14.4 proposes: an identity, no seal */
    const gboolean fine = write_pdf (&pdf, out, error);
    HPDF_Free (pdf.doc);
    g_checksum_free (pdf.digest);
    g_array_unref (pdf.packs);
    dcmm_pdf_faces_clear (&pdf.faces);
    dcmm_pdf_stamps_clear (&pdf.stamps);
    g_free (pdf.pages);
    return fine;
}
