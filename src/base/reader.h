/* Reading XML: a reader is a table of rows and one short function per element.
 *
 *     static const DcmmElement elements[] = {
 *         { .name = "answers",                      .start = on_answers },
 *         { .name = "answer",  .parent = "answers", .start = on_answer  },
 *         { .name = "note",    .parent = "answer",  .end = on_note, .verbatim = TRUE },
 *         { .name = NULL }
 *     };
 *
 * Limits, DOCTYPE, encodings, unknown elements and line numbers are dealt with here, once. Every input: at most
 * 16 MiB, depth 64, one token 64 KiB; no DOCTYPE, no network, no entity but the five of XML.
 */
#pragma once
#include "base/error.h"

#define DCMM_INPUT_MAX   (16 * 1024 * 1024)
#define DCMM_DEPTH_MAX   64
/* A start tag with 100,000 attributes keeps libxml2's tree builder busy for 9.4 s, and a SAX handler hears of it
 * after 1.9 s (measured on 2.9.14): one unfinished token may have no more than this. */
#define DCMM_TOKEN_MAX   (64 * 1024)

typedef struct _DcmmReader DcmmReader;

typedef struct {
    const char *name;           /* of the element; NULL ends the table */
    const char *parent;         /* the name of the element around it; NULL: the root */
    gboolean  (*start) (DcmmReader *reader, gpointer data, GError **error);                     /* may be NULL */
    gboolean  (*end)   (DcmmReader *reader, gpointer data, const char *text, GError **error);   /* may be NULL; @text: stripped, white space collapsed, borrowed */
    gboolean    verbatim;       /* white space inside the text is kept: what a person wrote */
} DcmmElement;

/* A set of tables: element names are unique within a table together with their parent. An element of another
 * namespace is passed over with all that is in it. @elements must outlive the call. */
gboolean dcmm_read_xml (const char *path, const char *ns, const DcmmElement *elements, gpointer data, GError **error);

/* The same for text in memory; @name stands in messages in place of a path. */
gboolean dcmm_read_xml_memory (const char *name, const char *text, gsize length, const char *ns, const DcmmElement *elements,
                               gpointer data, GError **error);

/* The same for a part of another program's file: elements that the table does not name are passed over with all that is in
 * them, verbatim text keeps the blanks around it, and an attribute of whatever other namespace is asked for as "*:id". With an empty
 * table nothing is asked but that it be XML to its end. */
gboolean dcmm_read_xml_foreign (const char *name, const char *text, gsize length, const char *ns, const DcmmElement *elements,
                                gpointer data, GError **error);

/* The same, but the root element stands inside @parent of @elements: for a file that another one includes. */
gboolean dcmm_read_xml_part (const char *path, const char *ns, const DcmmElement *elements, const char *parent, gpointer data,
                             GError **error);

/* The root element's name and namespace without reading further; FALSE where there is none. Both yours. */
gboolean dcmm_read_root (const char *path, char **name, char **ns, GError **error);

/* Of the element that is being started; borrowed until the next element; NULL where it is not there. An attribute of
 * the XML namespace is asked for as "xml:lang". */
const char *dcmm_reader_attribute (DcmmReader *reader, const char *name);
/* The same, but it must be there: NULL with the error set if it is not. */
const char *dcmm_reader_need      (DcmmReader *reader, const char *name, GError **error);
const char *dcmm_reader_element   (DcmmReader *reader);
DcmmWhere   dcmm_reader_where     (DcmmReader *reader);
/* Where the element whose end is being handled began. */
DcmmWhere   dcmm_reader_began     (DcmmReader *reader);
