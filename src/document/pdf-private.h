/* What the PDF backend's parts share. Of them canvas-pdf.c alone knows libharu: contents are written here as the
 * operators of ISO 32000, so that no number, font or text goes through the library's own formatting and encoders. */
#pragma once
#include "document/font.h"
#include "document/layout.h"
#include "document/subset.h"

/* A face as one document uses it. */
typedef struct {
    guint       face;           /* in the font's chain */
    DcmmUsed    used;
    DcmmSubset *subset;         /* once all pages are known */
} DcmmPdfFace;

typedef struct {
    DcmmFont    *font;
    GPtrArray   *faces;         /* of DcmmPdfFace, by first use: resource names F1, F2 … follow it */
    DcmmPdfFace *by_number[256];
} DcmmPdfFaces;

/* What stands again and again is drawn once, as a form, and stamped: value pies and dots (a circle is four curves, and a
 * report has a thousand of them), the running heads and feet. */
typedef struct {
    DcmmMark    mark;           /* at the origin */
    guint       number;
} DcmmPdfShape;

typedef struct {
    GArray     *shapes;         /* of DcmmPdfShape */
    GHashTable *numbers;        /* of GBytes, operators at the origin ► number in order of first use */
    GPtrArray  *bodies;         /* the same, borrowed from the keys */
} DcmmPdfStamps;
#define DCMM_PDF_STAMP_MAX 6.0f /* radius */

typedef struct {
    const DcmmTheme    *theme;
    const DcmmPdfFaces *faces;
    DcmmPdfStamps      *stamps;
    GString            *out;
    GString            *late;           /* stamps of running text: after all of it, which they would cut into pieces */
    int                 late_x, late_y; /* of the last of them, in hundredths */
    guint               figures, artifacts;     /* open */
    float               height; /* of the page: y is turned round */
    float               logo_shape;     /* of the image: its width over its height */
    DcmmInk             fill, stroke;   /* in force */
    float               width;
    DcmmDash            dash;
    guint               text_mode;
    gboolean            in_text;        /* between BT and ET: the next line is placed from this one */
    int                 text_x, text_y; /* where the line began, in hundredths */
    guint               font;           /* resource in force, from 1; 0: none */
    float               font_size;
} DcmmPdfContent;

/* pdf-text.c */
void dcmm_pdf_faces_init  (DcmmPdfFaces *faces, DcmmFont *font);
void dcmm_pdf_faces_clear (DcmmPdfFaces *faces);
void dcmm_pdf_use         (DcmmPdfFaces *faces, const DcmmCanvas *canvas);
gboolean dcmm_pdf_subset  (DcmmPdfFaces *faces, GError **error);
void dcmm_pdf_text        (DcmmPdfContent *content, const DcmmMark *mark);
void dcmm_pdf_end_text    (DcmmPdfContent *content);

/* pdf-content.c */
void dcmm_pdf_stamps_init  (DcmmPdfStamps *stamps);
void dcmm_pdf_stamps_clear (DcmmPdfStamps *stamps);
void dcmm_pdf_content     (DcmmPdfContent *content, const DcmmCanvas *canvas);
void dcmm_pdf_number      (GString *out, float v);      /* two decimals at most, and a blank */
void dcmm_pdf_hundredths  (GString *out, int v);
int  dcmm_pdf_round       (float v);                    /* to hundredths */
void dcmm_pdf_fill        (DcmmPdfContent *content, DcmmInk ink);
void dcmm_pdf_stroke      (DcmmPdfContent *content, DcmmInk ink, float width);
/* The name of the page's one image, and of the states for faint fills. */
#define DCMM_PDF_IMAGE "X1"
#define DCMM_PDF_STAMP "S"     /* and its number */
#define DCMM_PDF_DASH_UNKNOWN ((DcmmDash) (DCMM_DOTTED + 1))    /* so that the first stroke says which */
#define DCMM_PDF_FAINT "G1"
#define DCMM_PDF_SOLID "G0"
