#include "document/subset.h"
#include "base/i18n.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

#define GLYPHS 65536

/* All that a PDF needs: outlines and advances. Shaping, hinting and names are left out, and so is the map from
 * characters: HarfBuzz would walk all of it for the glyphs we name (3 of 9 ms for a subset of Noto Sans CJK). */
static const char *const wanted[] = { "CFF ", "glyf", "loca", "head", "hhea", "hmtx", "maxp" };

static hb_face_t *
bare_face (hb_face_t *face)
{
    hb_face_t *bare = hb_face_builder_create ();

    for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
        const hb_tag_t tag = hb_tag_from_string (wanted[i], 4);
        hb_blob_t *table = hb_face_reference_table (face, tag);
        if (hb_blob_get_length (table))
            hb_face_builder_add_table (bare, tag, table);
        hb_blob_destroy (table);
    }
    return bare;
}

static hb_subset_plan_t *
make_plan (hb_face_t *face, const DcmmUsed *used)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail ();

    if (!input)
        return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set (input);
    for (guint i = 0; i < GLYPHS; i++)
        if (used->chars[i])
            hb_set_add (glyphs, i);
    hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail (face, input);
    hb_subset_input_destroy (input);
    return plan;
}

static GBytes *
table_of (hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = tag ? hb_face_reference_table (face, tag) : hb_face_reference_blob (face);
    guint length;
    const char *data = hb_blob_get_data (blob, &length);
    GBytes *bytes = g_bytes_new (data, length);

    hb_blob_destroy (blob);
    return bytes;
}

static gint
by_code (gconstpointer a, gconstpointer b)
{
    return (int) ((const DcmmCode *) a)->code - (int) ((const DcmmCode *) b)->code;
}

/* What glyphs are called in the PDF: by CID in a CFF table, by their new number in a TrueType file. */
static gboolean
assign_codes (DcmmSubset *subset, const DcmmFace *face, const DcmmUsed *used, const hb_map_t *renumbered, guint n_glyphs)
{
    gsize length;
    const guint8 *program = g_bytes_get_data (subset->program, &length);
    g_autofree guint16 *cids = g_new (guint16, n_glyphs);

    if (subset->cff && !dcmm_cff_codes (program, length, cids, n_glyphs))
        return FALSE;
    for (guint i = 0; i < GLYPHS; i++) {
        if (!used->chars[i])
            continue;
        const hb_codepoint_t renamed = hb_map_get (renumbered, i);
        if (renamed >= n_glyphs)
            return FALSE;
        subset->codes[i] = subset->cff ? cids[renamed] : (guint16) renamed;
        const DcmmCode code = { subset->codes[i], (gint16) hb_font_get_glyph_h_advance (face->font, i), used->chars[i] };
        g_array_append_val (subset->used, code);
    }
    g_array_sort (subset->used, by_code);
    return TRUE;
}

static gboolean
make_program (DcmmSubset *subset, const DcmmFace *face, const DcmmUsed *used)
{
    hb_face_t *bare = bare_face (face->face);
    hb_subset_plan_t *plan = make_plan (bare, used);
    hb_face_t *made = plan ? hb_subset_plan_execute_or_fail (plan) : NULL;
    gboolean fine = made != NULL;

    if (fine) {
        subset->program = table_of (made, face->cff ? HB_TAG ('C', 'F', 'F', ' ') : 0);
        fine = assign_codes (subset, face, used, hb_subset_plan_old_to_new_glyph_mapping (plan), hb_face_get_glyph_count (made));
    }
    hb_face_destroy (made);
    hb_subset_plan_destroy (plan);
    hb_face_destroy (bare);
    return fine;
}

static void
make_name (DcmmSubset *subset, const DcmmFace *face)
{
    char name[48] = "";
    guint length = sizeof name, n = 0;
    gsize size;
    gconstpointer program = g_bytes_get_data (subset->program, &size);
    g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, program, size);

    hb_ot_name_get_utf8 (face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string ("en", -1), &length, name);
    for (const char *c = name; *c; c++)
        if (g_ascii_isalnum (*c) || *c == '-')
            name[n++] = *c;
    name[n] = '\0';
    for (guint i = 0; i < 6; i++)
        subset->name[i] = (char) ('A' + (g_ascii_xdigit_value (digest[2 * i]) * 16 + g_ascii_xdigit_value (digest[2 * i + 1])) % 26);
    g_snprintf (subset->name + 6, sizeof subset->name - 6, "+%s", n ? name : "Face");
}

static int
metric (const DcmmFace *face, hb_ot_metrics_tag_t tag, int otherwise)
{
    hb_position_t value;

    return hb_ot_metrics_get_position (face->font, tag, &value) ? value : otherwise;
}

static int
signed_at (const guint8 *table, guint at, guint upem)
{
    return (gint16) (table[at] << 8 | table[at + 1]) * 1000 / (int) upem;
}

/* The box of all glyphs of the face, from its table "head": xMin at 36, then yMin, xMax, yMax. */
static void
read_box (DcmmSubset *subset, const DcmmFace *face)
{
    g_autoptr (GBytes) head = table_of (face->face, HB_TAG ('h', 'e', 'a', 'd'));
    gsize length;
    const guint8 *table = g_bytes_get_data (head, &length);

    for (guint i = 0; i < 4 && length >= 44; i++)
        subset->box[i] = signed_at (table, 36 + 2 * i, hb_face_get_upem (face->face));
}

static void
describe (DcmmSubset *subset, const DcmmFace *face)
{
    const float weight = hb_style_get_value (face->font, HB_STYLE_TAG_WEIGHT);

    read_box (subset, face);
    subset->ascent = metric (face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 880);
    subset->descent = metric (face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -120);
    subset->cap_height = metric (face, HB_OT_METRICS_TAG_CAP_HEIGHT, 730);
    /* No table says how thick stems are; this is the usual guess from the weight. */
    subset->stem = 50 + (int) (weight * weight / 4225);
    subset->italic = (int) hb_style_get_value (face->font, HB_STYLE_TAG_SLANT_ANGLE);
    make_name (subset, face);
}

DcmmSubset *
dcmm_subset_new (const DcmmFace *face, const DcmmUsed *used, GError **error)
{
    DcmmSubset *subset = g_new0 (DcmmSubset, 1);

    subset->cff = face->cff;
    subset->codes = g_new0 (guint16, GLYPHS);
    subset->used = g_array_new (FALSE, FALSE, sizeof (DcmmCode));
    if (make_program (subset, face, used)) {
        describe (subset, face);
        dcmm_face_rest (face);
        return subset;
    }
    dcmm_fail (error, DCMM_SURROUNDINGS, _("%s: the font cannot be embedded; install another, such as the package fonts-noto-cjk"), face->path);
    dcmm_subset_free (subset);
    return NULL;
}

void
dcmm_subset_free (DcmmSubset *subset)
{
    if (!subset)
        return;
    g_clear_pointer (&subset->program, g_bytes_unref);
    g_array_unref (subset->used);
    g_free (subset->codes);
    g_free (subset);
}
