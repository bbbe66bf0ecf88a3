/* What the readers of model/ share: strings that live and die with what they belong to. */
#pragma once
#include "model/model.h"

/* Keeps @text in @chunk; NULL stays NULL. */
const char *dcmm_keep (GStringChunk *chunk, const char *text);

/* The words of an element with xml:lang, kept: `<name xml:lang="zh">`. The language is read on start, since the
 * attributes are gone on end. */
typedef struct {
    GStringChunk *chunk;
    DcmmLang      lang;
} DcmmWordReader;

gboolean dcmm_words_start (DcmmWordReader *words, DcmmReader *reader, GError **error);
gboolean dcmm_words_end   (DcmmWordReader *words, DcmmWords *into, const char *text, DcmmReader *reader, GError **error);

/* A whole number between @low and @high in attribute @name; FALSE with the error set. */
gboolean dcmm_need_number (DcmmReader *reader, const char *name, guint low, guint high, guint *number, GError **error);
/* A decimal in attribute @name, at most a million million; @q is initialised already. FALSE with the error set. */
gboolean dcmm_need_rational (DcmmReader *reader, const char *name, DcmmRational q, GError **error);

/* "years", "number" or "list". */
gboolean dcmm_counting_parse (const char *text, DcmmCounting *counting);

/* The editions that a crosswalk leads between, from its root element alone. */
typedef struct {
    char *from, *to;
    guint line;
} DcmmEnds;

gboolean dcmm_crosswalk_ends (const char *path, DcmmEnds *ends, GError **error);
void     dcmm_ends_clear     (DcmmEnds *ends);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DcmmEnds, dcmm_ends_clear)
