/* Memory that lives and dies together: the nodes of a tree, the marks of a page, the pieces of a layout. */
#pragma once
#include <glib.h>

typedef struct _DcmmArena DcmmArena;

DcmmArena *dcmm_arena_new   (void);
void       dcmm_arena_free  (DcmmArena *arena);
/* Zeroed, aligned for any type, never NULL; given back with the arena alone. */
gpointer   dcmm_arena_take  (DcmmArena *arena, gsize size);
char      *dcmm_arena_text  (DcmmArena *arena, const char *text, gssize length);   /* NULL stays NULL; -1: to its end */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmArena, dcmm_arena_free)

#define dcmm_arena_take_n(arena, type, n) ((type *) dcmm_arena_take ((arena), sizeof (type) * (n)))
