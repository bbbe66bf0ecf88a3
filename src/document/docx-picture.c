/* DOCX: drawings as pictures: vectors (SVG) for who can show them, a PNG of the same drawing for who cannot. Word has
 * known SVG since 2016; what is older, and most of what only reads DOCX, takes the PNG. */
#include "document/docx.h"
#include "document/charts.h"
#include "document/charts/marks.h"
#include "document/raster.h"
#include "base/writer.h"

#include <math.h>
#include <string.h>

#define EMU_PER_POINT 12700.0
#define SCALE         2.5f      /* pixels a point: 180 to the inch */
#define FACES         "Microsoft YaHei,Noto Sans SC,Noto Sans CJK SC,PingFang SC,sans-serif"

/* -- PNGs are packed while the document goes on -- */

typedef struct {
    DcmmRaster *raster;
    GString    *out;
} Packing;

static void
pack (gpointer data, gpointer user)
{
    Packing *packing = data;

    (void) user;
    dcmm_raster_png (packing->raster, packing->out);
    dcmm_raster_free (packing->raster);
    g_free (packing);
}

static void
start_packing (Docx *docx, DcmmRaster *raster, GString *out)
{
    Packing *packing = g_new (Packing, 1);

    *packing = (Packing) { raster, out };
    if (!docx->packers && g_get_num_processors () > 1)
        docx->packers = g_thread_pool_new (pack, NULL, 1, FALSE, NULL);
    if (docx->packers)
        g_thread_pool_push (docx->packers, packing, NULL);
    else
        pack (packing, NULL);
}

void
dcmm_docx_await_pictures (Docx *docx)
{
    if (docx->packers)
        g_thread_pool_free (docx->packers, FALSE, TRUE);
    docx->packers = NULL;
}

/* -- the drawing in its paragraph -- */

#define NS_DRAWING " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
#define NS_PICTURE "http://schemas.openxmlformats.org/drawingml/2006/picture"

static void
put_drawing (Docx *docx, const char *png, const char *svg, double width, double height, const char *title, const char *alternative)
{
    const gint64 cx = llround (width * EMU_PER_POINT), cy = llround (height * EMU_PER_POINT);
    const guint  id = ++docx->n_drawings;
    GString *out = docx->body;

    g_string_append_printf (out, "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT "\"/>"
                            "<wp:docPr id=\"%u\" name=\"Picture %u\"", cx, cy, id, id);
    dcmm_xml_attribute (out, "descr", alternative);
    dcmm_xml_attribute (out, "title", title && *title ? title : NULL);
    g_string_append_printf (out, "/><wp:cNvGraphicFramePr><a:graphicFrameLocks" NS_DRAWING " noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>"
                            "<a:graphic" NS_DRAWING "><a:graphicData uri=\"" NS_PICTURE "\"><pic:pic xmlns:pic=\"" NS_PICTURE "\">"
                            "<pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"Picture %u\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"%s\"", id, id, png);
    if (svg)
        g_string_append_printf (out, "><a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">"
                                "<asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"%s\"/></a:ext></a:extLst></a:blip>", svg);
    else
        g_string_append (out, "/>");
    g_string_append_printf (out, "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT "\"/></a:xfrm>"
                            "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>", cx, cy);
}

/* Both files in the package; their relations in one word, "rId7 rId8", since a drawing that comes again needs no more. */
static const char *
add_picture (Docx *docx, const DcmmCanvas *canvas, const char *what)
{
    g_autofree char *name = g_strdup_printf ("picture%u", g_hash_table_size (docx->pictures) + 1);
    DocxPart *png = dcmm_docx_part (docx, NULL, "word/media/%s.png", name), *svg = dcmm_docx_part (docx, NULL, "word/media/%s.svg", name);
    g_autofree char *png_id = dcmm_docx_relation (docx, "image", png->path + strlen ("word/"), FALSE);
    g_autofree char *svg_id = dcmm_docx_relation (docx, "image", svg->path + strlen ("word/"), FALSE);
    char *both = g_strdup_printf ("%s %s", png_id, svg_id);

    dcmm_canvas_svg_file (canvas, docx->inks, FACES, DCMM_PICTURE_MARGIN, svg->bytes);
    start_packing (docx, dcmm_canvas_raster (canvas, docx->inks, SCALE), png->bytes);
    g_hash_table_insert (docx->pictures, g_strdup (what), both);
    return both;
}

/* The room around it is part of the picture: it is made so much smaller that it keeps its width. */
static void
put_canvas (Docx *docx, const DcmmCanvas *canvas, const char *what, const char *title, const char *alternative)
{
    const double width = (double) dcmm_canvas_width (canvas), height = (double) dcmm_canvas_height (canvas), margin = 2 * (double) DCMM_PICTURE_MARGIN;
    const char *both = g_hash_table_lookup (docx->pictures, what);
    g_auto (GStrv) ids = g_strsplit (both ? both : add_picture (docx, canvas, what), " ", 2);

    put_drawing (docx, ids[0], ids[1], width, (height + margin) * width / (width + margin), title, alternative);
}

gboolean
dcmm_docx_open_chart (Docx *docx, const DcmmNode *node)
{
    const float width = (float) (dcmm_docx_span (node) * DOCX_STEP - DOCX_GUTTER - (docx->callout ? 11.5 : 0));
    const char *title = dcmm_node_get (node, "title");
    g_autoptr (DcmmCanvas) canvas = dcmm_chart_draw (node, docx->font, width);
    g_autofree char *what = g_strdup_printf ("chart %u", ++docx->n_charts);
    DocxParagraph paragraph = DOCX_PARAGRAPH ("Figure");

    dcmm_docx_line (docx, "Caption", title);
    dcmm_docx_line (docx, "ChartNote", dcmm_node_get (node, "sub"));
    if (!canvas)
        return FALSE;
    paragraph.keep = dcmm_docx_keeps (docx, node);
    dcmm_docx_begin (docx, &paragraph);
    put_canvas (docx, canvas, what, title, dcmm_node_get (node, "alt"));
    dcmm_docx_end (docx);
    return FALSE;
}

/* The same bar is the same picture. */
gboolean
dcmm_docx_open_bar (Docx *docx, const DcmmNode *node)
{
    const float width = (float) dcmm_node_number (node, "w", 60);
    g_autoptr (DcmmCanvas) canvas = dcmm_canvas_new (docx->font, width, DCMM_BAR_HEIGHT + 4);
    const char *value = dcmm_node_get (node, "v"), *target = dcmm_node_get (node, "t"), *max = dcmm_node_get (node, "max");
    g_autofree char *what = g_strdup_printf ("bar %s %s %s %d", value, target ? target : "", max ? max : "5", (int) width);

    dcmm_draw_bar (canvas, 0, 2, width, (float) dcmm_node_number (node, "v", (double) NAN), (float) dcmm_node_number (node, "t", (double) NAN),
                   (float) dcmm_node_number (node, "max", 5));
    dcmm_docx_need (docx);
    put_canvas (docx, canvas, what, NULL, dcmm_is_number (value) ? value : "—");
    return FALSE;
}

/* -- the issuer's logo: at most 120 by 40, at the right of the cover -- */

static gboolean
png_size (const char *bytes, gsize length, double *width, double *height)
{
    if (length < 24 || memcmp (bytes, "\211PNG\r\n\032\n", 8) != 0)
        return FALSE;
    guint32 w, h;
    memcpy (&w, bytes + 16, 4);
    memcpy (&h, bytes + 20, 4);
    *width = GUINT32_FROM_BE (w);
    *height = GUINT32_FROM_BE (h);
    return *width > 0 && *height > 0;
}

void
dcmm_docx_put_logo (Docx *docx, const char *path)
{
    g_autofree char *bytes = NULL;
    DocxParagraph paragraph = DOCX_PARAGRAPH ("Figure");
    double width, height;
    gsize length;

    if (!g_file_get_contents (path, &bytes, &length, NULL) || !png_size (bytes, length, &width, &height)) {
        if (!docx->failed)
            dcmm_fail (docx->error, DCMM_SURROUNDINGS, _("%s: the logo of the theme cannot be read as a PNG"), path);
        docx->failed = TRUE;
        return;
    }
    DocxPart *part = dcmm_docx_part (docx, NULL, "word/media/logo.png");
    g_string_append_len (part->bytes, bytes, (gssize) length);
    g_autofree char *id = dcmm_docx_relation (docx, "image", "media/logo.png", FALSE);
    const double scale = MIN (120 / width, 40 / height);
    paragraph.right = TRUE;
    dcmm_docx_begin (docx, &paragraph);
    put_drawing (docx, id, NULL, width * scale, height * scale, NULL, dcmm_press_theme (docx->press)->issuer);
    dcmm_docx_end (docx);
}
