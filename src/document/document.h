/* document/: from a page description to PDF, HTML or DOCX.
 *
 * Takes one page description (XML of urn:dcmm:page:1, made by a template) and a theme; gives a PDF through libharu,
 * one HTML file with inline SVG, a DOCX, or a trace of the layout to test it by. It knows no questionnaire and calculates
 * no score. One tree (node.h), one canvas (canvas.h), charts drawn once over it (charts.h), text set by our own
 * engine (text.h, layout.h). Start reading at node.h, then layout.h.
 */
#pragma once
#include "base/base.h"
#include "document/canvas.h"
#include "document/node.h"
#include "document/theme.h"

/* What is shared by all documents of a process: faces found and opened, the theme. */
typedef struct _DcmmPress DcmmPress;

/* @theme_path NULL: templates/theme.ini of the data folder. NULL with DCMM_INPUT when the theme is wrong. Faces are
 * opened lazily, since HTML needs none: where none can be found, dcmm_write_pdf() and dcmm_write_trace() fail with
 * DCMM_SURROUNDINGS (the message says which package brings one). */
DcmmPress *dcmm_press_new  (const char *theme_path, GError **error);
void       dcmm_press_free (DcmmPress *press);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmPress, dcmm_press_free)
const DcmmTheme *dcmm_press_theme (const DcmmPress *press);
/* What measures and splits text in the language of @lang ("zh-CN", "en"); borrowed, for the life of the press. Works
 * without any face (widths are then estimates), so that HTML can be written on a machine that has none. */
struct _DcmmFont *dcmm_press_font (DcmmPress *press, const char *lang);

/* Each writes the whole document to @out. Equal documents give equal bytes. */
gboolean dcmm_write_pdf   (DcmmPress *press, const DcmmNode *document, GString *out, GError **error);
gboolean dcmm_write_html  (DcmmPress *press, const DcmmNode *document, GString *out, GError **error);
gboolean dcmm_write_docx  (DcmmPress *press, const DcmmNode *document, GString *out, GError **error);
/* The layout as lines of text: page, place, role and words of everything drawn. */
gboolean dcmm_write_trace (DcmmPress *press, const DcmmNode *document, GString *out, GError **error);
