/* The page tree: what a template says, checked once and held as plain structs. It knows no format.
 *
 * The language is described in docs/page-language.md; every element has a row in node.c, and an element or attribute
 * that is not there is an error that names it: a template with a slip in it fails its test, not its reader.
 */
#pragma once
#include <glib.h>
#include <libxml/tree.h>

typedef enum {
    DCMM_NODE_TEXT,             /* a run of words: no children, no attributes */
    /* the frame of a document */
    DCMM_NODE_DOCUMENT, DCMM_NODE_COVER, DCMM_NODE_FACT, DCMM_NODE_PAGE, DCMM_NODE_CHAPTER, DCMM_NODE_FRAME,
    /* blocks */
    DCMM_NODE_H1, DCMM_NODE_H2, DCMM_NODE_H3, DCMM_NODE_P, DCMM_NODE_UL, DCMM_NODE_OL, DCMM_NODE_LI,
    DCMM_NODE_TABLE, DCMM_NODE_COL, DCMM_NODE_THEAD, DCMM_NODE_TBODY, DCMM_NODE_TR, DCMM_NODE_TH, DCMM_NODE_TD,
    DCMM_NODE_CALLOUT, DCMM_NODE_COLUMNS, DCMM_NODE_COLUMN, DCMM_NODE_GROUP, DCMM_NODE_STRIP, DCMM_NODE_TOC,
    DCMM_NODE_FIGURES, DCMM_NODE_FIGURE, DCMM_NODE_DL, DCMM_NODE_PAIR, DCMM_NODE_CHART,
    /* inside a line */
    DCMM_NODE_B, DCMM_NODE_EM, DCMM_NODE_MUTED, DCMM_NODE_SMALL, DCMM_NODE_SUP, DCMM_NODE_NOBR, DCMM_NODE_OPT,
    DCMM_NODE_BR, DCMM_NODE_A, DCMM_NODE_PAGEREF, DCMM_NODE_PIE, DCMM_NODE_BAR,
    /* data of a chart: any attribute, read by the chart alone */
    DCMM_NODE_DATA,
    DCMM_NODE_MAX
} DcmmNodeKind;

typedef struct _DcmmNode DcmmNode;
struct _DcmmNode {
    DcmmNodeKind kind;
    const char  *name;          /* of the element; of a chart's data: "row", "axis", "cell" … */
    DcmmNode    *parent, *first, *last, *next;
    const char  *text;          /* of DCMM_NODE_TEXT: valid UTF-8, NFC, white space collapsed but kept as one blank */
    const char *const *attributes;      /* name, value, name, value …, NULL; NULL where none */
};

/* A tree and all its strings; freed whole. */
typedef struct _DcmmTree DcmmTree;

/* From the page description that a template made; NULL with the error (a template's fault, DCMM_INPUT) naming the
 * element. The document is not kept. */
DcmmTree       *dcmm_tree_new  (xmlDoc *page, const char *name, GError **error);
void            dcmm_tree_free (DcmmTree *tree);
const DcmmNode *dcmm_tree_root (const DcmmTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmTree, dcmm_tree_free)

/* NULL where it is not there; borrowed. */
const char *dcmm_node_get    (const DcmmNode *node, const char *name);
/* @otherwise where it is not there or no number ("." decimal point, whatever the locale). */
double      dcmm_node_number (const DcmmNode *node, const char *name, double otherwise);
/* Does all of it read as a number with a decimal point? */
gboolean    dcmm_is_number   (const char *value);
gboolean    dcmm_node_is     (const DcmmNode *node, const char *name, const char *value);
/* All the words in it, blanks collapsed; yours. */
char       *dcmm_node_words  (const DcmmNode *node);

/* The walk, written once, without recursion: every node is entered, and left after its children. @visit may give
 * FALSE on entering to pass over the children (the node is left all the same). */
typedef enum { DCMM_ENTER, DCMM_LEAVE } DcmmWalk;
typedef gboolean (*DcmmVisit) (const DcmmNode *node, DcmmWalk walk, gpointer data);
void dcmm_node_walk (const DcmmNode *from, DcmmVisit visit, gpointer data);
