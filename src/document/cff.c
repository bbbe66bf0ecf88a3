/* Just enough of a CFF table (Adobe technical note 5176) to know the CIDs that a subset's glyphs have. */
#include "document/subset.h"

typedef struct {
    const guint8 *at, *end;
    gboolean      broken;
} Bytes;

static guint
take (Bytes *bytes, guint n)
{
    guint value = 0;

    if ((gsize) (bytes->end - bytes->at) < n) {
        bytes->broken = TRUE;
        bytes->at = bytes->end;
        return 0;
    }
    while (n--)
        value = value << 8 | *bytes->at++;
    return value;
}

static void
skip (Bytes *bytes, gsize n)
{
    if ((gsize) (bytes->end - bytes->at) < n) {
        bytes->broken = TRUE;
        n = (gsize) (bytes->end - bytes->at);
    }
    bytes->at += n;
}

/* Passes over an INDEX and gives the bytes of its first element. */
static Bytes
take_index (Bytes *bytes)
{
    Bytes none = { bytes->end, bytes->end, FALSE };
    const guint count = take (bytes, 2);

    if (!count || bytes->broken)
        return none;
    const guint size = take (bytes, 1);
    if (size < 1 || size > 4) {
        bytes->broken = TRUE;
        return none;
    }
    const guint8 *offsets = bytes->at;
    skip (bytes, (gsize) (count + 1) * size);
    if (bytes->broken)
        return none;
    const guint8 *data = bytes->at - 1;                     /* offsets count from 1 */
    Bytes first = { offsets + size, bytes->end, FALSE }, last = { offsets + (gsize) count * size, bytes->end, FALSE };
    const guint first_end = take (&first, size), last_end = take (&last, size);
    if (bytes->broken || first_end < 1 || last_end < first_end || (gsize) (bytes->end - data) < last_end) {
        bytes->broken = TRUE;
        return none;
    }
    bytes->at = data + last_end;
    return (Bytes) { data + 1, data + first_end, FALSE };
}

/* A number of a DICT; reals are passed over, since neither of the two operators we look for has one. */
static int
take_number (Bytes *dict, guint first)
{
    if (first >= 32 && first <= 246)
        return (int) first - 139;
    if (first >= 247 && first <= 250)
        return ((int) first - 247) * 256 + (int) take (dict, 1) + 108;
    if (first >= 251 && first <= 254)
        return -((int) first - 251) * 256 - (int) take (dict, 1) - 108;
    if (first == 28)
        return (gint16) take (dict, 2);
    if (first == 29)
        return (int) take (dict, 4);
    while (first == 30 && dict->at < dict->end) {
        const guint nibbles = take (dict, 1);
        if ((nibbles & 15) == 15 || nibbles >> 4 == 15)
            break;
    }
    return 0;
}

#define OP_CHARSET 15
#define OP_ROS     (12 << 8 | 30)

static void
read_top (Bytes dict, gboolean *keyed, guint *charset)
{
    int operand = 0;

    while (dict.at < dict.end) {
        const guint first = take (&dict, 1);
        if (first > 21) {
            operand = take_number (&dict, first);
            continue;
        }
        const guint operator = first == 12 ? 12u << 8 | take (&dict, 1) : first;
        if (operator == OP_ROS)
            *keyed = TRUE;
        if (operator == OP_CHARSET)
            *charset = (guint) operand;
    }
}

static gboolean
read_charset (Bytes bytes, guint16 *cids, guint n)
{
    const guint format = take (&bytes, 1);
    guint glyph = 1;                                        /* glyph 0 is CID 0 and is not listed */

    cids[0] = 0;
    while (glyph < n && !bytes.broken && format <= 2) {
        guint cid = take (&bytes, 2);
        guint more = format == 0 ? 0 : take (&bytes, format);
        for (guint k = 0; k <= more && glyph < n; k++)
            cids[glyph++] = (guint16) cid++;
    }
    return glyph >= n && !bytes.broken;
}

gboolean
dcmm_cff_codes (const guint8 *table, gsize length, guint16 *cids, guint n)
{
    Bytes bytes = { table, table + length, FALSE };
    gboolean keyed = FALSE;
    guint charset = 0;

    for (guint i = 0; i < n; i++)
        cids[i] = (guint16) i;
    skip (&bytes, 2);
    const guint header = take (&bytes, 1);
    bytes.at = table;
    skip (&bytes, header);
    take_index (&bytes);                                    /* names */
    const Bytes top = take_index (&bytes);
    if (bytes.broken)
        return FALSE;
    read_top (top, &keyed, &charset);
    if (!keyed || charset <= 2)                             /* named glyphs, or a predefined charset */
        return TRUE;
    if (charset >= length)
        return FALSE;
    return read_charset ((Bytes) { table + charset, table + length, FALSE }, cids, n);
}
