#include "document/raster.h"

#include <math.h>
#include <string.h>
#include <zlib.h>

struct _DcmmRaster {
    guint    width, height;
    guint32 *pixels;
    float   *cover;                     /* of the shape so far: what each pixel adds to all at its right */
    guint    stride;                    /* of @cover: two beyond the right edge */
    int      top, bottom, left, right;  /* of the shape */
    float    x, y, from_x, from_y;
    gboolean open;
};

static void
forget_shape (DcmmRaster *raster)
{
    raster->top = (int) raster->height;
    raster->bottom = 0;
    raster->left = (int) raster->width;
    raster->right = 0;
}

DcmmRaster *
dcmm_raster_new (guint width, guint height, guint32 colour)
{
    DcmmRaster *raster = g_new0 (DcmmRaster, 1);
    const gsize n = (gsize) width * height;

    raster->width = width;
    raster->height = height;
    raster->stride = width + 2;
    raster->pixels = g_new (guint32, n);
    raster->cover = g_new0 (float, (gsize) raster->stride * height);
    for (gsize i = 0; i < n; i++)
        raster->pixels[i] = colour;
    forget_shape (raster);
    return raster;
}

void
dcmm_raster_free (DcmmRaster *raster)
{
    if (!raster)
        return;
    g_free (raster->pixels);
    g_free (raster->cover);
    g_free (raster);
}

/* The part of an edge within one row of pixels, from @x to @to_x, @h of the row high (negative: upwards). */
static void
add_to_row (DcmmRaster *raster, int row, float x, float to_x, float h)
{
    float *cover = raster->cover + (gsize) row * raster->stride;
    const float most = (float) raster->width;
    const float low = CLAMP (MIN (x, to_x), 0, most), high = CLAMP (MAX (x, to_x), 0, most);
    const int   first = (int) low, last = (int) ceilf (high);

    raster->left = MIN (raster->left, first);
    raster->right = MAX (raster->right, MIN (last + 1, (int) raster->width));
    if (last <= first + 1) {
        const float mean = (low + high) / 2 - (float) first;
        cover[first] += h * (1 - mean);
        cover[first + 1] += h * mean;
        return;
    }
    const float slope = h / (high - low), begin = 1 - (low - (float) first), end = high - (float) (last - 1);
    float before = slope * begin * begin / 2, sum;
    cover[first] += before;
    sum = before;
    for (int i = first + 1; i < last - 1; i++) {
        const float here = slope * ((float) (i - first) + begin - 0.5f);
        cover[i] += here - before;
        sum += here - before;
        before = here;
    }
    const float last_cover = h - slope * end * end / 2;
    cover[last - 1] += last_cover - before;
    sum += last_cover - before;
    cover[last] += h - sum;
}

static void
add_edge (DcmmRaster *raster, float x, float y, float to_x, float to_y)
{
    const float sign = y < to_y ? 1 : -1;

    if (y == to_y)
        return;
    if (sign < 0) {
        float swap = x; x = to_x; to_x = swap;
        swap = y; y = to_y; to_y = swap;
    }
    const float slope = (to_x - x) / (to_y - y);
    const int   from = MAX ((int) floorf (y), 0), to = MIN ((int) ceilf (to_y), (int) raster->height);
    for (int row = from; row < to; row++) {
        const float top = MAX (y, (float) row), bottom = MIN (to_y, (float) row + 1);
        if (bottom > top)
            add_to_row (raster, row, x + (top - y) * slope, x + (bottom - y) * slope, sign * (bottom - top));
    }
    raster->top = MIN (raster->top, from);
    raster->bottom = MAX (raster->bottom, to);
}

void
dcmm_raster_line (DcmmRaster *raster, float x, float y)
{
    add_edge (raster, raster->x, raster->y, x, y);
    raster->x = x;
    raster->y = y;
}

static void
close_outline (DcmmRaster *raster)
{
    if (raster->open)
        dcmm_raster_line (raster, raster->from_x, raster->from_y);
    raster->open = FALSE;
}

void
dcmm_raster_move (DcmmRaster *raster, float x, float y)
{
    close_outline (raster);
    raster->open = TRUE;
    raster->x = raster->from_x = x;
    raster->y = raster->from_y = y;
}

/* In sixteen steps, which the eye does not count and a palette has room for. */
static guint32
blend (guint32 under, guint32 over, guint share)
{
    guint32 mixed = 0;

    if (share == 15)
        return over;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const guint a = under >> shift & 0xFF, b = over >> shift & 0xFF;
        mixed |= ((a * (15 - share) + b * share + 7) / 15) << shift;
    }
    return mixed;
}

void
dcmm_raster_fill (DcmmRaster *raster, guint32 colour, float opacity)
{
    close_outline (raster);
    for (int y = raster->top; y < raster->bottom; y++) {
        float   *cover = raster->cover + (gsize) y * raster->stride;
        guint32 *pixels = raster->pixels + (gsize) y * raster->width;
        float    sum = 0;
        for (int x = raster->left; x < raster->right; x++) {
            sum += cover[x];
            const guint share = (guint) (MIN (fabsf (sum), 1) * opacity * 15 + 0.5f);
            if (share)
                pixels[x] = blend (pixels[x], colour, share);
        }
        memset (cover + raster->left, 0, sizeof (float) * (gsize) (raster->right - raster->left + 2));
    }
    forget_shape (raster);
}

/* -- PNG -- */

static void
put_chunk (GString *out, const char *name, const guint8 *bytes, gsize length)
{
    const guint32 size = GUINT32_TO_BE ((guint32) length);
    uLong sum = crc32 (0, (const Bytef *) name, 4);

    sum = length ? crc32 (sum, bytes, (uInt) length) : sum;
    const guint32 check = GUINT32_TO_BE ((guint32) sum);
    g_string_append_len (out, (const char *) &size, 4);
    g_string_append_len (out, name, 4);
    g_string_append_len (out, (const char *) bytes, (gssize) length);
    g_string_append_len (out, (const char *) &check, 4);
}

#define PLACES 4096             /* of colours met, a power of two */

typedef struct {
    guint32 colours[256];
    guint   n;
    guint32 keys[PLACES];       /* a colour, plus one; 0: free */
    guint8  indices[PLACES];
    guint   used;
} Palette;

static guint8
nearest (const Palette *palette, guint32 colour)
{
    guint best = 0, least = G_MAXUINT;

    for (guint i = 0; i < palette->n; i++) {
        guint distance = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            const int d = (int) (palette->colours[i] >> shift & 0xFF) - (int) (colour >> shift & 0xFF);
            distance += (guint) (d * d);
        }
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return (guint8) best;
}

static guint8
index_of (Palette *palette, guint32 colour)
{
    guint at = (colour * 2654435761u) >> 20;

    while (palette->keys[at] && palette->keys[at] != colour + 1)
        at = (at + 1) % PLACES;
    if (palette->keys[at])
        return palette->indices[at];
    const guint8 index = palette->n < 256 ? (guint8) palette->n : nearest (palette, colour);
    if (palette->n < 256)
        palette->colours[palette->n++] = colour;
    if (palette->used < PLACES / 2) {
        palette->used++;
        palette->keys[at] = colour + 1;
        palette->indices[at] = index;
    }
    return index;
}

/* A byte for the filter of each row (none), then its pixels. */
static guint8 *
index_pixels (const DcmmRaster *raster, Palette *palette)
{
    guint8 *rows = g_malloc ((gsize) (raster->width + 1) * raster->height), *at = rows;
    const guint32 *pixel = raster->pixels;
    guint32 last = *pixel;
    guint8  index = index_of (palette, last);

    for (guint y = 0; y < raster->height; y++) {
        *at++ = 0;
        for (guint x = 0; x < raster->width; x++, pixel++) {
            if (*pixel != last)
                index = index_of (palette, last = *pixel);
            *at++ = index;
        }
    }
    return rows;
}

static void
put_head (GString *out, const DcmmRaster *raster)
{
    guint8 head[13] = { [8] = 8, [9] = 3 };         /* bits, colours by a palette */
    const guint32 width = GUINT32_TO_BE (raster->width), height = GUINT32_TO_BE (raster->height);

    memcpy (head, &width, 4);
    memcpy (head + 4, &height, 4);
    put_chunk (out, "IHDR", head, sizeof head);
}

void
dcmm_raster_png (const DcmmRaster *raster, GString *out)
{
    g_autofree Palette *palette = g_new0 (Palette, 1);
    g_autofree guint8 *rows = index_pixels (raster, palette), *packed = NULL;
    const uLong length = (uLong) (raster->width + 1) * raster->height;
    uLongf packed_length = compressBound (length);
    guint8 colours[256 * 3];

    for (guint i = 0; i < palette->n; i++)
        for (guint k = 0; k < 3; k++)
            colours[3 * i + k] = (guint8) (palette->colours[i] >> (16 - 8 * k));
    packed = g_malloc (packed_length);
    if (compress2 (packed, &packed_length, rows, length, 3) != Z_OK)
        g_error ("zlib: out of memory");
    g_string_append_len (out, "\211PNG\r\n\032\n", 8);
    put_head (out, raster);
    put_chunk (out, "PLTE", colours, 3 * palette->n);
    put_chunk (out, "IDAT", packed, packed_length);
    put_chunk (out, "IEND", NULL, 0);
}
