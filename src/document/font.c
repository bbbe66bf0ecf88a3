#include "document/font.h"

#include <string.h>

#define PAGE_SIZE 256
#define WARNED_MAX 5            /* characters; a report whose face lacks Chinese has 700 of them */
#define NARROW    0x80000000u   /* added to a character: its narrow form */

typedef struct {
    DcmmGlyph glyphs[PAGE_SIZE];
    guint8    known[PAGE_SIZE];
} Page;

struct _DcmmFont {
    DcmmLang    lang;
    DcmmFaces  *faces;
    gboolean    tried;          /* to open the faces, once */
    GError     *failed;
    Page       *pages[2][0x10000 / PAGE_SIZE];  /* of the BMP, by weight */
    GHashTable *beyond[2];                      /* character or NARROW form to DcmmGlyph */
    GHashTable *warned;
};

DcmmFont *
dcmm_font_new (DcmmLang lang, const char *regular, const char *bold)
{
    DcmmFont *font = g_new0 (DcmmFont, 1);

    font->lang = lang;
    font->faces = dcmm_faces_new (lang == DCMM_ZH ? "zh-cn" : "en", (const char *const[2]) { regular, bold });
    for (guint i = 0; i < 2; i++)
        font->beyond[i] = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    font->warned = g_hash_table_new (NULL, NULL);
    return font;
}

void
dcmm_font_free (DcmmFont *font)
{
    if (!font)
        return;
    for (guint bold = 0; bold < 2; bold++) {
        for (guint i = 0; i < G_N_ELEMENTS (font->pages[bold]); i++)
            g_free (font->pages[bold][i]);
        g_hash_table_unref (font->beyond[bold]);
    }
    g_hash_table_unref (font->warned);
    dcmm_faces_free (font->faces);
    g_clear_error (&font->failed);
    g_free (font);
}

DcmmLang
dcmm_font_lang (const DcmmFont *font)
{
    return font->lang;
}

const DcmmFace *
dcmm_font_face (const DcmmFont *font, guint i)
{
    return dcmm_faces_get (font->faces, i);
}

gboolean
dcmm_font_open (DcmmFont *font, GError **error)
{
    if (!font->tried)
        dcmm_faces_open (font->faces, &font->failed);
    font->tried = TRUE;
    if (font->failed && error)
        *error = g_error_copy (font->failed);
    return !font->failed;
}

/* Near enough to place a label in HTML: the advances of Noto Sans, in groups. */
static gint16
estimate (gunichar c, DcmmCharClass kind)
{
    if (kind == DCMM_CHAR_MARK || kind == DCMM_CHAR_NONE)
        return 0;
    if (kind >= DCMM_CHAR_HAN)
        return 1000;
    if (kind == DCMM_CHAR_SPACE)
        return 224;
    if (c < 0x80 && strchr ("ijl.,:;'!|I", (int) c))
        return 280;
    if (c < 0x80 && strchr ("mwMW%@", (int) c))
        return 870;
    return c < 0x80 && g_ascii_isupper ((char) c) ? 630 : 555;
}

/* The half em of blank that a full-width mark has on one side. It is measured, not assumed: faces for Taiwan centre
 * their stops, and those cannot be squeezed. */
static gint16
blank_of (const DcmmFont *font, guint face, hb_codepoint_t glyph, DcmmCharClass kind, gint16 advance)
{
    hb_glyph_extents_t box;

    if ((kind != DCMM_CHAR_OPEN && kind != DCMM_CHAR_CLOSE && kind != DCMM_CHAR_QUOTE) || advance < 900 ||
        !hb_font_get_glyph_extents (dcmm_font_face (font, face)->font, glyph, &box))
        return 0;
    const int before = box.x_bearing, after = advance - box.x_bearing - box.width;
    return MAX (before, after) >= 450 ? 500 : 0;
}

static void
warn (DcmmFont *font, gunichar c)
{
    if (!g_hash_table_add (font->warned, GUINT_TO_POINTER (c)))
        return;
    if (g_hash_table_size (font->warned) <= WARNED_MAX)
        g_printerr (_("no font has the character U+%04X; 〓 stands in its place\n"), c);
    else if (g_hash_table_size (font->warned) == WARNED_MAX + 1)
        g_printerr (_("and there are more that no font has; install one that has them, for instance the package fonts-noto-cjk\n"));
}

static void
look_up (DcmmFont *font, gunichar c, gboolean bold, DcmmGlyph *to)
{
    const DcmmCharClass kind = dcmm_char_class (c);
    hb_codepoint_t glyph = 0;
    guint face = DCMM_NO_FACE;

    to->kind = (guint8) kind;
    to->face = DCMM_NO_FACE;
    if (kind == DCMM_CHAR_NONE)
        return;
    if (!dcmm_font_open (font, NULL)) {
        to->advance = estimate (c, kind);
        to->blank = kind == DCMM_CHAR_OPEN || kind == DCMM_CHAR_CLOSE ? 500 : 0;
        return;
    }
    if (!dcmm_faces_find (font->faces, c, bold, &face, &glyph)) {
        if (c != DCMM_MISSING) {
            warn (font, c);
            *to = *dcmm_font_glyph (font, DCMM_MISSING, bold);
            to->missing = TRUE;
            to->kind = DCMM_CHAR_HAN;
            return;
        }
        face = dcmm_faces_main (font->faces, bold);
    }
    to->face = (guint8) face;
    to->glyph = (guint16) glyph;
    to->advance = (gint16) hb_font_get_glyph_h_advance (dcmm_font_face (font, face)->font, glyph);
    to->natural = to->advance;
    to->blank = blank_of (font, face, glyph, kind, to->advance);
}

static DcmmGlyph *
beyond (DcmmFont *font, guint key, gboolean bold, gboolean *is_new)
{
    DcmmGlyph *glyph = g_hash_table_lookup (font->beyond[bold], GUINT_TO_POINTER (key));

    *is_new = !glyph;
    if (!glyph) {
        glyph = g_new0 (DcmmGlyph, 1);
        g_hash_table_insert (font->beyond[bold], GUINT_TO_POINTER (key), glyph);
    }
    return glyph;
}

const DcmmGlyph *
dcmm_font_glyph (DcmmFont *font, gunichar c, gboolean bold)
{
    bold = bold != FALSE;
    if (c >= 0x10000) {
        gboolean is_new;
        DcmmGlyph *glyph = beyond (font, c, bold, &is_new);
        if (is_new)
            look_up (font, c, bold, glyph);
        return glyph;
    }
    Page **at = &font->pages[bold][c / PAGE_SIZE];
    if (!*at)
        *at = g_new0 (Page, 1);
    if (!(*at)->known[c % PAGE_SIZE]) {
        look_up (font, c, bold, &(*at)->glyphs[c % PAGE_SIZE]);
        (*at)->known[c % PAGE_SIZE] = TRUE;
    }
    return &(*at)->glyphs[c % PAGE_SIZE];
}

/* One character shaped with one feature: the glyph may change ("pwid") or its box ("halt"). */
static void
shape (hb_font_t *face, gunichar c, const char *feature, DcmmGlyph *to)
{
    const hb_feature_t with = { hb_tag_from_string (feature, 4), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
    hb_buffer_t *buffer = hb_buffer_create ();
    guint n;

    hb_buffer_add_utf32 (buffer, &c, 1, 0, 1);
    hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script (buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language (buffer, hb_language_from_string ("zh-cn", -1));
    hb_shape (face, buffer, &with, 1);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos (buffer, &n);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions (buffer, &n);
    if (n == 1) {
        to->glyph = (guint16) info[0].codepoint;
        to->advance = (gint16) place[0].x_advance;
        to->shift = (gint16) -place[0].x_offset;
    }
    hb_buffer_destroy (buffer);
}

/* The face has no features for it: cut the blank away. */
static void
trim (hb_font_t *face, DcmmGlyph *to)
{
    hb_glyph_extents_t box;

    if (to->advance < 900 || !hb_font_get_glyph_extents (face, to->glyph, &box) || box.width > 500)
        return;
    to->shift = (gint16) (box.x_bearing - 60);
    to->advance = (gint16) (box.width + 120);
}

const DcmmGlyph *
dcmm_font_narrow (DcmmFont *font, gunichar c, gboolean bold)
{
    gboolean is_new;
    const DcmmGlyph wide = *dcmm_font_glyph (font, c, bold);
    DcmmGlyph *glyph = beyond (font, c | NARROW, bold != FALSE, &is_new);

    if (!is_new)
        return glyph;
    *glyph = wide;
    glyph->blank = 0;
    if (wide.advance < 900 || wide.missing)
        return glyph;
    if (wide.face == DCMM_NO_FACE) {
        glyph->advance = wide.kind == DCMM_CHAR_DASH ? 1000 : 400;
        return glyph;
    }
    hb_font_t *face = dcmm_font_face (font, wide.face)->font;
    shape (face, c, "pwid", glyph);
    if (glyph->glyph == wide.glyph && glyph->advance == wide.advance)
        shape (face, c, "halt", glyph);
    if (glyph->advance == wide.advance)
        trim (face, glyph);
    glyph->natural = (gint16) hb_font_get_glyph_h_advance (face, glyph->glyph);
    return glyph;
}
