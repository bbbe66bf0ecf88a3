/* A raster: shapes filled with one colour each, edges smoothed, and written as a PNG.
 *
 * For pictures beside an SVG that an older Word or a WPS cannot show. Ours, since librsvg (Pango, Cairo, GdkPixbuf)
 * took 240 ms for the fifteen charts of one report, three times the whole PDF, and draws with the faces that it finds;
 * this draws the glyphs that the chart was measured by. Coverage is exact signed area, as in FreeType and font-rs: a
 * shape is the sum of what lies to the right of its edges, so outlines that go the same way round may overlap.
 */
#pragma once
#include <glib.h>

typedef struct _DcmmRaster DcmmRaster;

/* In pixels, all of it in one colour, 0xRRGGBB. */
DcmmRaster *dcmm_raster_new  (guint width, guint height, guint32 colour);
void        dcmm_raster_free (DcmmRaster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmRaster, dcmm_raster_free)

/* An outline of straight lines; it is closed when the next one begins or at the fill. */
void dcmm_raster_move (DcmmRaster *raster, float x, float y);
void dcmm_raster_line (DcmmRaster *raster, float x, float y);
/* Fills all outlines since the last fill. */
void dcmm_raster_fill (DcmmRaster *raster, guint32 colour, float opacity);

/* At most 256 colours; what goes beyond them takes the nearest. */
void dcmm_raster_png  (const DcmmRaster *raster, GString *out);
