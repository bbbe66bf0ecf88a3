#include "document/arena.h"

#include <string.h>

/* A report takes a few hundred of these; a page's canvas one or two. */
#define BLOCK (16 * 1024)

typedef struct _Block Block;
struct _Block {
    Block *next;
    gsize  used, size;
    _Alignas (16) char bytes[];
};

struct _DcmmArena {
    Block *blocks;              /* the first is the one being filled */
};

DcmmArena *
dcmm_arena_new (void)
{
    return g_new0 (DcmmArena, 1);
}

void
dcmm_arena_free (DcmmArena *arena)
{
    if (!arena)
        return;
    for (Block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        g_free (block);
    }
    g_free (arena);
}

static Block *
block_new (gsize size)
{
    Block *block = g_malloc (sizeof (Block) + size);

    block->next = NULL;
    block->used = 0;
    block->size = size;
    return block;
}

gpointer
dcmm_arena_take (DcmmArena *arena, gsize size)
{
    Block *block = arena->blocks;

    size = (size + 15) & ~(gsize) 15;
    if (size > BLOCK / 4) {                     /* a block of its own, behind the one being filled */
        Block *own = block_new (size);
        own->used = size;
        if (block) {
            own->next = block->next;
            block->next = own;
        } else {
            arena->blocks = own;
        }
        return memset (own->bytes, 0, size);
    }
    if (!block || block->size - block->used < size) {
        block = block_new (BLOCK);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    block->used += size;
    return memset (block->bytes + block->used - size, 0, size);
}

char *
dcmm_arena_text (DcmmArena *arena, const char *text, gssize length)
{
    if (!text)
        return NULL;
    const gsize n = length < 0 ? strlen (text) : (gsize) length;
    char *copy = dcmm_arena_take (arena, n + 1);
    memcpy (copy, text, n);
    return copy;
}
