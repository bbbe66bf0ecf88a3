/* From the XML that a template made to the tree, checked against the table of all elements. */
#include "document/node.h"
#include "base/error.h"
#include "base/i18n.h"
#include "document/arena.h"
#include "document/charts.h"

#include <string.h>

#define PAGE_NS "urn:dcmm:page:1"

/* What an element may stand in, as bits: a row says what it is and what it holds. */
enum {
    ROOT = 1 << 0, PART = 1 << 1, FACT = 1 << 2, TITLE = 1 << 3, FRAME = 1 << 4, BLOCK = 1 << 5, LINE = 1 << 6, LIST = 1 << 7,
    ITEM = 1 << 8, TABLE = 1 << 9, ROW = 1 << 10, CELL = 1 << 11, COLUMN = 1 << 12, FIGURE = 1 << 13, PAIR = 1 << 14,
    DATA = 1 << 15, PARAGRAPH = 1 << 16
};

/* Attributes: names divided by blanks; "!": must be there; "#": a number; "=a|b": one of these; "=+a|b": some of these. */
typedef struct {
    const char  *name;
    DcmmNodeKind kind;
    guint        is, holds;     /* an element that holds LINE holds words too */
    const char  *attributes;
} Row;

static const Row rows[] = {
    { "document", DCMM_NODE_DOCUMENT, ROOT,   PART,  "!lang title author date running foot toc-title page-label generator" },
    { "cover",    DCMM_NODE_COVER,    PART,   FACT,  "!title subtitle name status confidential" },
    { "fact",     DCMM_NODE_FACT,     FACT,   LINE,  "!label" },
    { "page",     DCMM_NODE_PAGE,     PART,   TITLE | FRAME, "id theme eyebrow tag bookmark level=1|2 class=appendix" },
    { "chapter",  DCMM_NODE_CHAPTER,  PART,   TITLE | BLOCK, "id theme eyebrow tag bookmark level=1|2 class=appendix continue=yes|no" },
    { "frame",    DCMM_NODE_FRAME,    FRAME,  BLOCK, "!col# !span# !y#" },
    { "h1",       DCMM_NODE_H1,       TITLE,  LINE,  "id" },
    { "h2",       DCMM_NODE_H2,       BLOCK,  LINE,  "id bookmark" },
    { "h3",       DCMM_NODE_H3,       BLOCK,  LINE,  "id bookmark" },
    { "p",        DCMM_NODE_P,        BLOCK | PARAGRAPH, LINE, "id class=lead|sub|note|small|warn|indent" },
    { "ul",       DCMM_NODE_UL,       BLOCK | LIST, ITEM, "id class=small" },
    { "ol",       DCMM_NODE_OL,       BLOCK | LIST, ITEM, "id class=+small|circled" },
    { "li",       DCMM_NODE_LI,       ITEM,   LINE | LIST, "id" },
    { "table",    DCMM_NODE_TABLE,    BLOCK,  TABLE, "id class=+grid|cards zebra=auto|yes|no size# repeat=yes|no" },
    { "col",      DCMM_NODE_COL,      TABLE,  0,     "!w# align=left|right|center frame=yes|no" },
    { "thead",    DCMM_NODE_THEAD,    TABLE,  ROW,   "" },
    { "tbody",    DCMM_NODE_TBODY,    TABLE,  ROW,   "" },
    { "tr",       DCMM_NODE_TR,       ROW,    CELL,  "id class=+total|reached|group" },
    { "th",       DCMM_NODE_TH,       CELL,   LINE,  "colspan# class=+strong|muted|accent|num" },
    { "td",       DCMM_NODE_TD,       CELL,   LINE,  "colspan# class=+strong|muted|accent|num" },
    { "callout",  DCMM_NODE_CALLOUT,  BLOCK,  BLOCK, "id !kind=info|decision" },
    { "columns",  DCMM_NODE_COLUMNS,  BLOCK,  COLUMN, "" },
    { "column",   DCMM_NODE_COLUMN,   COLUMN, BLOCK, "!col# !span# rule=yes|no" },
    { "group",    DCMM_NODE_GROUP,    BLOCK,  BLOCK, "id class=card" },
    { "strip",    DCMM_NODE_STRIP,    BLOCK,  LINE | PARAGRAPH, "" },
    { "toc",      DCMM_NODE_TOC,      BLOCK,  0,     "max#" },
    { "figures",  DCMM_NODE_FIGURES,  BLOCK,  FIGURE, "dir=row|column" },
    { "figure",   DCMM_NODE_FIGURE,   FIGURE, 0,     "!value !label" },
    { "dl",       DCMM_NODE_DL,       BLOCK,  PAIR,  "" },
    { "pair",     DCMM_NODE_PAIR,     PAIR,   LINE,  "!label" },
    { "chart",    DCMM_NODE_CHART,    BLOCK,  DATA,  NULL },
    { "b",        DCMM_NODE_B,        LINE,   LINE,  "" },
    { "em",       DCMM_NODE_EM,       LINE,   LINE,  "" },
    { "muted",    DCMM_NODE_MUTED,    LINE,   LINE,  "" },
    { "small",    DCMM_NODE_SMALL,    LINE,   LINE,  "" },
    { "sup",      DCMM_NODE_SUP,      LINE,   LINE,  "" },
    { "nobr",     DCMM_NODE_NOBR,     LINE,   LINE,  "" },
    { "opt",      DCMM_NODE_OPT,      LINE,   LINE,  "" },
    { "br",       DCMM_NODE_BR,       LINE,   0,     "" },
    { "a",        DCMM_NODE_A,        LINE,   LINE,  "!href print=yes|no" },
    { "pageref",  DCMM_NODE_PAGEREF,  LINE,   LINE,  "!to" },
    { "pie",      DCMM_NODE_PIE,      LINE,   LINE,  "!v" },
    { "bar",      DCMM_NODE_BAR,      LINE,   0,     "!v t# max# w#" },
};
static const Row data_row = { NULL, DCMM_NODE_DATA, DATA, DATA, NULL };

struct _DcmmTree {
    DcmmArena *arena;
    DcmmNode  *root;
};

typedef struct {
    DcmmTree   *tree;
    const char *name;           /* of the document in messages */
    GString    *words;          /* scratch */
} Build;

static gboolean
fail (const Build *build, const xmlNode *at, const char *what, const char *name, GError **error)
{
    const long line = xmlGetLineNo ((xmlNode *) at);
    const DcmmWhere where = { build->name, line > 0 ? (guint) line : 0 };

    return dcmm_fail_at (error, where, _("<%s>: %s '%s' is not in the page language; see docs/page-language.md"),
                         (const char *) at->name, what, name);
}

static const Row *
find_row (const xmlNode *at, guint within)
{
    if (within & DATA)
        return &data_row;
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        if (strcmp (rows[i].name, (const char *) at->name) == 0)
            return rows[i].is & within ? &rows[i] : NULL;
    return NULL;
}

static gboolean
holds_words (const DcmmNode *node)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        if (rows[i].kind == node->kind)
            return (rows[i].holds & LINE) != 0;
    return FALSE;
}

/* Characters that are the same in every normal form C string, so that nearly no text of ours has to be taken through
 * g_utf8_normalize(): below the combining marks, and the blocks of Han, kana marks aside, and full-width forms. */
static gboolean
surely_normal (gunichar c)
{
    return c < 0x300 || (c >= 0x2010 && c < 0x2065) || (c >= 0x2190 && c < 0x2329) || (c >= 0x2460 && c < 0x27C0) ||
           (c >= 0x2E80 && c < 0x3099) || (c >= 0x309B && c < 0xA4D0) || (c >= 0xFE30 && c < 0xFFFD);
}

static const char *
normal (Build *build, const char *text, gboolean collapse)
{
    gboolean sure = TRUE, blank = FALSE;

    g_string_truncate (build->words, 0);
    for (const char *c = text; *c; c = g_utf8_next_char (c)) {
        const gunichar u = g_utf8_get_char (c);
        const gboolean space = u == ' ' || u == '\n' || u == '\t' || u == '\r';
        if (!space)
            g_string_append_len (build->words, c, g_utf8_next_char (c) - c);
        else if (!collapse || !blank)
            g_string_append_c (build->words, ' ');
        blank = space;
        sure = sure && surely_normal (u);
    }
    if (!sure) {
        g_autofree char *composed = g_utf8_normalize (build->words->str, -1, G_NORMALIZE_NFC);
        g_string_assign (build->words, composed);
    }
    return dcmm_arena_text (build->tree->arena, build->words->str, (gssize) build->words->len);
}

/* Is @value one of the "a|b" at @list (length @n)? With @some: are all its words? */
static gboolean
one_of (const char *list, gsize n, const char *value, gboolean some)
{
    g_autofree char *choices = g_strndup (list, n);
    g_auto (GStrv) allowed = g_strsplit (choices, "|", -1);
    g_auto (GStrv) words = some ? g_strsplit (value, " ", -1) : NULL;

    if (!some)
        return g_strv_contains ((const char *const *) allowed, value);
    for (guint i = 0; words[i]; i++)
        if (*words[i] && !g_strv_contains ((const char *const *) allowed, words[i]))
            return FALSE;
    return TRUE;
}

/* The rule for @name in the row, without "!": from the character after the name to the next blank. */
static const char *
find_rule (const char *spec, const char *name, gsize *length)
{
    const gsize n = strlen (name);

    while (*spec) {
        const char *from = *spec == '!' ? spec + 1 : spec;
        const gsize all = strcspn (from, " ");
        if (all >= n && strncmp (from, name, n) == 0 && strcspn (from, " #=") == n) {
            *length = all - n;
            return from + n;
        }
        spec = from + all;
        while (*spec == ' ')
            spec++;
    }
    return NULL;
}

static gboolean
check_value (const char *rule, gsize length, const char *value)
{
    if (!length)
        return TRUE;
    if (*rule == '#')
        return dcmm_is_number (value);
    if (length > 1 && rule[1] == '+')
        return one_of (rule + 2, length - 2, value, TRUE);
    return one_of (rule + 1, length - 1, value, FALSE);
}

static gboolean
check_present (const Build *build, const Row *row, const DcmmNode *node, const xmlNode *at, GError **error)
{
    for (const char *must = strchr (row->attributes, '!'); must; must = strchr (must + 1, '!')) {
        g_autofree char *name = g_strndup (must + 1, strcspn (must + 1, " #="));
        if (!dcmm_node_get (node, name))
            return fail (build, at, _("without the attribute"), name, error);
    }
    return TRUE;
}

static gboolean
take_attributes (Build *build, const Row *row, DcmmNode *node, const xmlNode *at, GError **error)
{
    guint n = 0;

    for (const xmlAttr *a = at->properties; a; a = a->next)
        n++;
    if (n) {
        const char **list = dcmm_arena_take_n (build->tree->arena, const char *, 2 * n + 1);
        node->attributes = list;
        for (const xmlAttr *a = at->properties; a; a = a->next) {
            gsize length = 0;
            const char *name = (const char *) a->name;
            const char *value = a->children && a->children->content ? normal (build, (const char *) a->children->content, TRUE) : "";
            const char *rule = row->attributes ? find_rule (row->attributes, name, &length) : name;
            if (!rule || !check_value (rule, length, value))
                return fail (build, at, rule ? _("the value of the attribute") : _("the attribute"), name, error);
            *list++ = dcmm_arena_text (build->tree->arena, name, -1);
            *list++ = value;
        }
    }
    return !row->attributes || check_present (build, row, node, at, error);
}

static gboolean
known_chart (const DcmmNode *node)
{
    const char *kind = dcmm_node_get (node, "kind");

    for (guint i = 0; kind && dcmm_charts[i].kind; i++)
        if (strcmp (dcmm_charts[i].kind, kind) == 0)
            return TRUE;
    return FALSE;
}

static DcmmNode *
append (Build *build, DcmmNode *parent, DcmmNodeKind kind)
{
    DcmmNode *node = dcmm_arena_take_n (build->tree->arena, DcmmNode, 1);

    node->kind = kind;
    node->parent = parent;
    if (!parent)
        build->tree->root = node;
    else if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    if (parent)
        parent->last = node;
    return node;
}

static gboolean
take_words (Build *build, DcmmNode *parent, const xmlNode *at, GError **error)
{
    const char *content = (const char *) at->content;

    if (!content || !*content)
        return TRUE;
    if (parent && holds_words (parent)) {
        append (build, parent, DCMM_NODE_TEXT)->text = normal (build, content, TRUE);
        return TRUE;
    }
    if (content[strspn (content, " \t\r\n")] == '\0')
        return TRUE;
    return fail (build, at->parent, _("text in it:"), content, error);
}

/* The node of an element, or NULL with the error. @within: what its parent holds. */
static DcmmNode *
take_element (Build *build, DcmmNode *parent, guint within, const xmlNode *at, guint *holds, GError **error)
{
    const Row *row = find_row (at, within);

    if (!row || !at->ns || strcmp ((const char *) at->ns->href, PAGE_NS) != 0) {
        fail (build, at, _("this element in"), parent ? parent->name : "-", error);
        return NULL;
    }
    DcmmNode *node = append (build, parent, row->kind);
    node->name = row->name ? row->name : dcmm_arena_text (build->tree->arena, (const char *) at->name, -1);
    if (!take_attributes (build, row, node, at, error))
        return NULL;
    if (row->kind == DCMM_NODE_CHART && !known_chart (node)) {
        const char *kind = dcmm_node_get (node, "kind");
        fail (build, at, _("the kind"), kind ? kind : "", error);
        return NULL;
    }
    *holds = row->holds;
    return node;
}

static const xmlNode *
climb (const xmlNode *at, const xmlNode *root, guint *depth)
{
    while (at != root && !at->next) {
        at = at->parent;
        --*depth;
    }
    return at == root ? NULL : at->next;
}

#define DEPTH_MAX 64

static gboolean
build_tree (Build *build, const xmlNode *root, GError **error)
{
    DcmmNode *parents[DEPTH_MAX] = { NULL };        /* parents[d]: of what stands at depth d */
    guint     within[DEPTH_MAX] = { ROOT };
    guint     depth = 0;

    for (const xmlNode *at = root; at;) {
        gboolean down = FALSE;
        if (at->type == XML_ELEMENT_NODE) {
            guint holds = 0;
            DcmmNode *node = take_element (build, parents[depth], within[depth], at, &holds, error);
            if (!node)
                return FALSE;
            if (at->children && depth + 1 == DEPTH_MAX)
                return fail (build, at, _("nested too deep in"), node->parent->name, error);
            if (at->children) {
                parents[++depth] = node;
                within[depth] = holds;
                down = TRUE;
            }
        } else if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) {
            if (!take_words (build, parents[depth], at, error))
                return FALSE;
        }
        at = down ? at->children : climb (at, root, &depth);
    }
    return TRUE;
}

DcmmTree *
dcmm_tree_new (xmlDoc *page, const char *name, GError **error)
{
    g_autoptr (DcmmTree) tree = g_new0 (DcmmTree, 1);
    g_autoptr (GString) words = g_string_new (NULL);
    Build build = { tree, name, words };
    const xmlNode *root = page ? xmlDocGetRootElement (page) : NULL;

    tree->arena = dcmm_arena_new ();
    if (!root) {
        dcmm_fail_at (error, (DcmmWhere) { name, 0 }, _("the template made no document"));
        return NULL;
    }
    return build_tree (&build, root, error) ? g_steal_pointer (&tree) : NULL;
}

void
dcmm_tree_free (DcmmTree *tree)
{
    if (!tree)
        return;
    dcmm_arena_free (tree->arena);
    g_free (tree);
}

const DcmmNode *
dcmm_tree_root (const DcmmTree *tree)
{
    return tree->root;
}
