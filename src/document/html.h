/* html*.c alone: what the functions of the elements share. Start reading at the table in html.c. */
#pragma once
#include "document/document.h"

typedef struct {
    GString          *out;
    DcmmPress        *press;
    struct _DcmmFont *font;
    const DcmmNode   *document;
    GHashTable       *by_id;        /* id to node: targets of references */
    GHashTable       *ids;          /* node to the id it has or was given; owns what it gave */
    guint             charts;       /* drawn so far */
    const char       *heading;      /* id of the last heading: names what follows it */
    const DcmmNode   *table;        /* the one that is being written */
    guint             column;       /* of the next cell */
} Html;

/* FALSE: its children are not for the walk. */
typedef gboolean (*HtmlOpen)  (Html *html, const DcmmNode *node);
typedef void     (*HtmlClose) (Html *html, const DcmmNode *node);

/* html.c */
void        dcmm_html_text      (Html *html, const char *text);                      /* escaped */
void        dcmm_html_attribute (Html *html, const char *name, const char *value);   /* nothing where NULL */
const char *dcmm_html_id        (Html *html, const DcmmNode *node);                  /* NULL where it has none */
void        dcmm_html_anchor    (Html *html, const char *id);                        /* the link to itself */
/* What a cross-reference calls it: the bookmark of it or of the part it stands in, else the headline; yours. */
char       *dcmm_html_name      (const DcmmNode *node);

/* html-parts.c: the frame of the document */
gboolean dcmm_html_open_document  (Html *html, const DcmmNode *node);
void     dcmm_html_close_document (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_cover     (Html *html, const DcmmNode *node);
void     dcmm_html_close_cover    (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_fact      (Html *html, const DcmmNode *node);
void     dcmm_html_close_pair     (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_part      (Html *html, const DcmmNode *node);
void     dcmm_html_close_part     (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_frame     (Html *html, const DcmmNode *node);
void     dcmm_html_close_frame    (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_columns   (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_column    (Html *html, const DcmmNode *node);
void     dcmm_html_close_div      (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_toc       (Html *html, const DcmmNode *node);

/* html-blocks.c */
gboolean dcmm_html_open_h1        (Html *html, const DcmmNode *node);
void     dcmm_html_close_h1       (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_heading   (Html *html, const DcmmNode *node);
void     dcmm_html_close_heading  (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_p         (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_list      (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_plain     (Html *html, const DcmmNode *node);    /* an element that HTML has too */
void     dcmm_html_close_plain    (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_callout   (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_div       (Html *html, const DcmmNode *node);    /* its name is its class */
gboolean dcmm_html_open_figures   (Html *html, const DcmmNode *node);
void     dcmm_html_close_dl       (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_figure    (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_dl        (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_pair      (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_chart     (Html *html, const DcmmNode *node);

/* html-table.c */
gboolean dcmm_html_open_table     (Html *html, const DcmmNode *node);
void     dcmm_html_close_table    (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_row       (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_cell      (Html *html, const DcmmNode *node);
void     dcmm_html_close_cell     (Html *html, const DcmmNode *node);

/* html-inline.c */
gboolean dcmm_html_open_text      (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_span      (Html *html, const DcmmNode *node);    /* its name is its class */
void     dcmm_html_close_span     (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_br        (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_link      (Html *html, const DcmmNode *node);
void     dcmm_html_close_link     (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_reference (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_pie       (Html *html, const DcmmNode *node);
gboolean dcmm_html_open_bar       (Html *html, const DcmmNode *node);

/* The span of the twelve columns that a node has to itself, and the column it begins at. */
guint dcmm_html_span  (const DcmmNode *node);
guint dcmm_html_begin (const DcmmNode *node);
